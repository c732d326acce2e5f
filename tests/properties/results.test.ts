/** Whatever is published of which periods in whatever order, nobody can reckon a number under five from all of it. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';

const RUNS = process.env.GANDAN_LONG === '1' ? 400 : 40;
/** A year of twelve parts; two days each, so that periods of another rule can cross them. */
const PARTS = 12;
const DAYS = PARTS * 2;

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase({ connections: 2 });
});
afterAll(() => db?.drop());

type Span = { from: number; to: number };
type Told = Span & { amount: number | null };

const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const sumOf = (counts: readonly number[], { from, to }: Span) =>
	counts.slice(from, to + 1).reduce((sum, count) => sum + count, 0);

/** What the database would tell of one more period. */
async function tell(known: readonly Told[], one: Told): Promise<number | null> {
	const [row] = await db.sql`
		select results.tell(
			array(
				select row (x.from_day, x.to_day, x.amount)::results.span
				from jsonb_to_recordset(${db.sql.json(known.map(asRow))}) x (from_day date, to_day date, amount bigint)
			),
			row (${day(one.from)}, ${day(one.to)}, ${one.amount})::results.span
		)::int as amount`;
	return row!.amount as number | null;
}
const asRow = ({ from, to, amount }: Told) => ({ from_day: day(from), to_day: day(to), amount });

/** The whole of a period of `length` parts, or one that an older rule shifted by a day. */
const span = fc
	.record({
		length: fc.constantFrom(1, 1, 1, 3, 6, 12),
		at: fc.nat(PARTS - 1),
		shift: fc.constantFrom(0, 0, 0, 1)
	})
	.map(({ length, at, shift }) => {
		const from = (at - (at % length)) * 2 + shift;
		return { from, to: Math.min(from + length * 2, DAYS) - 1 };
	});

/**
 * What a reader can reckon: sums of told periods with factors. Brings the told ones into row-echelon form and tells whether a
 * set of days is among their combinations, and its number.
 */
class Reader {
	rows: { days: number[]; amount: number }[] = [];
	constructor(told: readonly Told[]) {
		for (const { from, to, amount } of told) {
			if (amount === null) continue;
			const days = Array.from({ length: DAYS }, (_, n) => (n >= from && n <= to ? 1 : 0));
			const rest = this.reduce(days, amount);
			if (rest.days.some((factor) => Math.abs(factor) > 1e-9)) this.rows.push(rest);
		}
	}
	reduce(days: readonly number[], amount: number) {
		const rest = { days: [...days], amount };
		for (const row of this.rows) {
			const lead = row.days.findIndex((factor) => Math.abs(factor) > 1e-9);
			const times = rest.days[lead]! / row.days[lead]!;
			rest.days = rest.days.map((factor, n) => factor - times * row.days[n]!);
			rest.amount -= times * row.amount;
		}
		return rest;
	}
	/** The number of a set of days, or null where it cannot be known. */
	knows(days: readonly number[]): number | null {
		const { days: left, amount } = this.reduce(days, 0);
		return left.some((factor) => Math.abs(factor) > 1e-9) ? null : Math.round(-amount);
	}
}

type Rule = (known: readonly Told[], one: Told) => Promise<number | null>;
const nothingSmallIsKnown = (rule: Rule) =>
	fc.asyncProperty(
		fc.array(fc.nat(6), { minLength: DAYS, maxLength: DAYS }),
		fc.array(span, { minLength: 2, maxLength: 12 }),
		// Sets of days to ask about: whole parts, since nobody tells less than a part.
		fc.array(fc.integer({ min: 1, max: 2 ** PARTS - 1 }), { minLength: 200, maxLength: 200 }),
		async (counts, spans, sets) => {
			const told: Told[] = [];
			for (const one of spans) {
				const before = told.find(({ from, to }) => from === one.from && to === one.to);
				const amount = await rule(told, { ...one, amount: sumOf(counts, one) });
				// What was told once is told the same again, hidden or not.
				if (before) expect(amount).toBe(before.amount);
				else told.push({ ...one, amount });
				expect(amount === null || amount === sumOf(counts, one)).toBe(true);
			}
			const reader = new Reader(told);
			const asked = [
				...sets.map((bits) => Array.from({ length: DAYS }, (_, n) => (bits >> (n >> 1)) & 1)),
				...pairs(told)
			];
			for (const days of asked) {
				const known = reader.knows(days);
				if (known !== null && days.includes(1)) expect(known).toBeGreaterThanOrEqual(5);
			}
		}
	);

it('no set of days is known of which fewer than five were counted', async () => {
	await fc.assert(nothingSmallIsKnown(tell), { numRuns: RUNS });
});

it('a rule that looks at each number alone is caught', async () => {
	const alone: Rule = async (_, { amount }) => (amount! < 5 ? null : amount);
	const { failed } = await fc.check(nothingSmallIsKnown(alone), { numRuns: 200 });
	expect(failed).toBe(true);
});

/** What each period leaves of each that it lies in, and of what two others leave of it. */
function pairs(told: readonly Told[]): number[][] {
	const shown = told.filter(({ amount }) => amount !== null);
	const less = (outer: Span, inner: readonly Span[]) =>
		Array.from({ length: DAYS }, (_, n) =>
			n >= outer.from && n <= outer.to && !inner.some(({ from, to }) => n >= from && n <= to)
				? 1
				: 0
		);
	return shown.flatMap((outer) =>
		shown.flatMap((one) => shown.map((other) => less(outer, [one, other])))
	);
}

it('a quarter is told where all of its months are, and as their sum though one was written down late', async () => {
	const months = [0, 1, 2].map((n) => ({ from: n * 2, to: n * 2 + 1, amount: 6 + n }));
	const quarter = (amount: number) => tell(months, { from: 0, to: 5, amount });
	expect(await quarter(21)).toBe(21);
	expect(await quarter(24)).toBe(21);
	expect(await quarter(26)).toBe(26);
	// The other way round: the last month is what the quarter leaves, or it is not told.
	const first = [{ from: 0, to: 5, amount: 21 }, ...months.slice(0, 2)];
	expect(await tell(first, { from: 4, to: 5, amount: 8 })).toBe(8);
	expect(await tell(first, { from: 4, to: 5, amount: 9 })).toBeNull();
});
