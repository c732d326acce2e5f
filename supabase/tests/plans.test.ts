/** The commit against plans that are broken on purpose, and its arithmetic against the planner's. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { need } from '../functions/_shared/contracts/booking.ts';
import { serviceMinutes } from '../functions/_shared/durations/index.ts';
import { insert } from '../functions/_shared/planner/index.ts';
import { travelBetween } from '../functions/_shared/travel/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ground, hold, refusal, snapshot, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	for (const [n, window] of windows.entries())
		await hold(db, g, window, randomUUID(), g.hamlets[n]);
	await db.sql`update booking.stops set held_until = null`;
});
afterAll(() => db?.drop());

type Spoil = (plan: home.Plan, at: number, by: number, subject: string) => void;
/** Ways to break a good plan, each of which the commit must see. `at` is a stop, `by` some minutes. */
const spoils: Record<string, Spoil> = {
	'a stop that begins before its window': ({ stops }, at) => shift(stops[at]!, stops[at]!.from - 1),
	'a stop that begins after its window': ({ stops }, at, by) =>
		shift(stops[at]!, stops[at]!.to + by),
	'somebody’s window moved': ({ stops }, at, by) => (stops[at]!.to += by),
	'somebody’s window moved back': ({ stops }, at, by) => (stops[at]!.from -= by),
	'a service that is too short': ({ stops }, at, by) => {
		stops[at]!.service -= Math.min(by, 20);
		stops[at]!.finish = stops[at]!.start + stops[at]!.service;
	},
	'a finish that does not follow from the start': ({ stops }, at, by) => (stops[at]!.finish += by),
	'a way of no minutes': ({ stops }, at) => (stops[at]!.travel = 0),
	'a way that begins before the team is free': ({ stops }, at) => (stops[at]!.travel += 600),
	'somebody left out': ({ stops }, at, _, subject) => {
		stops.splice(stops[at]!.subject === subject ? (at + 1) % stops.length : at, 1);
	},
	'somebody twice': ({ stops }, at) => stops.push({ ...stops[at]! }),
	'a stranger': ({ stops }, at) => stops.push({ ...stops[at]!, subject: randomUUID() }),
	'the order turned round': ({ stops }) => stops.reverse(),
	'an old version': (plan) => (plan.version -= 1)
};
const shift = (stop: home.Stop, start: number) => {
	stop.start = start;
	stop.finish = start + stop.service;
};

test.each(Object.keys(spoils))('the commit takes no plan with %s', async (name) => {
	await fc.assert(
		fc.asyncProperty(
			fc.nat(4),
			fc.integer({ min: 1, max: 60 }),
			fc.constantFrom(...windows),
			async (at, by, window) => {
				const subject = randomUUID();
				const before = await db.sql`select * from booking.stops order by id`;
				const { days } = await snapshot(db, subject);
				const plan = home.plan(days[0]!, subject, window);
				spoils[name]!(plan, Math.min(at, plan.stops.length - 1), by, subject);
				expect(await refusal(home.holdPlan(db, plan, subject, g.hamlets[0]!))).toMatch(
					/^(broken_plan|stale)$/
				);
				expect(await db.sql`select * from booking.stops order by id`).toEqual(before);
			}
		),
		{ numRuns: 12 }
	);
});

test('the commit takes the same plan unspoilt, so that the refusals above mean something', async () => {
	const { days } = await snapshot(db);
	const subject = randomUUID();
	const plan = home.plan(days[0]!, subject, windows[1]);
	expect(await refusal(home.holdPlan(db, plan, subject, g.hamlets[0]!))).toBe('none');
	await db.sql`delete from booking.stops where subject = ${subject}`;
});

