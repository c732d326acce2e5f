/** "Kiểm tra sổ thu, chi" finds whatever is not as it was published, and says of what it looked at. */
import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { pagesOf } from './public-chain.ts';
import type { Chained, Ledger } from './public-fund.ts';
import { notedOf, verify, type Verdict } from './public-verify.ts';
import { ledgerOf, rows } from './testing-chain.ts';

const verified = (chain: Chained[], ledger: Ledger = ledgerOf(rows()), noted = '') =>
	verify({ ledger, noted }, async (from, size) => chain.slice(from - 1, from - 1 + size));
const fault = async (work: Promise<Verdict>) => (await work).fault;
/** The chain with one field of one row changed. */
const spoilt = (row: number, field: number, value: string | number) =>
	rows().map((one, n) => (n === row - 1 ? (one.with(field, value as never) as Chained) : one));

describe('a ledger that is as it was published', () => {
	it('holds: rows, names, balances, sums and the heads of days', async () => {
		expect(await verified(rows())).toMatchObject({
			fault: null,
			rows: 6,
			names: 1,
			money: 8_600_000,
			goods: 3_000_000,
			days: 3,
			noted: null
		});
	});

	it('holds when more was published meanwhile: what the page shows is what is looked at', async () => {
		const longer = [...rows(), rows()[0]!.with(0, 7) as Chained];
		expect(await fault(verified(longer))).toBeNull();
	});

	it('holds before anything was published', async () => {
		const none = ledgerOf([], { heads: [] });
		expect(await verified([], none)).toMatchObject({ fault: null, rows: 0 });
	});

	it('tells after how many rows a head stood that somebody noted, whole or its first digits', async () => {
		const head = rows()[2]![14];
		const asked = (noted: string) => verified(rows(), ledgerOf(rows()), noted);
		expect((await asked(head)).noted).toBe(3);
		expect((await asked(head.slice(0, 16))).noted).toBe(3);
		expect((await asked('f'.repeat(64))).noted).toBeNull();
	});
});

describe('a ledger that was tampered with', () => {
	it.each([
		['an amount', spoilt(2, 6, 4_000_000), { seq: 2, why: 'hash' }],
		['words', spoilt(5, 11, 'Mua loa'), { seq: 5, why: 'hash' }],
		['a name', spoilt(2, 15, 'Ông Khác'), { seq: 2, why: 'name' }],
		['a row taken away', rows().toSpliced(3, 1), { seq: 5, why: 'place' }],
		['the last row taken away', rows().slice(0, 5), { why: 'short', seq: 5 }]
	])('%s is told with its place', async (_, chain, where) => {
		expect(await fault(verified(chain))).toEqual(where);
	});

	const above: [string, Partial<Ledger>, object][] = [
		['another end', { head: 'a'.repeat(64) }, { why: 'head' }],
		['another balance', { balance: { money: 9_600_000, goods: 3_000_000 } }, { why: 'held' }],
		[
			'another sum',
			{ totals: ledgerOf(rows()).totals.map((one) => ({ ...one, amount: one.amount + 1 })) },
			{ why: 'month', month: '2026-08-01' }
		],
		[
			'a sum left out',
			{ totals: ledgerOf(rows()).totals.slice(1) },
			{ why: 'month', month: '2026-09-01' }
		],
		[
			'another balance of a month',
			{ months: [{ ...ledgerOf(rows()).months[1]!, money: 1 }] },
			{ why: 'month', month: '2026-08-01' }
		],
		[
			'a head of a day that is not in the chain',
			{ heads: [{ day: '2026-09-15', rows: 3, head: 'b'.repeat(64), inner: '' }] },
			{ why: 'day', day: '2026-09-15' }
		]
	];
	it.each(above)('%s above the rows is told', async (_, changes, what) => {
		const ledger = ledgerOf(rows(), changes);
		expect(await fault(verified(rows(), ledger))).toEqual(what);
	});

	it('is not believed behind the first row that does not hold', async () => {
		expect(await verified(spoilt(3, 11, 'Khác'))).toMatchObject({ rows: 2, money: 17_000_000 });
	});
});

describe('a chain over a bad line', () => {
	const lost = () => new Problem({ code: 'unreachable', status: 0, offline: true });
	const quick = { page: 2, pause: async () => {} };
	async function taken(read: Parameters<typeof pagesOf>[0], count = 6) {
		const seqs: number[] = [];
		for await (const page of pagesOf(read, count, quick)) seqs.push(...page.map(([seq]) => seq));
		return seqs;
	}

	it('is asked for again, page by page, and no row comes twice', async () => {
		let asked = 0;
		const read = async (from: number, size: number) => {
			if (++asked % 2 === 1) throw lost();
			return rows().slice(from - 1, from - 1 + size);
		};
		expect(await taken(read)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(asked).toBe(6);
	});

	it('is given up after the third try, and at once where the server refuses', async () => {
		let asked = 0;
		const dead = async () => {
			asked++;
			throw lost();
		};
		await expect(taken(dead)).rejects.toThrow('unreachable');
		expect(asked).toBe(3);
		await expect(
			taken(async () => Promise.reject(new Problem({ code: 'not_found', status: 404 })))
		).rejects.toThrow('not_found');
	});

	it('ends where the server has no more rows, though it promised them', async () => {
		expect(
			await taken(async (from, size) => rows().slice(from - 1, Math.min(3, from - 1 + size)))
		).toEqual([1, 2, 3]);
	});
});

it.each([
	[' AB12 cd34 ef56 7890 ', 'ab12cd34ef567890'],
	['', ''],
	['ab12', null],
	['xyz', null],
	['0'.repeat(65), null]
])('what was noted as %j is looked for as %j', (typed, noted) => {
	expect(notedOf(typed)).toBe(noted);
});
