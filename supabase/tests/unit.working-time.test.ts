/** Clocks over the calendar against a person with a calendar and a watch, who steps through time by the quarter of an hour. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { one } from './people.ts';

const QUARTER = 15 * 60_000;
const unit = '21439';
let db: TestDatabase;
let works: (at: number) => boolean;

beforeAll(async () => {
	db = await createDatabase();
	const rows = await db.sql<{ day: string; counts_as_working: boolean }[]>`
		select day::text, counts_as_working from unit.calendar_days where unit = ${unit}`;
	const marked = new Map(rows.map((row) => [row.day, row.counts_as_working]));
	works = (at) => {
		const local = new Date(at + 7 * 3_600_000);
		return marked.get(local.toISOString().slice(0, 10)) ?? ![0, 6].includes(local.getUTCDay());
	};
});
afterAll(() => db?.drop());

/** Any quarter of an hour of 2026 to 2028, and often one around Tết, a swap day, the end of a month or a leap day. */
const around = (from: string, to: string) =>
	fc
		.integer({
			min: Date.parse(`${from}T00:00:00+07:00`) / QUARTER,
			max: Date.parse(`${to}T23:45:00+07:00`) / QUARTER
		})
		.map((quarter) => quarter * QUARTER);
const moment = fc.oneof(
	around('2026-01-01', '2028-03-31'),
	around('2026-02-10', '2026-02-26'),
	around('2027-02-01', '2027-02-12'),
	around('2026-08-19', '2026-09-08'),
	around('2026-01-05', '2026-01-13'),
	around('2028-02-26', '2028-03-02')
);
/** Pauses one after another: how long the clock runs before each, and how long each lasts, in quarters. */
const pauses = fc.array(fc.tuple(fc.nat(600), fc.nat(900)), { maxLength: 3 });
type Pause = [number, number];

/** Minutes after which a clock of working days rings, counted quarter by quarter; it counts nothing while it is paused. */
function ring(start: number, days: number, breaks: readonly Pause[]): number {
	let at = start;
	if (!works(at)) {
		while (!works(at)) at += QUARTER;
		at += 7 * 3_600_000;
	}
	for (let left = days * 96; left > 0; at += QUARTER)
		if (works(at) && !breaks.some(([from, to]) => at >= from && at < to)) left--;
	while (!works(at) || breaks.some(([from, to]) => at >= from && at < to)) at += QUARTER;
	return at;
}

/** The breaks of a case in order of time; a pause begins only while the clock runs. */
function breaksOf(start: number, spans: readonly [number, number][]): Pause[] {
	let at = start;
	return spans.map(([before, length]) => {
		const from = at + before * QUARTER;
		at = from + (length + 1) * QUARTER;
		return [from, at];
	});
}

const iso = (at: number) => new Date(at).toISOString();

type Clock = { start: number; amount: number; measure: string; breaks: readonly Pause[] };

/** When clocks run out that paused so: each a case of its own, as the queue reckons it. */
async function endsOf(clocks: readonly Clock[]): Promise<number[]> {
	const told = clocks.map(({ start, amount, measure, breaks }) => ({
		start: iso(start),
		amount,
		measure,
		breaks: breaks.map((times) => times.map(iso))
	}));
	return db.sql.begin(async (tx) => {
		await tx`create temporary table trial on commit drop as
			select x.n, x.value as clock, gen_random_uuid() as id
			from jsonb_array_elements(${tx.json(told)}) with ordinality x (value, n)`;
		await tx`insert into queue.cases (id, kind, reference, unit, state, channel, title_code)
			select id, 'data_request', 'thu-' || id, ${unit}, 'waiting', 'paper', 'x' from trial`;
		await tx`insert into queue.clocks_running (case_id, clock, started_at, due_at, amount, measure)
			select id, 'try', (clock ->> 'start')::timestamptz, 'infinity', (clock ->> 'amount')::int, clock ->> 'measure' from trial`;
		await tx`insert into queue.pauses (case_id, clock, reason, from_at, to_at)
			select t.id, 'try', 'try', (p ->> 0)::timestamptz, (p ->> 1)::timestamptz
			from trial t cross join jsonb_array_elements(t.clock -> 'breaks') p`;
		const ends = await tx`
			select queue.due_of(r, ${unit}) as due from trial t join queue.clocks_running r on r.case_id = t.id order by t.n`;
		return ends.map(({ due }) => (due as Date).getTime());
	});
}

const measures = fc.constantFrom('hours', 'days', 'working_days', 'months');
const amounts = fc.integer({ min: 1, max: 9 });
const drawn = <T>(what: fc.Arbitrary<T>) => fc.sample(what, 200);

