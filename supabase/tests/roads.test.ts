/** Closed roads: the commit measures ways by the same rule as the planner, on every day. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { travelBetween, travelOn } from '../functions/_shared/travel/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await home.ground(db);
});
afterAll(() => db?.drop());

test('SQL and the planner agree on the ways around closed roads, day by day', async () => {
	const lead = await home.officer(db, ['lead']);
	const place = (n: number) => `hamlet:${g.hamlets[n]}`;
	for (const [from, to, minutes, hours] of [
		[place(0), place(1), 55, 24],
		[place(1), place(0), null, 60],
		[place(2), null, 70, 100],
		[`unit:${home.unit}`, place(3), 33, 30]
	] as const)
		await home.ask(db, lead, 'booking_road_close', {
			key: randomUUID(),
			from_place: from,
			to_place: to,
			minutes,
			until: new Date(Date.now() + hours * 3_600_000).toISOString(),
			note: null
		});
	const { s } = (
		await home.service(
			db,
			(tx) => tx`select public.booking_snapshot(null, null, ${home.unit}, null) as s`
		)
	)[0]!;
	const ways = travelBetween(s);
	const ids = [...g.hamlets.map((id) => `hamlet:${id}`), `unit:${home.unit}`];
	const pairs = ids.flatMap((a) => ids.map((b) => [a, b] as const));
	let around = 0;
	for (let ahead = 0; ahead < 7; ahead++) {
		const [{ day }] = (await db.sql`
			select to_char(house.local_day(now()) + ${ahead}::int, 'YYYY-MM-DD') as day`) as unknown as [
			{ day: string }
		];
		const travel = travelOn(day, ways, s.closed);
		const rows = await db.sql`
			select booking.travel_minutes(p ->> 0, p ->> 1, t.road_factor, t.speed_kmh, ${day}) as minutes
			from jsonb_array_elements(${db.sql.json(pairs as never)}) with ordinality x (p, n), unit.settings t
			where t.unit = ${home.unit} order by n`;
		expect(rows.map(({ minutes }) => minutes)).toEqual(pairs.map(([a, b]) => travel(a, b)));
		around += pairs.filter(([a, b]) => travel(a, b) !== ways(a, b)).length;
	}
	expect(around).toBeGreaterThan(20);
});
