/** The figures of a unit: what was done, how long people waited, and whether promises were kept. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking-figures.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let lead: Awaited<ReturnType<typeof officer>>;
let desk: typeof lead;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	lead = await officer(db, ['lead']);
	desk = await officer(db, ['desk']);
	const day = [];
	for (const [window, names] of [
		[windows[0], ['Bà Minh Họa', 'Ông Thí Dụ']],
		[windows[1], ['Bà Ví Dụ']],
		[windows[2], ['Ông Mẫu']]
	] as const) {
		const visit = await booked(db, g, window, [...names]);
		await ask(db, desk, 'booking_confirm', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			checked: 'papers',
			papers: 'Thẻ cũ'
		});
		day.push(visit);
	}
	// Five days later the sheet comes back: one window kept, one not, one house found empty.
	await db.sql`update booking.team_days set day = house.local_day(now()) where id = ${g.teamDay}`;
	await db.sql`update queue.cases set received_at = now() - interval '5 days' where unit = ${home.unit}`;
	const rows = day.map((visit, n) => ({
		id: visit.id,
		version: visit.version + 1,
		began: [460, 700, 820][n],
		ended: [490, 720, 825][n],
		people: visit.people.map((id, k) => ({
			id,
			outcome: n === 2 ? 'absent' : k === 1 ? 'refused' : 'captured',
			receiver: null,
			note: null
		}))
	}));
	const { rows: lines } = await ask(db, desk, 'booking_day_enter', {
		key: randomUUID(),
		team_day: g.teamDay,
		rows
	});
	expect(lines.map(({ code }: { code: string | null }) => code)).toEqual([null, null, null]);
});
afterAll(() => db?.drop());

const today = async (plus = 0): Promise<string> =>
	(await db.sql`select to_char(house.local_day(now()) + ${plus}::int, 'YYYY-MM-DD') as d`)[0]!.d;
const figures = async (who = lead, from = -30, to = 0) =>
	doors.booking_figures.answer.parse(
		await ask(db, who, 'booking_figures', { from_day: await today(from), to_day: await today(to) })
	);

test('a lead sees what was done, how long people waited, and which windows were kept', async () => {
	const { total, days, outcomes } = await figures();
	expect(total).toEqual({
		visits: 3,
		people: 4,
		captured: 2,
		missed: 1,
		wait_median: 5,
		wait_p90: 5,
		kept: 2,
		timed: 3,
		gathered: 0
	});
	expect(days).toMatchObject({ team_days: 1, visits: 3 });
	expect(days.travel).toBeGreaterThan(0);
	expect(outcomes).toEqual([
		{ outcome: 'captured', people: 2 },
		{ outcome: 'absent', people: 1 },
		{ outcome: 'refused', people: 1 }
	]);
});

test('the same by area and by channel adds up to the whole', async () => {
	const { total, areas, channels } = await figures();
	for (const groups of [areas, channels])
		for (const field of [
			'visits',
			'people',
			'captured',
			'missed',
			'kept',
			'timed',
			'gathered'
		] as const)
			expect(groups.reduce((sum, one) => sum + one[field], 0)).toBe(total[field]);
	expect(channels.map(({ channel }) => channel)).toEqual(['web']);
});

test('a visit that was missed and then moved still counts where it was missed', async () => {
	await db.sql`delete from booking.stops where team_day = ${g.teamDay} and window_from = 810`;
	expect((await figures()).total.missed).toBe(1);
});

test('a span without visits has no waits, and a year is the most', async () => {
	const { total, areas } = await figures(lead, -300, -200);
	expect(total).toMatchObject({ visits: 0, wait_median: null, timed: 0 });
	expect(areas).toEqual([]);
	expect(await refusal(figures(lead, -400, 0))).toBe('out_of_range');
});

test('nobody but a lead sees them, and each lead those of their own unit', async () => {
	expect(await refusal(figures(desk))).toBe('role_missing');
	const elsewhere = await officer(db, ['lead'], home.otherUnit);
	expect((await figures(elsewhere)).total.visits).toBe(0);
});

test('no person and no case stands in the answer', async () => {
	const words = JSON.stringify(await figures());
	expect(words).not.toMatch(/Minh Họa|ĐN-26|[0-9a-f]{8}-[0-9a-f]{4}/);
});
