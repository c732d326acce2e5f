/** Leads who write the unit's windows in the same moment, and who make a day one without visits while residents book it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const LEADS = 2;

let db: TestDatabase;
let g: home.Ground;
let leads: Awaited<ReturnType<typeof home.officer>>[];
beforeAll(async () => {
	db = await createDatabase();
	g = await home.ground(db);
	leads = [await home.officer(db, ['lead']), await home.officer(db, ['lead'])];
});
afterAll(() => db?.drop());

/** One resident for each window reaches for it, and the leads for the day. */
async function closing() {
	await db.sql`delete from booking.stops`;
	await db.sql`delete from unit.calendar_days where unit = ${home.unit} and day = ${g.day}`;
	const { days } = await home.snapshot(db);
	const day = days.find(({ id }) => id === g.teamDay)!;
	const holds = home.windows.map((window) => {
		const subject = randomUUID();
		const plan = home.plan(day, subject, window);
		return () => home.holdPlan(db, plan, subject, g.hamlets[0]!);
	});
	const said = await atOnce(LEADS + holds.length, (n) =>
		n < LEADS
			? home.ask(db, leads[n]!, 'unit_day_save', {
					...{ key: randomUUID(), day: g.day, counts_as_working: false },
					...{ visits_allowed: false, note: null }
				})
			: holds[n - LEADS]!()
	);
	const [row] = await db.sql`
		select unit.visits_allowed(${home.unit}, ${g.day}) as open, booking.promises_on(${home.unit}, ${g.day}) as promises`;
	return { leads: said.slice(0, LEADS), residents: said.slice(LEADS), row: row! };
}

it('a day that is closed without a hold on it would be promised to somebody', async () => {
	const holding = /perform 1 from booking\.team_days[^;]*;/g;
	const save = 'public.unit_day_save(uuid, date, boolean, boolean, text)';
	const writing = 'insert into unit.calendar_days';
	const fooled = () =>
		naively(db.sql, 'booking.promises_on(text, date)', holding, '', () =>
			naively(db.sql, save, writing, `perform pg_sleep(0.05); ${writing}`, async () => {
				const { row } = await closing();
				return !row.open && row.promises > 0;
			})
		);
	expect(await caught(fooled)).toBe(true);
});

it('of residents who book a day and leads who close it one side is told: nobody is promised a day without visits', async () => {
	for (let round = 0; round < crowd.rounds * 3; round++) {
		const told = await closing();
		if (told.row.open) {
			expect(told.row.promises).toBe(1);
			expect(told.leads).toEqual(Array(LEADS).fill('promises_stand'));
		} else {
			expect(told.row.promises).toBe(0);
			expect(told.leads).toContain('done');
			for (const word of told.residents) expect(['day_closed', 'stale', 'busy']).toContain(word);
		}
	}
});

/** Each lead writes a list of their own, of a window a day; whose windows stand then. */
async function lists() {
	const writers = 4;
	await atOnce(writers, (n) =>
		home.ask(db, leads[n % LEADS]!, 'unit_windows_save', {
			key: randomUUID(),
			windows: [1, 2, 3].map((weekday) => ({ weekday, from: 480 + n, to: 600 + n }))
		})
	);
	const rows = await db.sql`select from_minute from unit.windows where unit = ${home.unit}`;
	return {
		windows: rows.length,
		writers: new Set(rows.map(({ from_minute }) => from_minute)).size
	};
}

it('lists of windows that are written without a lock would be mixed', async () => {
	const signature = 'unit.save_windows(text, jsonb)';
	const holding = /perform 1 from unit\.units[^;]*;/g;
	const deleting = /(delete from unit\.windows[^;]*;)/g;
	const mixed = () =>
		naively(db.sql, signature, holding, '', () =>
			naively(
				db.sql,
				signature,
				deleting,
				'$1 perform pg_sleep(0.05);',
				async () => (await lists()).writers > 1
			)
		);
	expect(await caught(mixed)).toBe(true);
});

it('of lists of windows that leads write at once one stands whole', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await lists()).toEqual({ windows: 3, writers: 1 });
});

let ahead = 40;
/** Leads who all open one day for a team, with its kit. */
async function openings() {
	const day = (
		await db.sql`select to_char(house.local_day(now()) + ${++ahead}::int, 'YYYY-MM-DD') as day`
	)[0]!.day as string;
	const said = await atOnce(LEADS * 2, (n) =>
		home.ask(db, leads[n % LEADS]!, 'booking_team_day_save', {
			...{ key: randomUUID(), team: g.team, day, version: null, kit: g.kit, closed: false },
			...{ shifts: [{ from: 450, to: 660 }], places: 8, reserved_hotline: 0, reserved_ward: 0 }
		})
	);
	return tally(said);
}
const openedOnce = { done: 1, stale: LEADS * 2 - 1 };

it('a day that is opened without a lock would be said to have no kit', async () => {
	const signature =
		'public.booking_team_day_save(uuid, uuid, date, int, uuid, boolean, jsonb, int, int, int)';
	const otherwise = async () => (await openings()).stale !== openedOnce.stale;
	const unlocked = () => naively(db.sql, signature, 'for no key update;', ';', otherwise);
	expect(await caught(unlocked)).toBe(true);
});

it('of leads who open one day for a team at once one does, and the others are told that it is there', async () => {
	for (let round = 0; round < crowd.rounds; round++) expect(await openings()).toEqual(openedOnce);
});
