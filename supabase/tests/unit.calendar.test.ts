/** The working-day calendar and the limits of every clock. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { one } from './people.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

describe('the working days', () => {
	const due = async (start: string, days: number) => {
		const row = one(
			await db.sql`select unit.add_working_days('21439', ${start}::timestamptz, ${days}) as due`
		);
		return row.due.toISOString();
	};

	test.each([
		[
			'asked on Friday at ten, two working days end on Tuesday at ten',
			'2026-11-27T10:00:00+07:00',
			2,
			'2026-12-01T10:00:00+07:00'
		],
		[
			'asked on Saturday, the days count from Monday at seven',
			'2026-11-28T15:00:00+07:00',
			2,
			'2026-12-02T07:00:00+07:00'
		],
		[
			'asked late on a working day, the time of day is kept',
			'2026-11-25T22:15:00+07:00',
			1,
			'2026-11-26T22:15:00+07:00'
		],
		[
			'asked on the Friday before Tết, the nine days off are skipped',
			'2026-02-13T09:00:00+07:00',
			1,
			'2026-02-23T09:00:00+07:00'
		],
		[
			'asked in the middle of Tết, the days count from the first day of work',
			'2026-02-18T09:00:00+07:00',
			1,
			'2026-02-24T07:00:00+07:00'
		],
		[
			'a Saturday that is worked counts',
			'2026-08-21T09:00:00+07:00',
			1,
			'2026-08-22T09:00:00+07:00'
		],
		[
			'the break at the end of August runs into September',
			'2026-08-28T16:30:00+07:00',
			3,
			'2026-09-07T16:30:00+07:00'
		],
		['a provisional Tết stops clocks', '2027-02-04T08:00:00+07:00', 1, '2027-02-10T08:00:00+07:00'],
		[
			'the last working day of a year is followed by the first of the next',
			'2026-12-31T11:00:00+07:00',
			1,
			'2027-01-04T11:00:00+07:00'
		],
		['no days at all end at once', '2026-11-27T10:00:00+07:00', 0, '2026-11-27T10:00:00+07:00']
	])('%s', async (_, start, days, end) => {
		expect(await due(start, days)).toBe(new Date(end).toISOString());
	});

	test('a day the unit marked for working or not is obeyed over three years, counted independently', async () => {
		const rows = await db.sql<{ day: string; counts_as_working: boolean }[]>`
			select day::text, counts_as_working from unit.calendar_days where unit = '21439'`;
		const marked = new Map(rows.map((row) => [row.day, row.counts_as_working]));
		const hour = 3_600_000;
		const dayOf = (at: number) => new Date(at + 7 * hour).toISOString().slice(0, 10);
		const works = (at: number) =>
			marked.get(dayOf(at)) ?? ![0, 6].includes(new Date(at + 7 * hour).getUTCDay());
		/** Walks the days one by one, as a person with a calendar does. */
		function walk(start: number, days: number): number {
			let at = start;
			if (!works(at)) {
				while (!works(at)) at += 24 * hour;
				at = new Date(`${dayOf(at)}T07:00:00+07:00`).getTime();
			}
			for (let left = days; left > 0; left--)
				do at += 24 * hour;
				while (!works(at));
			return at;
		}
		const moment = fc.integer({
			min: Date.parse('2026-01-01T00:00:00+07:00') / 60_000,
			max: Date.parse('2028-06-30T00:00:00+07:00') / 60_000
		});
		const tet = fc.integer({
			min: Date.parse('2026-02-10T00:00:00+07:00') / 60_000,
			max: Date.parse('2026-02-26T00:00:00+07:00') / 60_000
		});
		const cases = fc.sample(fc.tuple(fc.oneof(moment, tet), fc.integer({ min: 0, max: 30 })), 1500);
		const starts = cases.map(([minute]) => new Date(minute * 60_000).toISOString());
		const ends = await db.sql`
			select unit.add_working_days('21439', c.start::timestamptz, c.days) as due
			from unnest(${starts}::text[], ${cases.map(([, days]) => days)}::int[]) with ordinality c (start, days, n) order by c.n`;
		for (const [n, [minute, days]] of cases.entries())
			expect(ends[n]?.due.getTime(), `${starts[n]} + ${days}`).toBe(walk(minute * 60_000, days));
	});

	test('one more working day never ends earlier, and never on a day off', async () => {
		const { broken } = one(
			await db.sql`
			select count(*)::int as broken from (
				select unit.add_working_days('21439', s.at, n) as a, unit.add_working_days('21439', s.at, n + 1) as b
				from generate_series('2026-01-01'::timestamptz, '2026-12-31', '37 hours') s (at), generate_series(1, 5) n
			) x
			where b <= a or not unit.is_working_day('21439', house.local_day(b))`
		);
		expect(broken).toBe(0);
	});

	test('a unit that closes for more than a year gets no date rather than a wrong one', async () => {
		await db.sql.begin(async (tx) => {
			await tx`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
				select '21478', d, false, false from generate_series('2030-01-01'::date, '2031-12-31', '1 day') d`;
			const row = one(
				await tx`select unit.add_working_days('21478', '2030-01-05T10:00:00+07:00', 1) as due`
			);
			expect(row.due).toBeNull();
			await tx`delete from unit.calendar_days where unit = '21478' and day >= '2030-01-01'`;
		});
	});
});