test('every window that the planner offers is one that the commit takes', async () => {
	let taken = 0;
	for (let round = 0; round < 12; round++) {
		const s = (await snapshot(db)) as never as Parameters<typeof travelBetween>[0] &
			Awaited<ReturnType<typeof snapshot>>;
		const travel = travelBetween(s);
		const day = s.days[0]! as home.Day & { shifts: { from: number; to: number }[]; day: string };
		if (day.left.web === 0) break;
		const stops = day.stops.map(({ subject, place, service, from, to }) => ({
			id: subject,
			place,
			service,
			window: { from, to }
		}));
		const team = {
			id: day.id,
			day: day.day,
			start: day.start_place,
			end: day.start_place,
			shifts: day.shifts,
			stops
		};
		const subject = randomUUID();
		const hamlet = g.hamlets[round % 4]!;
		const offers = insert(
			team,
			{ id: subject, place: `hamlet:${hamlet}`, service: 25 },
			windows.map(([from, to]) => ({ from, to })),
			travel
		);
		for (const offer of offers) {
			if (!('plan' in offer)) continue;
			const known = new Map(
				[...stops, { id: subject, place: '', service: 25, window: offer.window }].map((stop) => [
					stop.id,
					stop
				])
			);
			const plan = {
				team_day: day.id,
				version: day.version,
				stops: offer.plan.legs.map(({ id, travel, start, finish }) => ({
					subject: id,
					...known.get(id)!.window,
					service: finish - start,
					travel,
					start,
					finish
				}))
			};
			expect(await refusal(home.holdPlan(db, plan, subject, hamlet))).toBe('none');
			taken += 1;
			break;
		}
	}
	expect(taken).toBeGreaterThan(2);
});

test('whoever wants one day is shown its teams as whoever wants any, and no other day', async () => {
	// In one transaction, so that it is the same moment for all of them.
	await home.service(db, async (tx) => {
		const shown = async (day: string | null) =>
			(await tx`select public.booking_snapshot(null, null, '21439', null, ${day}) as s`)[0]!.s;
		const all = await shown(null);
		const days = new Set<string>(all.days.map(({ day }: { day: string }) => day));
		expect(days.size).toBeGreaterThan(1);
		for (const day of days) {
			const ofDay = all.days.filter((one: { day: string }) => one.day === day);
			expect(await shown(day)).toEqual({ ...all, days: ofDay });
		}
	});
});

test('SQL and the planner agree on the minutes of 500 ways', async () => {
	await db.sql`insert into unit.travel values (${`hamlet:${g.hamlets[0]}`}, ${`hamlet:${g.hamlets[1]}`}, 41)`;
	for (const unit of ['21439', '21451', '21478', home.unit]) {
		const { s } = (
			await home.service(
				db,
				(tx) => tx`select public.booking_snapshot(null, null, ${unit}, null) as s`
			)
		)[0]!;
		const travel = travelBetween(s);
		const ids = s.places.map(({ id }: { id: string }) => id) as string[];
		const pairs = Array.from({ length: 125 }, (_, n) => [
			ids[(n * 7) % ids.length]!,
			ids[(n * 13 + 3) % ids.length]!
		]);
		const rows =
			await db.sql`select booking.travel_minutes(p ->> 0, p ->> 1, t.road_factor, t.speed_kmh) as minutes
			from jsonb_array_elements(${db.sql.json(pairs)}) with ordinality x (p, n), unit.settings t where t.unit = ${unit} order by n`;
		expect(rows.map(({ minutes }) => minutes)).toEqual(pairs.map(([a, b]) => travel(a!, b!)));
	}
});

test('SQL and the edge agree on how long a visit takes', async () => {
	const [settings] = await db.sql`select * from unit.settings where unit = ${home.unit}`;
	const needs = fc.subarray([...need.options]);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ needs }), { minLength: 1, maxLength: 12 }),
			async (people) => {
				const [row] =
					await db.sql`select booking.service_minutes(${home.unit}, ${db.sql.json(people)}) as m`;
				expect(row!.m).toBe(serviceMinutes(people as never, settings as never));
			}
		),
		{ numRuns: 60 }
	);
});
