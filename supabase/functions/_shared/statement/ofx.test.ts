import { describe, expect, it } from 'vitest';
import { bytesOf, readText, refusalOf, statementOf, faultsOf } from './testing.ts';

const movement = (of: Record<string, string>, close = false) =>
	`<STMTTRN>\n${Object.entries(of)
		.map(([name, value]) => `<${name}>${value}${close ? `</${name}>` : ''}`)
		.join('\n')}\n</STMTTRN>`;
const one = {
	TRNTYPE: 'CREDIT',
	DTPOSTED: '20261102',
	TRNAMT: '500000',
	FITID: 'A1',
	NAME: 'BA LUA',
	MEMO: 'Ủng hộ &amp; cảm ơn'
};
const two = {
	TRNTYPE: 'DEBIT',
	DTPOSTED: '20261105120000[+7:ICT]',
	TRNAMT: '-200000.00',
	FITID: 'A2',
	MEMO: 'Chi PC 12'
};

const body = (
	movements: string,
	balance = '<LEDGERBAL><BALAMT>1300000<DTASOF>20261105</LEDGERBAL>',
	currency = 'VND'
) =>
	`<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>${currency}<BANKACCTFROM><ACCTID>0000000000</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101<DTEND>20261105
${movements}
</BANKTRANLIST>${balance}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const sgml = (movements: string, ...rest: [string?, string?]) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:UTF-8

${body(movements, ...rest)}`;
const both = movement(one) + '\n' + movement(two);

describe('a bank’s OFX file', () => {
	const told = {
		opening: 1_000_000,
		closing: 1_300_000,
		lines: [
			{ day: '2026-11-02', amount: 500_000, reference: 'A1', text: 'BA LUA Ủng hộ & cảm ơn' },
			{ day: '2026-11-05', amount: -200_000, reference: 'A2', text: 'Chi PC 12' }
		]
	};

	it('in SGML, where elements never end, and in XML says the same', async () => {
		expect(await statementOf(sgml(both))).toMatchObject(told);
		const xml = `<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>${body(
			movement({ ...one, MEMO: '<![CDATA[Ủng hộ & cảm ơn]]>' }, true) + movement(two, true)
		)}`;
		expect(await statementOf(xml)).toMatchObject(told);
	});

	it('names the line of what cannot be read', async () => {
		const wrong =
			movement({ ...two, DTPOSTED: '20261399', TRNAMT: 'x' }) + movement({ ...two, FITID: 'A1' });
		expect(await faultsOf(sgml(`${movement(one)}\n${wrong}`))).toEqual([
			'16 day not_a_day',
			'16 amount not_an_amount',
			'22 reference repeated'
		]);
	});

	it('takes a balance of a later day for none, since movements may be missing before it', async () => {
		const later = '<LEDGERBAL><BALAMT>9<DTASOF>20261120</LEDGERBAL>';
		expect(await statementOf(sgml(both, later))).toMatchObject({ opening: null, closing: null });
	});

	it('that was cut is refused, wherever', async () => {
		const text = sgml(both);
		for (let at = text.indexOf('<OFX>') + 5; at < text.length; at += 7) {
			const refused = await refusalOf(bytesOf(text.slice(0, at)));
			expect(refused, text.slice(at - 10, at)).toMatch(/^cut \d+$/);
		}
	});

	it('of several accounts, of a card, in dollars, with entities of its own is refused', async () => {
		const two = sgml(both).replace('</OFX>', '<STMTRS></STMTRS></OFX>');
		expect(await refusalOf(bytesOf(two))).toBe('several_accounts');
		expect(await refusalOf(bytesOf(sgml(both).replace(/STMTRS>/g, 'CCSTMTRS>')))).toBe(
			'other_kind'
		);
		expect(await refusalOf(bytesOf(sgml(both, undefined, 'USD')))).toBe('other_currency');
		const grows = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]>${body(both)}`;
		expect(await refusalOf(bytesOf(grows))).not.toBe('read');
		expect(await refusalOf(bytesOf(sgml('')))).toBe('no_lines');
		expect((await readText(sgml(both))).faults).toEqual([]);
	});
});