describe('the limits that laws and promises set', () => {
	test.each([
		['home_visit', 'first reply', '2026-11-20T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
		['home_visit', 'visit', '2026-11-20T09:00:00+07:00', '2026-12-11T09:00:00+07:00'],
		['home_visit', 'card', '2026-11-21T09:00:00+07:00', '2026-12-02T07:00:00+07:00'],
		['call_back', 'call', '2026-11-20T16:00:00+07:00', '2026-11-23T16:00:00+07:00'],
		['support', 'first reply', '2026-11-20T09:00:00+07:00', '2026-11-25T09:00:00+07:00'],
		['data_request', 'answer', '2026-11-20T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
		['tip', 'classify', '2026-11-20T20:00:00+07:00', '2026-11-21T08:00:00+07:00'],
		['crime_tip', 'forward', '2026-11-20T20:00:00+07:00', '2026-11-21T20:00:00+07:00'],
		['crime_tip', 'acknowledge', '2026-11-20T09:00:00+07:00', '2026-11-25T09:00:00+07:00'],
		['crime_tip', 'decide', '2026-11-20T09:00:00+07:00', '2026-12-10T09:00:00+07:00'],
		['crime_tip', 'decide, complex', '2026-12-31T09:00:00+07:00', '2027-02-28T09:00:00+07:00']
	])('%s, %s: from %s to %s', async (kind, clock, start, end) => {
		const row = one(
			await db.sql`select unit.due('21439', ${kind}, ${clock}, ${start}::timestamptz) as due`
		);
		expect(row.due.toISOString()).toBe(new Date(end).toISOString());
	});

	test.each([
		['crime_tip', 'ask for extension'],
		['crime_tip', 'decide, extended'],
		['fund_statement', 'publish year']
	])('%s, %s has an end that a person or another clock sets', async (kind, clock) => {
		const row = one(await db.sql`select unit.due('21439', ${kind}, ${clock}, now()) as due`);
		expect(row.due).toBeNull();
	});

	test('a month ends on the same date, or on the last one of a shorter month', async () => {
		const row = one(
			await db.sql`select unit.after('21439', '2028-01-31T23:30:00+07:00', 1, 'months') as leap,
			unit.after('21439', '2027-01-31T00:30:00+07:00', 1, 'months') as plain,
			unit.after('21439', '2027-08-31T12:00:00+07:00', 1, 'months') as september`
		);
		expect(row.leap.toISOString()).toBe('2028-02-29T16:30:00.000Z');
		expect(row.plain.toISOString()).toBe('2027-02-27T17:30:00.000Z');
		expect(row.september.toISOString()).toBe('2027-09-30T05:00:00.000Z');
	});

	test('every clock of every unit names its source, or says that it is not sure', async () => {
		const bare =
			await db.sql`select unit, kind, clock from unit.clocks where source = '' and unsure is null`;
		expect([...bare]).toEqual([]);
	});
});
