/** Which line of the bank is which entry, and until when both sides agree. */
import fc from 'fast-check';
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

describe('until when both sides agree', () => {
	test('is no day where not even the beginnings do', async () => {
		await imported([], OPENING + 1);
		expect(await bank(s)).toMatchObject({ until: null, untied: -1 });
	});

	test('counts what the bank booked after the ledger, over the first day of the first statement', async () => {
		const entry = await gift(s, 500_000, ago(30));
		await importOf(s, statement([ago(29), ago(20)], OPENING, [{ day: ago(28), amount: 500_000 }]));
		expect(await bank(s)).toMatchObject({ until: null, untied: 500_000 });
		const [line] = (await left(s)).lines;
		expect(await match(s, [{ line: line!.id, entry }])).toEqual({ until: ago(20) });
		expect(await bank(s)).toMatchObject({ untied: 0, entries: { count: 0 } });
	});

	test('without statements is the day before the account moved, and yesterday where it never did', async () => {
		expect(await until()).toBe(ago(1));
		await gift(s, 500_000, ago(5));
		expect(await until()).toBe(ago(6));
	});

	test('is what one finds who goes through lines, entries and matches by hand, whatever was done', async () => {
		const amounts = [100_000, 200_000, -100_000];
		const move = fc.record({
			do: fc.constantFrom('post', 'post', 'import', 'match', 'match', 'match', 'undo', 'reverse'),
			at: fc.nat(30),
			amount: fc.constantFrom(...amounts)
		});
		await fc.assert(
			fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 24 }), async (moves) => {
				const own = (s = await scene(2));
				let [from, closing] = [FIRST, OPENING];
				for (const { do: what, at, amount } of moves) {
					const day = ago(40 - (at % 30));
					if (what === 'post')
						await (amount > 0 ? gift(own, amount, day) : drawn(own, -amount, day));
					if (what === 'import' && from <= ago(10)) {
						const to = ago(Math.max(5, 40 - at));
						if (to < from) continue;
						await importOf(
							own,
							statement([from, to], closing, [
								{ day: to, amount },
								{ day: to, amount: 200_000 }
							])
						);
						closing += amount + 200_000;
						from = (await bank(own)).next_from!;
					}
					const { lines, entries } = await left(own);
					if (what === 'match') {
						const pair = lines.flatMap((line) =>
							entries
								.filter((entry) => entry.amount === line.amount)
								.map((entry) => ({ line: line.id, entry: entry.id }))
						)[0];
						if (pair) await match(own, [pair]);
					}
					if (what === 'undo') {
						const [made] = await own.db
							.sql`select id from fund.bank_matches where undone_at is null and line is not null limit 1`;
						if (made) await unmatch(own, made.id);
					}
					if (what === 'reverse') {
						const entry = entries.find(({ kind, amount }) => kind === 'gift' && amount > 0);
						if (entry) await refused(reverse(own, entry.id));
					}
				}
				expect(await until(), JSON.stringify(moves)).toBe(await byHand(own));
				await own.db.drop();
			}),
			{ numRuns: Number(process.env.GANDAN_LONG === '1' ? 60 : 6) }
		);
	});
});

/** The same day from the tables that people write, without what is kept beside them. */
async function byHand({ db }: Scene): Promise<string | null> {
	const statements =
		await db.sql`select from_day::text as from, to_day::text as to, opening::int from fund.statements
		where unit = '21439' and withdrawn_on is null order by to_day`;
	const open = await db.sql`
		with held as (
			select unnest(array[line, line_back, entry, entry_back]) as id from fund.bank_matches where undone_at is null
		)
		select 'line' as of, l.day::text as day, l.amount::int from fund.statement_lines l
		where l.unit = '21439' and l.id not in (select id from held where id is not null)
		union all
		select e.kind, e.day::text, (case when e.debit = 'bank' then e.amount else -e.amount end)::int from fund.entries e
		where e.unit = '21439' and 'bank' in (e.debit, e.credit) and e.id not in (select id from held where id is not null)`;
	const before = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
	const earliest = (days: string[], most: string) =>
		days.map(before).reduce((a, b) => (b < a ? b : a), most);
	const entries = open.filter((one) => !['line', 'opening'].includes(one.of));
	const [first] = statements;
	if (!first)
		return earliest(
			entries.map((one) => one.day),
			ago(1)
		);
	const began = open.filter(
		(one) => one.of !== 'line' && (one.day < first.from || one.of === 'opening')
	);
	if (began.reduce((sum, one) => sum + one.amount, 0) !== first.opening) return null;
	const since = [
		...open.filter((one) => one.of === 'line'),
		...entries.filter((one) => one.day >= first.from)
	];
	const found = earliest(
		since.map((one) => one.day),
		statements.at(-1)!.to
	);
	return found < first.from ? null : found;
}
