/** What visits really take: learned from those that speak of one thing alone, shown beside what is reckoned with, taken by a lead. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, morning, type Asked } from './driving.ts';
import type * as home from './household.ts';
import { ground, officer, openDay, otherUnit, refusal, unit, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let lead: Awaited<ReturnType<typeof officer>>;
let driver: typeof lead;
let past: string;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	lead = await officer(db, ['lead']);
	driver = await officer(db, ['field']);
	past = (await openDay(db.sql, g.team, g.kit, -7)).teamDay;
});
afterAll(() => db?.drop());
beforeEach(() => db.sql`delete from booking.attendances`);

/** A visit of `minutes` on the past day, with these needs of each person and what became of them. */
async function took(minutes: number, people: { needs?: string[]; outcome?: string }[]) {
	const { sql } = db;
	const [made] = await sql`with v as (
			insert into booking.visits (unit, channel, area, area_valid_from, hamlet, place_id, minutes, people_count)
			values (${unit}, 'ward', ${unit}, '2025-07-01', ${g.hamlets[0]!}, ${`hamlet:${g.hamlets[0]}`}, 25, ${people.length}) returning id
		) select v.id, (booking.open_visit_case(v.id, null, null)).id as case_id from v`;
	for (const [n, { needs = [], outcome = 'captured' }] of people.entries())
		await sql`insert into booking.people (visit_id, position, service, needs, outcome)
			values (${made!.id}, ${n + 1}, 'renew', ${needs}, ${outcome})`;
	await sql`insert into booking.attendances (case_id, team_day, began, ended, source, officer)
		values (${made!.case_id}, ${past}, 460, ${460 + minutes}, 'field', ${lead.sub})`;
}
const rows = async () => {
	const { rows: all } = await asks(db, lead, 'rounds_durations', {});
	return Object.fromEntries(all.map((row) => [row.what, row]));
};

describe('minutes of a visit', () => {
	test('are learned from one person without needs, drawn to the figure in use while visits are few', async () => {
		for (const minutes of [33, 35, 37]) await took(minutes, [{}]);
		// (3 × 35 + 10 × 25) / 13
		expect((await rows()).first).toEqual({
			what: 'first',
			used: 25,
			visits: 3,
			median: 35,
			learned: 27
		});
		for (let n = 0; n < 27; n++) await took(35, [{}]);
		// (30 × 35 + 10 × 25) / 40
		expect((await rows()).first).toMatchObject({ visits: 30, learned: 33 });
	});

	test('of a need are what it took beyond a first person', async () => {
		await took(50, [{ needs: ['bedridden'] }]);
		expect((await rows()).bedridden).toMatchObject({
			used: 15,
			visits: 1,
			median: 25,
			learned: 16
		});
	});

	test('of a further person are the rest of a household without needs, shared', async () => {
		await took(55, [{}, {}, {}]);
		expect((await rows()).next).toMatchObject({ used: 15, visits: 1, median: 15 });
	});

	test('say nothing where two needs met, a household had needs, or somebody was not served', async () => {
		await took(90, [{ needs: ['bedridden', 'hands'] }]);
		await took(90, [{ needs: ['hands'] }, {}]);
		await took(90, [{}, { outcome: 'absent' }]);
		const all = await rows();
		expect(Object.values(all).every(({ visits, median }) => visits === 0 && median === null)).toBe(
			true
		);
		expect(all.first!.learned).toBeNull();
	});
});

describe('a lead', () => {
	test('takes a figure, which later visits are reckoned with and promises keep their length', async () => {
		await asks(db, lead, 'rounds_durations_take', {
			rows: [
				{ what: 'first', used: 25, minutes: 30 },
				{ what: 'old_age', used: 0, minutes: 4 },
				{ what: 'card', used: 5, minutes: 6 }
			]
		});
		const [row] =
			await db.sql`select booking.service_minutes(${unit}, '[{"needs": ["old_age"]}]') as m`;
		expect(row!.m).toBe(34);
		expect(await rows()).toMatchObject({
			first: { used: 30 },
			old_age: { used: 4 },
			card: { used: 6 }
		});
		await db.sql`update unit.settings set first_person_minutes = 25, card_minutes = 5, need_minutes = need_minutes - 'old_age' where unit = ${unit}`;
	});

	test('is told that another was quicker, and that a figure is out of the world', async () => {
		const take = (
			what: Asked<'rounds_durations_take'>['rows'][number]['what'],
			used: number,
			minutes: number
		) => refusal(asks(db, lead, 'rounds_durations_take', { rows: [{ what, used, minutes }] }));
		expect(await take('first', 20, 30)).toBe('stale');
		expect(await take('first', 25, 200)).toBe('out_of_range');
		expect(await take('nothing' as 'first', 0, 5)).toBe('bad_format');
		expect(await refusal(asks(db, driver, 'rounds_durations', {}))).toBe('role_missing');
	});
});

describe('figures', () => {
	test('hold a day against its plan: visits, windows, ways and minutes', async () => {
		const m = await morning(db, g, lead, [driver], [windows[0], windows[0]]);
		const at = new Date().toISOString();
		for (const [n, visit] of m.visits.entries()) {
			await db.sql`insert into rounds.arrivals (team_day, subject, minute, officer) values (${m.teamDay}, ${visit.visit}, ${460 + 60 * n}, ${driver.sub})`;
			await asks(db, driver, 'rounds_outcome', {
				team_day: m.teamDay,
				at,
				id: visit.id,
				version: visit.version,
				began: null,
				people: visit.people.map((id) => ({
					id,
					outcome: n === 0 ? 'captured' : 'absent',
					receiver: null,
					note: null
				}))
			});
		}
		await db.sql`insert into booking.attendances (case_id, team_day, began, ended, source, officer)
			values (${m.visits[0]!.id}, ${m.teamDay}, 460, 500, 'field', ${driver.sub})
			on conflict on constraint attendances_pkey do update set began = 460, ended = 500`;
		const { today } = await asks(db, lead, 'rounds_figures', {
			from_day: '2026-01-01',
			to_day: '2026-01-02'
		});
		const { days, waits } = await asks(db, lead, 'rounds_figures', {
			from_day: today,
			to_day: today
		});
		expect(days).toMatchObject([
			{
				team_day: m.teamDay,
				planned: 2,
				served: 1,
				kept: 1,
				known: 1,
				driven: 20,
				spent: 40,
				service: 25
			}
		]);
		expect(waits).toMatchObject([{ name: 'Thôn Một, Thử', visits: 2 }]);
	});

	test('are of one unit and name nobody', async () => {
		const stranger = await officer(db, ['lead'], otherUnit);
		const { today } = await asks(db, lead, 'rounds_figures', {
			from_day: '2026-01-01',
			to_day: '2026-01-02'
		});
		expect(
			(await asks(db, stranger, 'rounds_figures', { from_day: today, to_day: today })).days
		).toEqual([]);
		const own = await asks(db, lead, 'rounds_figures', { from_day: today, to_day: today });
		expect(JSON.stringify(own)).not.toMatch(/Minh Họa|Thí Dụ/);
	});
});
