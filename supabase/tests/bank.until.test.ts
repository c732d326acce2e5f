/** Until which day the bank and the ledger agree. */
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { door } from './sealed.ts';
import {
	ago,
	bank,
	drawn,
	FIRST,
	gift,
	importOf,
	left,
	match,
	OPENING,
	refused,
	reverse,
	scene,
	statement,
	unit,
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

	test('is shown to everybody as the end of a statement or a month, and not before a statement was compared', async () => {
		const shown = async () =>
			(await door<{ reconciled_until: string | null }>(s.db, 'anon', 'fund_public', { unit }))
				.reconciled_until;
		const entry = await gift(s, 500_000, ago(30));
		expect(await shown()).toBeNull();
		await importOf(s, statement([FIRST, ago(35)], OPENING, []));
		await importOf(s, statement([ago(34), ago(20)], OPENING, [{ day: ago(28), amount: 500_000 }]));
		expect(await until()).toBe(ago(31));
		const ends = [ago(35), monthEnd(ago(30))].filter((day) => day <= ago(31));
		expect(await shown()).toBe(ends.sort().at(-1));
		const [line] = (await left(s)).lines;
		await match(s, [{ line: line!.id, entry }]);
		expect(await shown()).toBe(ago(20));
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

/** The last day of the month before that of a day after this one. */
const monthEnd = (day: string): string =>
	new Date(Date.parse(`${day.slice(0, 7)}-01`) - 86_400_000).toISOString().slice(0, 10);

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