test('a clock of working days that was paused rings when the watch of a person does', async () => {
	const clocks = drawn(fc.tuple(moment, amounts, pauses)).map(([start, amount, spans]) => {
		const breaks: Pause[] = [];
		// Nobody pauses a clock that has run out.
		for (const pause of breaksOf(start, spans))
			if (pause[0] < ring(start, amount, breaks)) breaks.push(pause);
		return { start, amount, measure: 'working_days', breaks };
	});
	const ends = await endsOf(clocks);
	for (const [n, { start, amount, breaks }] of clocks.entries())
		expect(iso(ends[n]!), `${iso(start)} + ${amount}, ${breaks.flat().map(iso).join()}`).toBe(
			iso(ring(start, amount, breaks))
		);
});

test('a pause never brings an end nearer, and one pause is the same as its two halves', async () => {
	const clocks = drawn(
		fc.tuple(moment, amounts, measures, fc.nat(400), fc.nat(900), fc.nat(900))
	).map(([start, amount, measure, before, first, second]) => {
		const from = start + before * QUARTER;
		const [half, to] = [from + first * QUARTER, from + (first + second) * QUARTER];
		return { start, amount, measure, from, half, to };
	});
	const withBreaks = (of: (clock: (typeof clocks)[number]) => Pause[]) =>
		endsOf(clocks.map((clock) => ({ ...clock, breaks: of(clock) })));
	const plain = await withBreaks(() => []);
	const whole = await withBreaks(({ from, to }) => [[from, to]]);
	const halves = await withBreaks(({ from, half, to }) => [
		[from, half],
		[half, to]
	]);
	for (const [n, clock] of clocks.entries()) {
		expect(whole[n], JSON.stringify(clock)).toBeGreaterThanOrEqual(plain[n]!);
		expect(halves[n], JSON.stringify(clock)).toBe(whole[n]);
		// What counts every hour runs on by just as long as it stood still.
		if (clock.measure !== 'working_days' && clock.from < plain[n]!)
			expect(whole[n]! - plain[n]!, JSON.stringify(clock)).toBe(clock.to - clock.from);
	}
});

test('who comes later never has the earlier end', async () => {
	const pairs = drawn(fc.tuple(moment, fc.nat(600), amounts, measures));
	const ends = (later: number) =>
		endsOf(
			pairs.map(([start, by, amount, measure]) => ({
				start: start + later * by * QUARTER,
				amount,
				measure,
				breaks: []
			}))
		);
	const [earlier, later] = [await ends(0), await ends(1)];
	for (const [n, pair] of pairs.entries()) {
		const [start, by, , measure] = pair;
		// What came on days off counts from seven of the next day of work: the small hours of that day alone come before it.
		const hour = new Date(start + by * QUARTER + 7 * 3_600_000).getUTCHours();
		if (measure === 'working_days' && hour < 7) continue;
		expect(later[n], JSON.stringify(pair)).toBeGreaterThanOrEqual(earlier[n]!);
	}
});

test('n days and then m days are n + m days, and counted back they are where they began', async () => {
	const drawnDays = drawn(fc.tuple(moment, amounts, amounts));
	const starts = drawnDays.map(([start]) => iso(start));
	const rows = await db.sql`
		select unit.after(${unit}, unit.after(${unit}, s.at, s.n, m.measure), s.m, m.measure) as twice,
			unit.after(${unit}, s.at, s.n + s.m, m.measure) as once, s.at as start, m.measure,
			unit.before(${unit}, unit.after(${unit}, s.at, s.n, m.measure), s.n, m.measure) as back
		from unnest(
			${starts}::timestamptz[], ${drawnDays.map(([, n]) => n)}::int[], ${drawnDays.map(([, , m]) => m)}::int[]
		) s (at, n, m)
		cross join (values ('hours'), ('days'), ('working_days')) m (measure)`;
	for (const { once, twice, start, back, measure } of rows) {
		expect(twice, `${start} ${measure}`).toEqual(once);
		// What came in on a day off was counted from the next day of work.
		if (measure !== 'working_days' || works(start.getTime()))
			expect(back, `${start} ${measure}`).toEqual(start);
	}
	expect(rows).toHaveLength(600);
});

test('a year of days off has no end of working time, and says so', async () => {
	await db.sql.begin(async (tx) => {
		await tx`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
			select '21478', d, false, false from generate_series('2030-01-01'::date, '2031-12-31', '1 day') d`;
		const row = one(
			await tx`select unit.add_working_seconds('21478', '2030-01-05T10:00:00+07:00', 60) as due`
		);
		expect(row.due).toBeNull();
		await tx`delete from unit.calendar_days where unit = '21478' and day >= '2030-01-01'`;
	});
});
