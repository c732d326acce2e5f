import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, faultsOf, readFile, sheet, statementOf, told } from './testing.ts';

/** Windows-1258 as Windows writes it: letters with a hat or horn, then the tone. */
function in1258(text: string): Uint8Array {
	const byByte = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++)
		byByte.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte);
	const tone = /[\u0300\u0301\u0303\u0309\u0323]/;
	const letters = [...text.normalize('NFC')].flatMap((letter) => {
		if (byByte.has(letter)) return [letter];
		const apart = [...letter.normalize('NFD')];
		const tones = apart.filter((mark) => tone.test(mark));
		return [
			...apart
				.filter((mark) => !tone.test(mark))
				.join('')
				.normalize('NFC'),
			...tones
		];
	});
	return Uint8Array.from(letters, (letter) => byByte.get(letter)!);
}
function in16(text: string, little: boolean, mark: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
	[...(mark ? '\ufeff' : ''), ...text.split('')].forEach((unit, at) =>
		view.setUint16(at * 2, unit.charCodeAt(0), little)
	);
	return new Uint8Array(view.buffer);
}

describe('a bank’s .csv', () => {
	it.each([
		['UTF-8', bytesOf(sheet)],
		[
			'UTF-8 with its mark and Windows’ line ends',
			bytesOf('\ufeff' + sheet.replace(/\n/g, '\r\n'))
		],
		['UTF-16 LE', in16(sheet, true, true)],
		['UTF-16 BE', in16(sheet, false, true)],
		['UTF-16 LE without its mark', in16(sheet, true, false)],
		['Windows-1258', in1258(sheet)]
	])('in %s says the same', async (_, bytes) => {
		const { statement, left } = await readFile(bytes);
		expect(statement).toEqual(told);
		expect(left.map(({ line }) => line)).toEqual([9, 10]);
	});

	it.each([';', '\t', '|'])(
		'may have %j between its cells, with commas inside them',
		async (mark) => {
			const cells = sheet
				.split('\n')
				.map((line) =>
					(line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []).map((cell) => cell.replace(/,$/, ''))
				);
			const text = cells.map((line) => line.slice(0, 7).join(mark)).join('\n');
			expect(await statementOf(text)).toEqual(told);
		}
	);

	it('may have the newest line first, which the balances tell even on one day', async () => {
		const turned = `Ngày,Ghi nợ,Ghi có,Số dư,Nội dung
09/11/2026,,100,350,c
09/11/2026,50,,250,b
09/11/2026,,200,300,a`;
		const { lines, opening, closing } = await statementOf(turned);
		expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
		expect([opening, closing]).toEqual([100, 350]);
		const noBalance = 'Ngày,Số tiền,Nội dung\n09/11/2026,5,b\n08/11/2026,5,a';
		expect((await statementOf(noBalance)).lines.map(({ text }) => text)).toEqual(['a', 'b']);
	});

	it('may have one amount with a sign, or with a word beside it', async () => {
		const signed = 'Ngày,Số tiền,Nội dung\n09/11/2026,"-1.000",a\n10/11/2026,"+2.000",b';
		expect((await statementOf(signed)).lines.map(({ amount }) => amount)).toEqual([-1000, 2000]);
		const sided = 'Ngày,Số tiền,Nợ/Có,Nội dung\n09/11/2026,1000,Nợ,a\n10/11/2026,2000,C,b';
		expect((await statementOf(sided)).lines.map(({ amount }) => amount)).toEqual([-1000, 2000]);
		expect(await faultsOf(sided + '\n11/11/2026,5,?,c')).toEqual(['4 side no_side']);
	});

	it('may head its columns on two lines', async () => {
		const two = 'Ngày,Số tiền,,Nội dung\n,Ghi nợ,Ghi có,\n09/11/2026,5,,a\n10/11/2026,,7,b';
		expect((await statementOf(two)).lines.map(({ amount }) => amount)).toEqual([-5, 7]);
	});

	it('of the United States has the month first', async () => {
		const text = 'Date,Amount,Description\n11/26/2026,5,a\n11/05/2026,7,b';
		expect((await statementOf(text)).lines.map(({ day }) => day)).toEqual([
			'2026-11-05',
			'2026-11-26'
		]);
	});
});

describe('a statement in Excel', () => {
	const cell = (at: string, text: string) =>
		/^\d+$/.test(text)
			? `<c r="${at}"><v>${text}</v></c>`
			: `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
	const book = (rows: string[][]) =>
		zipSync({
			'xl/workbook.xml': strToU8(
				'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
			),
			'xl/worksheets/sheet1.xml': strToU8(
				`<worksheet><sheetData>${rows
					.map(
						(cells, n) =>
							`<row r="${n + 1}">${cells.map((text, at) => cell(`${'ABCDE'[at]}${n + 1}`, text)).join('')}</row>`
					)
					.join('')}</sheetData></worksheet>`
			)
		});

	it('says the same as in text', async () => {
		const { statement } = await readFile(
			book([
				['Ngày giao dịch', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'],
				['46352', '', '500000', '1500000', 'Ủng hộ']
			])
		);
		expect(statement).toMatchObject({
			opening: 1_000_000,
			closing: 1_500_000,
			lines: [{ day: '2026-11-26' }]
		});
	});
});
