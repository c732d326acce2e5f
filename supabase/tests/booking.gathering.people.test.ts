/** People of a gathering: who comes, by whose word, and what becomes of who cannot. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatheringMinutes, gatheringRoom } from '../functions/_shared/durations/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { gatherings, type Gatherings } from './gatherings.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let at: Gatherings;
let desk: Awaited<ReturnType<typeof officer>>;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	at = gatherings(db, g, desk);
	await db.sql`update unit.settings set horizon_days = 60 where unit = ${home.unit}`;
});
afterAll(() => db?.drop());

const gather = (one: { id: string; version: number }, gathering: string, more: object = {}) =>
	ask(db, desk, 'booking_gather', {
		key: randomUUID(),
		id: one.id,
		version: one.version,
		gathering,
		...more
	});

describe('people who wait', () => {
	test('come to one stop, each with a case, a code and the hours of the gathering', async () => {
		const { id, teamDay } = await at.opening();
		const [one, two] = [await at.waiting(['Bà Lụa', 'Ông Bền']), await at.waiting(['Bà Nở'])];
		const rows = await at.add(id, [one, two]);
		expect(rows.map(({ code, state }) => [code, state])).toEqual([
			[null, 'held'],
			[null, 'held']
		]);
		const [stops] = await db.sql`
			select count(*)::int as n from booking.stops where team_day = ${teamDay}`;
		expect(stops!.n).toBe(1);
		const found = await at.face(one);
		expect(found.window).toMatchObject({ from: 480, to: 600 });
		expect(found.gathering).toMatchObject({
			name: 'Nhà văn hóa thôn Một',
			landmark: 'Đối diện sân bóng',
			note: 'Mang theo thẻ cũ nếu còn'
		});
		expect(JSON.stringify(found)).not.toMatch(/900000200|Giữ Chìa/);
		expect(found.actions).toEqual(expect.arrayContaining(['reschedule', 'cancel', 'wait']));
		expect(found.reference).not.toBe((await at.face(two)).reference);
	});

	test('share the set-up: minutes are reckoned as the planner does', async () => {
		const { id } = await at.opening();
		await at.add(id, [
			await at.waiting(['Bà Một', 'Ông Hai']),
			await at.waiting(['Bà Ba'], ['hands'])
		]);
		const [set] = await db.sql`select * from unit.settings where unit = ${home.unit}`;
		const settings = set as unknown as Parameters<typeof gatheringMinutes>[1];
		const people = [{ needs: [] }, { needs: [] }, { needs: ['hands'] }];
		const minutes = gatheringMinutes(people, settings);
		expect(await at.used(id)).toEqual({ used: minutes, reckoned: minutes });
		const { gathering } = await at.read(id);
		expect(gathering.room).toBe(gatheringRoom(120, minutes, settings));
		expect(gathering.people).toBe(3);
	});

	test('who finds no room any more is told apart, and the others come', async () => {
		const { id } = await at.opening({ from: 480, to: 510 });
		const rows = await at.add(id, [await at.waiting(), await at.waiting()]);
		expect(rows.map(({ code }) => code)).toEqual([null, 'gathering_full']);
		expect((await at.used(id)).used).toBeLessThanOrEqual(30);
	});

	test('who has a promise is not moved by a list, only with their word, and then leaves the old window', async () => {
		const { id } = await at.opening();
		const visit = await booked(db, g, windows[2]);
		expect((await at.add(id, [visit])).map(({ code }) => code)).toEqual(['not_allowed']);
		expect(await refusal(gather(visit, id, { asked: 'phone' }))).toBe('call_first');
		expect(await gather(visit, id, { asked: 'in_person' })).toMatchObject({ state: 'held' });
		const stops = await db.sql`select 1 from booking.stops where subject = ${visit.visit}`;
		expect(stops).toHaveLength(0);
		expect((await at.face(visit)).gathering).not.toBeNull();
	});

	test('for whom a window is kept are not taken from it by a list', async () => {
		const { id } = await at.opening();
		const one = await at.waiting();
		await db.sql`
			insert into booking.held_offers (case_id, subject, why, team_day, window_from, window_to, until)
			values (${one.id}, ${randomUUID()}, 'waitlist', ${g.teamDay}, 450, 570, now() + interval '1 day')`;
		expect((await at.add(id, [one])).map(({ code }) => code)).toEqual(['not_allowed']);
		expect((await at.read(id)).waiting.map((other) => other.case)).not.toContain(one.id);
	});

	test('the same people twice come once, and an old version is told', async () => {
		const { id } = await at.opening();
		const one = await at.waiting();
		const key = randomUUID();
		const rows = await at.add(id, [one], { key });
		expect(await at.add(id, [one], { key })).toEqual(rows);
		expect((await at.add(id, [one])).map(({ code }) => code)).toEqual(['not_allowed']);
		const other = await at.waiting();
		const late = await at.add(id, [{ ...other, version: other.version + 5 }]);
		expect(late.map(({ code }) => code)).toEqual(['stale']);
	});

	test('are shown nearest first, those of the hamlet’s list before others, and each was read', async () => {
		const { id } = await at.opening();
		const far = await at.waiting(['Bà Xa'], [], g.hamlets[2]);
		const near = await at.waiting(['Bà Gần']);
		const { waiting } = await at.read(id);
		const order = waiting.map((one) => one.case);
		expect(order.indexOf(near.id)).toBeLessThan(order.indexOf(far.id));
		const reads = await db.sql`
			select 1 from queue.reads where case_id = ${far.id} and code = 'gathering'`;
		expect(reads).toHaveLength(1);
		const there = (await at.read(id, desk, g.hamlets[2])).waiting.map((one) => one.case);
		expect(there).toContain(far.id);
		expect(there).not.toContain(near.id);
	});
});

describe('who cannot come', () => {
	test('goes back to wait by their code, and the others stay', async () => {
		const { id } = await at.opening();
		const [one, two] = await at.filled(id, 2);
		const before = (await at.used(id)).used;
		const found = await at.say(one!, one!.version, { act: 'wait' });
		expect(found).toMatchObject({ state: 'waiting', window: null, gathering: null });
		expect((await at.used(id)).used).toBeLessThan(before);
		expect((await at.face(two!)).window).not.toBeNull();
		const titles = await db.sql`
			select title_data ? 'gathering' as gathers from queue.cases where id in (${one!.id}, ${two!.id}) order by id = ${two!.id}`;
		expect(titles.map(({ gathers }) => gathers)).toEqual([false, true]);
	});

	test('is removed by the desk on the phone, and may be added again', async () => {
		const { id } = await at.opening();
		const [one] = await at.filled(id, 1);
		const args = { key: randomUUID(), id: one!.id, version: one!.version };
		const answer = await ask(db, desk, 'booking_wait', args);
		expect(answer.state).toBe('waiting');
		expect((await at.add(id, [answer])).map(({ code }) => code)).toEqual([null]);
	});

	test('takes a window at home instead, and leaves the gathering with it', async () => {
		const { id } = await at.opening();
		const [one, two] = await at.filled(id, 2);
		const { days } = await home.snapshot(db, one!.visit);
		const day = days.find((other) => other.id === g.teamDay)!;
		const plan = home.plan(day, one!.visit, windows[3]);
		await home.service(
			db,
			(tx) =>
				tx`select public.booking_move_write(${randomUUID()}, ${tx.json({})}, 'booking_reschedule', null, ${one!.id}, null, 'web', ${tx.json(plan)})`
		);
		const found = await at.face(one!);
		expect(found).toMatchObject({ gathering: null, window: { from: 900 } });
		expect((await at.read(id)).people.map((row) => row.case)).toEqual([two!.id]);
	});

	test('cancels with a reason, and the minutes are free', async () => {
		const { id } = await at.opening();
		const [one] = await at.filled(id, 1);
		await at.say(one!, one!.version, {
			act: 'cancel',
			reason: 'no_longer_needed',
			died: [],
			note: null
		});
		expect(await at.used(id)).toEqual({ used: 0, reckoned: 0 });
	});

	test('of a household one died: the others keep their place, and the minutes are fewer', async () => {
		const { id } = await at.opening();
		const one = await at.waiting(['Bà Còn', 'Ông Mất']);
		const [row] = await at.add(id, [one]);
		const before = (await at.used(id)).used;
		await at.say(one, row!.version!, {
			act: 'cancel',
			reason: 'person_died',
			died: [one.people[1]],
			note: null
		});
		expect((await at.state(one.id)).state).toBe('held');
		expect((await at.used(id)).used).toBeLessThan(before);
	});
});
