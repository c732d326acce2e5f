/** A day that slips: what the phone plans anew, and what the server takes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks } from './driving.ts';
import { ask, refusal, windows } from './household.ts';
import { now, road, type Morning, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
});
afterAll(() => db?.drop());

describe('a day that slips', () => {
	const rest = (found: Awaited<ReturnType<Road['day']>>, from: number) => {
		let free = from;
		return found.stops
			.filter(({ progress }) => progress !== 'done')
			.map((stop) => {
				// The afternoon begins where the morning did.
				const start = Math.max(free + 20, stop.from, stop.from >= 810 ? 830 : 0);
				free = start + stop.service;
				return {
					subject: stop.subject,
					service: stop.service,
					travel: 20,
					start,
					finish: free,
					late: start > stop.to,
					agreed: null as { from: number; to: number } | null
				};
			});
	};
	const replan = (m: Morning, version: number, stops: ReturnType<typeof rest>) =>
		asks(db, r.driver, 'rounds_replan', { team_day: m.teamDay, at: now(), version, stops });

	test('is planned anew around what is over, with promises kept', async () => {
		const m = await r.set(windows[0], windows[0], windows[2]);
		await r.outcome(m, 0, ['captured', 'captured']);
		const found = await r.day(m.teamDay);
		const stops = rest(found, 500);
		const { version } = await replan(m, found.version, stops);
		const after = await r.day(m.teamDay);
		expect(version).toBe(found.version + 1);
		expect(
			after.stops.filter(({ progress }) => !progress).map(({ start, late }) => ({ start, late }))
		).toEqual(stops.map(({ start }) => ({ start, late: false })));
	});

	test('says which window is lost, and takes the hour that the resident agreed to on the phone', async () => {
		const m = await r.set(windows[0]);
		const found = await r.day(m.teamDay);
		const late = rest(found, 600);
		await replan(m, found.version, late);
		const seen = await r.day(m.teamDay);
		expect(seen.stops[0]).toMatchObject({ late: true, start: 620, to: 570 });
		await replan(m, seen.version, [{ ...late[0]!, agreed: { from: 600, to: 660 } }]);
		const agreed = await r.day(m.teamDay);
		expect(agreed.stops[0]).toMatchObject({ late: false, from: 600, to: 660 });
		const [event] =
			await db.sql`select data from queue.events where case_id = ${m.visits[0]!.id} and code = 'move' order by id desc limit 1`;
		expect(event!.data).toMatchObject({ asked: 'phone', window: { from: 600, to: 660 } });
	});

	test('gives more time to whom it takes longer, and hurries nobody', async () => {
		const m = await r.set(windows[0], windows[2]);
		const found = await r.day(m.teamDay);
		const stops = rest(found, 450);
		const longer = [{ ...stops[0]!, service: 55, finish: stops[0]!.start + 55 }, stops[1]!];
		await replan(m, found.version, longer);
		const seen = await r.day(m.teamDay);
		expect(seen.stops[0]!.service).toBe(55);
		const shorter = rest(seen, 450).map((stop) => ({
			...stop,
			service: 5,
			finish: stop.start + 5
		}));
		expect(await refusal(replan(m, seen.version, shorter))).toBe('broken_plan');
	});

	test('goes on into the break when a visit takes that long, and the afternoon begins at home', async () => {
		const m = await r.set(windows[1], windows[2]);
		const found = await r.day(m.teamDay);
		const [first, second] = rest(found, 540);
		const longer = { ...first!, service: 150, finish: first!.start + 150 };
		await replan(m, found.version, [longer, second!]);
		const seen = await r.day(m.teamDay);
		expect(seen.stops.map(({ late }) => late)).toEqual([true, false]);
	});

	test('is planned again after somebody else changed it', async () => {
		const m = await r.set(windows[0], windows[2]);
		const found = await r.day(m.teamDay);
		const stops = rest(found, 450);
		await ask(db, r.lead, 'booking_cancel', {
			key: randomUUID(),
			id: m.visits[1]!.id,
			version: m.visits[1]!.version,
			reason: 'no_longer_needed',
			note: null,
			died: []
		});
		expect(await refusal(replan(m, found.version, stops))).toBe('stale');
		const fresh = await r.day(m.teamDay);
		expect(await refusal(replan(m, fresh.version, stops))).toBe('stale');
		expect(await refusal(replan(m, fresh.version, rest(fresh, 450)))).toBe('none');
	});

	test('is refused where a team would fly or be in two houses at once', async () => {
		const m = await r.set(windows[0], windows[0]);
		const found = await r.day(m.teamDay);
		const [a, b] = rest(found, 450);
		expect(
			await refusal(
				replan(m, found.version, [
					a!,
					{ ...b!, start: a!.start + 5, finish: a!.start + 5 + b!.service }
				])
			)
		).toBe('broken_plan');
		expect(await refusal(replan(m, found.version, [a!, { ...b!, travel: 1 }]))).toBe('broken_plan');
	});
});
