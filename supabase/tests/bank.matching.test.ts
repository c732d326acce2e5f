/** Which line of the bank is which entry. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { newKey } from './people.ts';
import {
	ago,
	bank,
	drawn,
	FIRST,
	gift,
	importOf,
	left,
	match,
	matched,
	OPENING,
	refused,
	reverse,
	scene,
	statement,
	tell,
	unmatch,
	type Line,
	type Scene
} from './banking.ts';

let s: Scene;
let last: Scene | undefined;
beforeEach(async () => {
	await last?.db.drop();
	last = s = await scene();
});
afterAll(() => last?.db.drop());

/** A statement from the ledger's first day; the ids of its lines in order. */
async function imported(lines: Line[], opening = OPENING): Promise<string[]> {
	await importOf(s, statement([FIRST, ago(20)], opening, lines));
	const waiting = (await left(s)).lines;
	return lines.map(
		({ day, amount }) => waiting.find((one) => one.day === day && one.amount === amount)!.id
	);
}
const until = async () => (await bank(s)).until;

describe('a line and its entry', () => {
	test('are matched by an officer, and day by day both sides are found to agree', async () => {
		const one = await gift(s, 500_000, ago(38));
		const other = await drawn(s, 200_000, ago(34));
		expect(await until()).toBe(ago(39));
		const [a, b] = await imported([
			{ day: ago(37), amount: 500_000 },
			{ day: ago(34), amount: -200_000 }
		]);
		expect(await until()).toBe(ago(39));
		expect(await match(s, [{ line: a!, entry: one }])).toEqual({ until: ago(35) });
		expect(await match(s, [{ line: b!, entry: other }])).toEqual({ until: ago(20) });
		expect(await left(s)).toEqual({ lines: [], entries: [] });
		const told = [...(await matched(s, ago(37))), ...(await matched(s, ago(34)))];
		expect(new Set(told.map(({ sides }) => sides.map(({ id }) => id).join()))).toEqual(
			new Set([`${a},${one}`, `${b},${other}`])
		);
	});

	test('matched wrongly wait again on both sides; it stays written who said so', async () => {
		const entry = await gift(s, 500_000, ago(38));
		const [line] = await imported([{ day: ago(38), amount: 500_000 }]);
		await match(s, [{ line: line!, entry }]);
		const [made] = await matched(s, ago(38));
		expect(await unmatch(s, made!.id)).toEqual({ until: ago(39) });
		expect(await refused(unmatch(s, made!.id))).toBe('stale');
		expect((await left(s)).entries.map(({ id }) => id)).toEqual([entry]);
		expect(await matched(s, ago(38))).toEqual([]);
		const kept = await s.db.sql`select undone_by from fund.bank_matches`;
		expect([...kept]).toEqual([{ undone_by: s.treasurer.sub }]);
		for (const work of [
			s.db.sql`delete from fund.bank_matches`,
			s.db.sql`update fund.bank_matches set undone_at = null`
		])
			expect(await refused(work)).toBe('append_only');
		await match(s, [{ line: line!, entry }]);
	});

	test('are of one amount, each in one match, and in the unit of whoever says so', async () => {
		const entry = await gift(s, 500_000, ago(38));
		const same = await gift(s, 500_000, ago(38));
		const [a, b] = await imported([
			{ day: ago(38), amount: 500_000 },
			{ day: ago(38), amount: 400_000 }
		]);
		expect(await refused(match(s, [{ line: b!, entry }]))).toBe('amounts_differ');
		expect(await refused(match(s, [{ line: a!, entry }], s.neighbour))).toBe('already_matched');
		// All of a command or nothing.
		expect(
			await refused(
				match(s, [
					{ line: a!, entry },
					{ line: a!, entry: same }
				])
			)
		).toBe('already_matched');
		expect((await bank(s)).lines.count).toBe(2);
		expect(await refused(match(s, [{ line: a! }]))).toBe('bad_format');
		expect(await refused(match(s, []))).toBe('out_of_range');
		expect(await refused(match(s, [{ line: a!, entry }], s.lead))).toBe('role_missing');
		const key = newKey();
		const pairs = [{ line: a!, entry, line_back: null, entry_back: null }];
		const twice = () => tell(s, s.treasurer, 'fund_bank_match', { key, pairs });
		expect(await twice()).toEqual(await twice());
		expect((await bank(s)).lines.count).toBe(1);
	});

	test('that ten press at once are one match', async () => {
		const entry = await gift(s, 500_000, ago(38));
		const [line] = await imported([{ day: ago(38), amount: 500_000 }]);
		const presses = Array.from({ length: 10 }, () => refused(match(s, [{ line: line!, entry }])));
		const answers = await Promise.all(presses);
		expect(answers.filter((answer) => answer === null)).toHaveLength(1);
		expect(answers.filter((answer) => answer === 'already_matched')).toHaveLength(9);
	});
});

describe('what was taken back', () => {
	test('in the ledger before the bank knew of it is no movement of the bank', async () => {
		await imported([]);
		const wrong = await gift(s, 500_000, ago(38));
		expect(await until()).toBe(ago(39));
		const back = await reverse(s, wrong);
		expect(await left(s)).toEqual({ lines: [], entries: [] });
		expect(await until()).toBe(ago(20));
		// The bank did it after all, there and back: the officer parts the two and matches each.
		const [made] = await matched(s, ago(38));
		await unmatch(s, made!.id);
		expect((await left(s)).entries.map(({ reverses }) => reverses).sort()).toEqual(
			[wrong, null].sort()
		);
		await match(s, [{ entry: wrong, entry_back: back }]);
	});

	test('in the ledger after the bank booked it waits for the bank’s line', async () => {
		const entry = await gift(s, 500_000, ago(38));
		const [line] = await imported([{ day: ago(38), amount: 500_000 }]);
		await match(s, [{ line: line!, entry }]);
		const back = await reverse(s, entry);
		expect((await left(s)).entries).toMatchObject([
			{ id: back, amount: -500_000, reverses: entry, kind: 'reversal' }
		]);
		// Until the end of the statement nothing changed; the reversal is of today.
		expect(await until()).toBe(ago(20));
	});

	test('by the bank is two lines of which the ledger knows neither; two entries alone are no such thing', async () => {
		const [out, back, other] = await imported([
			{ day: ago(38), amount: -70_000 },
			{ day: ago(37), amount: 70_000 },
			{ day: ago(36), amount: 60_000 }
		]);
		expect(await refused(match(s, [{ line: out!, line_back: other! }]))).toBe('amounts_differ');
		expect(await refused(match(s, [{ line: out!, line_back: out! }]))).not.toBeNull();
		await match(s, [{ line: out!, line_back: back! }]);
		expect(await until()).toBe(ago(37));
		const [one, two] = [await gift(s, 5000, ago(35)), await gift(s, 5000, ago(35))];
		expect(await refused(match(s, [{ entry: one, entry_back: two }]))).toBe('not_its_reversal');
	});
});
