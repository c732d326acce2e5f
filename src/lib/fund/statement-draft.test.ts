import { describe, expect, it } from 'vitest';
import { openStatement } from '#shared/statement/open.ts';
import type { Mapping } from '#shared/statement/tables.ts';
import { StatementDraft } from './statement-draft.svelte.ts';

const today = '2026-12-02';
const file = (text: string, mapping: Mapping = []) =>
	openStatement({ bytes: new TextEncoder().encode(text), mapping, today });

/** A draft that goes on from a statement until 31 October, which ended with a million. */
async function draftOf(
	text: string,
	given: { next?: string | null; closing?: number | null } = {}
) {
	const draft = new StatementDraft(() => ({
		today,
		next: '2026-11-01',
		closing: 1_000_000,
		...given
	}));
	draft.bring(await file(text));
	return draft;
}

const sheet = `Ngày,Ghi nợ,Ghi có,Số dư,Diễn giải
30/10/2026,,400000,1000000,tháng trước
02/11/2026,,500000,1500000,Bà Lụa ủng hộ
28/11/2026,200000,,1300000,Chi
02/12/2026,,9,1300009,hôm nay`;

describe('a statement on its way in', () => {
	it('begins where the last one ended and leaves today out, whatever more the file holds', async () => {
		const draft = await draftOf(sheet);
		expect([draft.from, draft.to]).toEqual(['01/11/2026', '01/12/2026']);
		expect(draft.part).toMatchObject({
			opening: 1_000_000,
			closing: 1_300_000,
			before: 1,
			after: 1
		});
		draft.to = '30/11/2026';
		expect(draft.request()).toMatchObject({
			statement: {
				...{ kind: 'sheet', from_day: '2026-11-01', to_day: '2026-11-30' },
				...{ opening: 1_000_000, closing: 1_300_000 }
			},
			lines: [
				{ line: 3, day: '2026-11-02', amount: 500_000, text: 'Bà Lụa ủng hộ', reference: null },
				{ line: 4, day: '2026-11-28', amount: -200_000 }
			]
		});
	});

	it('is not sent while its days are wrong, and says at which field', async () => {
		const draft = await draftOf(sheet);
		for (const [from, to, faults] of [
			['02/11/2026', '30/11/2026', [['from_day', 'not_next']]],
			['', '30/11/2026', [['from_day', 'required']]],
			['01/11/2026', '02/12/2026', [['to_day', 'day_not_over']]],
			['01/11/2026', '31/11/2026', [['to_day', 'not_a_date']]],
			['01/11/2026', '30/10/2026', [['to_day', 'ends_early']]]
		] as const) {
			draft.from = from;
			draft.to = to;
			expect(draft.faults(), `${from} ${to}`).toEqual(faults);
			expect(draft.request()).toBeNull();
		}
	});

	it('without balances asks for the one before, and reckons the one after', async () => {
		const silent = 'Ngày,Số tiền,Diễn giải\n02/11/2026,500000,a\n03/11/2026,-1,b';
		const draft = await draftOf(silent, { closing: null });
		expect(draft.asksOpening).toBe(true);
		expect(draft.faults()).toEqual([['opening', 'bad_format']]);
		draft.opening = '1.000.000 đồng';
		expect(draft.request()!.statement).toMatchObject({ opening: 1_000_000, closing: 1_499_999 });
		// What the last statement ended with is offered.
		expect((await draftOf(silent)).request()!.statement.opening).toBe(1_000_000);
	});

	it('takes the period that the file names, also where its last days were quiet', async () => {
		const draft = await draftOf(`Từ ngày 01/11/2026 đến ngày 30/11/2026,,\n${sheet}`, {
			next: null
		});
		expect([draft.from, draft.to]).toEqual(['01/11/2026', '30/11/2026']);
	});

	it('waits until the columns say when and how much; what is said of one is taken from another', async () => {
		const draft = await draftOf('Lúc,Bao nhiêu,Vì sao\n02/11/2026,500000,a');
		expect([draft.lacking, draft.read]).toEqual(['no_day', null]);
		draft.assign(0, 'day');
		draft.assign(1, 'text');
		draft.assign(2, 'text');
		expect(draft.columns).toEqual(['day', null, 'text']);
		draft.assign(1, 'amount');
		expect(draft.lacking).toBeNull();
		expect(draft.request()!.statement.mapping).toEqual([
			{ heading: 'Lúc', field: 'day' },
			{ heading: 'Bao nhiêu', field: 'amount' },
			{ heading: 'Vì sao', field: 'text' }
		]);
	});

	it('with faults, or without a movement, is no request', async () => {
		const wrong = await draftOf('Ngày,Số tiền,Diễn giải\n02/11/2026,x1,a');
		expect([wrong.read?.faults.length, wrong.request()]).toEqual([1, null]);
		const empty = await draftOf('Ngày,Số tiền,Diễn giải\nTổng cộng,,');
		expect([empty.refused, empty.read, empty.request()]).toEqual(['no_lines', null, null]);
	});

	it('in OFX has no columns to ask about', async () => {
		const draft = await draftOf(`OFXHEADER:100

<OFX><STMTRS><CURDEF>VND<BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><DTPOSTED>20261102<TRNAMT>500000<FITID>A<NAME>LUA</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>1500000<DTASOF>20261130</LEDGERBAL></STMTRS></OFX>`);
		expect([draft.table, draft.to]).toEqual([null, '30/11/2026']);
		expect(draft.request()).toMatchObject({
			statement: { kind: 'ofx', opening: 1_000_000, closing: 1_500_000, mapping: [] },
			lines: [{ amount: 500_000, reference: 'A', text: 'LUA' }]
		});
	});
});
