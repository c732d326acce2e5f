/** The day on the road: who may have it on their phone, what the commands write, and what is refused and kept for a person. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, morning, type Asked } from './driving.ts';
import * as home from './household.ts';
import { ask, ground, officer, otherUnit, refusal, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let driver: typeof desk;
let mate: typeof desk;
let outsider: typeof desk;
let stranger: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['lead']);
	driver = await officer(db, ['field']);
	mate = await officer(db, ['field']);
	outsider = await officer(db, ['field']);
	stranger = await officer(db, ['field'], otherUnit);
});
afterAll(() => db?.drop());

type Morning = Awaited<ReturnType<typeof morning>>;
const set = (...wanted: (readonly [number, number])[]) =>
	morning(db, g, desk, [driver, mate], wanted);
const now = () => new Date().toISOString();
const minute = async (at = 'now()') =>
	(await db.sql`select house.local_minute(${db.sql.unsafe(at)}) as m`)[0]!.m as number;
const day = (team_day: string, who = driver) => asks(db, who, 'rounds_day', { team_day });
const outcome = (
	{ teamDay, visits }: Morning,
	n: number,
	outcomes: [string, string],
	more: Partial<Asked<'rounds_outcome'>> = {},
	who = driver
) =>
	asks(db, who, 'rounds_outcome', {
		team_day: teamDay,
		at: now(),
		id: visits[n]!.id,
		version: visits[n]!.version,
		began: null,
		people: visits[n]!.people.map((id, k) => ({
			id,
			outcome: outcomes[k] as 'captured',
			receiver: null,
			note: null
		})),
		...more
	});
const attended = async (id: string) =>
	(await db.sql`select began, ended, source from booking.attendances where case_id = ${id}`)[0];

describe('the day that goes along', () => {
	test('has its stops in order with who is served there, and no birth and no number of a card', async () => {
		const { teamDay, visits } = await set(windows[2], windows[0]);
		const found = await day(teamDay);
		expect(found.stops.map(({ rows }) => rows[0]!.case)).toEqual([visits[1]!.id, visits[0]!.id]);
		expect(found.crew.map(({ id }) => id).sort()).toEqual([driver.sub, mate.sub].sort());
		expect(JSON.stringify(found)).not.toMatch(/birth|1945|old_number/);
	});

	test('is its crew’s alone, and each case in it counts as read', async () => {
		const { teamDay, visits } = await set(windows[0]);
		expect(await refusal(day(teamDay, outsider))).toBe('not_of_the_crew');
		expect(await refusal(day(teamDay, stranger))).toBe('not_found');
		expect(await refusal(day(teamDay, await officer(db, ['desk'])))).toBe('role_missing');
		await day(teamDay);
		const read =
			await db.sql`select 1 from queue.reads where case_id = ${visits[0]!.id} and officer = ${driver.sub} and code = 'sheet'`;
		expect(read).toHaveLength(1);
	});

	test('narrows what a field officer may know of: others of the unit find no visit of it', async () => {
		const { visits } = await set(windows[0]);
		const open = (who: typeof desk) => refusal(ask(db, who, 'queue_case', { id: visits[0]!.id }));
		expect(await open(outsider)).toBe('not_found');
		expect(await open(driver)).not.toBe('not_found');
	});

	test('is joined on a morning on which somebody fell ill, and left again', async () => {
		const { teamDay } = await set(windows[0]);
		await asks(db, outsider, 'rounds_join', { team_day: teamDay, joined: true });
		expect((await day(teamDay, outsider)).stops).toHaveLength(1);
		const mine = (await asks(db, outsider, 'rounds_days', {})).days.filter((one) => one.mine);
		expect(mine.map(({ id }) => id)).toEqual([teamDay]);
		await asks(db, outsider, 'rounds_join', { team_day: teamDay, joined: false });
		expect(await refusal(day(teamDay, outsider))).toBe('not_of_the_crew');
		expect(
			await refusal(asks(db, stranger, 'rounds_join', { team_day: teamDay, joined: true }))
		).toBe('not_found');
	});
});

describe('what happened at a door', () => {
	test('is written with when the team came, once, whoever says it again', async () => {
		const m = await set(windows[0]);
		const subject = m.visits[0]!.visit;
		const before = await minute();
		const first = await asks(db, driver, 'rounds_arrive', {
			team_day: m.teamDay,
			at: now(),
			subject
		});
		const again = await asks(db, mate, 'rounds_arrive', {
			team_day: m.teamDay,
			at: now(),
			subject
		});
		expect(first.arrived - before).toBeLessThanOrEqual(1);
		expect(again).toEqual(first);
		expect((await day(m.teamDay)).stops[0]).toMatchObject({
			arrived: first.arrived,
			progress: 'there'
		});
	});

	test('is the outcome of each person, with the minutes of service', async () => {
		const m = await set(windows[0]);
		const ended = await minute();
		const answer = await outcome(m, 0, ['captured', 'refused'], { began: Math.max(0, ended - 20) });
		expect(answer.state).toBe('captured');
		const found = await attended(m.visits[0]!.id);
		expect(found).toMatchObject({ source: 'field' });
		expect(found!.ended).toBeGreaterThanOrEqual(ended);
		expect((await day(m.teamDay)).stops[0]!.progress).toBe('done');
	});

	test('at which nobody opened is no service', async () => {
		const m = await set(windows[0]);
		expect((await outcome(m, 0, ['absent', 'absent'], { began: 0 })).state).toBe('revisit');
		expect(await attended(m.visits[0]!.id)).toBeUndefined();
	});

	test('is written for a household that nobody had called before', async () => {
		const m = await set(windows[0]);
		await db.sql`update queue.cases set state = 'held' where id = ${m.visits[0]!.id}`;
		expect((await day(m.teamDay)).stops[0]!.rows).toHaveLength(1);
		expect((await outcome(m, 0, ['captured', 'captured'])).state).toBe('captured');
	});

	test('under one key is one thing, however often the line breaks', async () => {
		const m = await set(windows[0]);
		const key = randomUUID();
		const at = now();
		const first = await outcome(m, 0, ['captured', 'captured'], { key, at });
		expect(await outcome(m, 0, ['captured', 'captured'], { key, at })).toEqual(first);
		expect(await refusal(outcome(m, 0, ['absent', 'absent'], { key, at }))).toBe('key_reused');
	});

	test('is refused to the second of two phones, with the state that the first left', async () => {
		const m = await set(windows[0]);
		await outcome(m, 0, ['captured', 'captured']);
		const late = outcome(m, 0, ['absent', 'absent'], {}, mate);
		await expect(late).rejects.toMatchObject({ message: 'stale', detail: 'captured' });
	});

	test('is refused to whoever does not drive the day', async () => {
		const m = await set(windows[0]);
		expect(await refusal(outcome(m, 0, ['captured', 'captured'], {}, outsider))).toBe(
			'not_of_the_crew'
		);
		expect(await refusal(outcome(m, 0, ['captured', 'captured'], {}, stranger))).toBe('not_found');
		const other = await set(windows[0]);
		expect(
			await refusal(outcome({ ...m, teamDay: other.teamDay }, 0, ['captured', 'captured']))
		).toBe('not_found');
	});

	test('says nothing of hours when the phone’s clock is off by days, and never lies ahead of now', async () => {
		const m = await set(windows[0], windows[2]);
		await outcome(m, 0, ['captured', 'captured'], { at: '2020-01-01T00:00:00Z', began: 10 });
		expect(await attended(m.visits[0]!.id)).toBeUndefined();
		const latest = await minute();
		await outcome(m, 1, ['captured', 'captured'], { at: '2099-01-01T00:00:00Z', began: 0 });
		const found = await attended(m.visits[1]!.id);
		if (latest > 0) expect(found!.ended - latest).toBeLessThanOrEqual(1);
	});

	test('is a call, and a card that is handed to its owner', async () => {
		const m = await set(windows[0]);
		const called = await asks(db, driver, 'rounds_called', {
			team_day: m.teamDay,
			at: now(),
			id: m.visits[0]!.id,
			version: m.visits[0]!.version,
			outcome: 'answered',
			note: 'Đang đợi ở ngõ'
		});
		const done = await outcome(m, 0, ['captured', 'refused'], { version: called.version });
		await db.sql`update booking.people set card_ready_at = now() where visit_id = ${m.visits[0]!.visit} and outcome = 'captured'`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${m.visits[0]!.id}`;
		const handed = await asks(db, driver, 'rounds_card', {
			team_day: m.teamDay,
			at: now(),
			id: m.visits[0]!.id,
			version: done.version,
			people: [m.visits[0]!.people[0]!],
			handed_to: 'owner',
			card_seen: false
		});
		expect(handed.state).toBe('done');
	});

	test('is a visit of its own for somebody met on the way', async () => {
		const m = await set(windows[0]);
		const met = (more: Partial<Asked<'rounds_met'>> = {}) =>
			asks(db, driver, 'rounds_met', {
				team_day: m.teamDay,
				at: now(),
				began: 0,
				area: home.unit,
				hamlet: g.hamlets[1]!,
				landmark: null,
				phone: '+84900000123',
				people: [
					{
						name: 'Cụ Thí Dụ',
						birth: { year: 1938, month: null, day: null },
						service: 'renew',
						needs: ['old_age'],
						outcome: 'captured',
						receiver: null,
						note: null
					}
				],
				consent: true,
				...more
			});
		const made = await met();
		expect(made.state).toBe('captured');
		expect(
			(await db.sql`select code from queue.events where case_id = ${made.id} order by at, id`).map(
				({ code }) => code
			)
		).toContain('outcome');
		expect(await refusal(met({ consent: false }))).toBe('required');
		expect(await refusal(met({ area: otherUnit, hamlet: null, landmark: 'Cạnh chợ' }))).toBe(
			'not_served'
		);
	});

	test('is a road that is closed for a while, and not for weeks', async () => {
		const m = await set(windows[0]);
		const close = (until: Date) =>
			asks(db, driver, 'rounds_road', {
				team_day: m.teamDay,
				at: now(),
				from_place: `hamlet:${g.hamlets[0]}`,
				to_place: null,
				minutes: null,
				until: until.toISOString(),
				note: 'Nước ngập'
			});
		const { id } = await close(new Date(Date.now() + 3_600_000));
		expect((await day(m.teamDay)).ground.closed).toHaveLength(1);
		expect(await refusal(close(new Date(Date.now() + 30 * 86_400_000)))).toBe('out_of_range');
		await db.sql`delete from booking.roads_closed where id = ${id}`;
	});
});

describe('a day that slips', () => {
	const rest = (found: Awaited<ReturnType<typeof day>>, from: number) => {
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
		asks(db, driver, 'rounds_replan', { team_day: m.teamDay, at: now(), version, stops });

	test('is planned anew around what is over, with promises kept', async () => {
		const m = await set(windows[0], windows[0], windows[2]);
		await outcome(m, 0, ['captured', 'captured']);
		const found = await day(m.teamDay);
		const stops = rest(found, 500);
		const { version } = await replan(m, found.version, stops);
		const after = await day(m.teamDay);
		expect(version).toBe(found.version + 1);
		expect(
			after.stops.filter(({ progress }) => !progress).map(({ start, late }) => ({ start, late }))
		).toEqual(stops.map(({ start }) => ({ start, late: false })));
	});

	test('says which window is lost, and takes the hour that the resident agreed to on the phone', async () => {
		const m = await set(windows[0]);
		const found = await day(m.teamDay);
		const late = rest(found, 600);
		await replan(m, found.version, late);
		const seen = await day(m.teamDay);
		expect(seen.stops[0]).toMatchObject({ late: true, start: 620, to: 570 });
		await replan(m, seen.version, [{ ...late[0]!, agreed: { from: 600, to: 660 } }]);
		const agreed = await day(m.teamDay);
		expect(agreed.stops[0]).toMatchObject({ late: false, from: 600, to: 660 });
		const [event] =
			await db.sql`select data from queue.events where case_id = ${m.visits[0]!.id} and code = 'move' order by id desc limit 1`;
		expect(event!.data).toMatchObject({ asked: 'phone', window: { from: 600, to: 660 } });
	});

	test('gives more time to whom it takes longer, and hurries nobody', async () => {
		const m = await set(windows[0], windows[2]);
		const found = await day(m.teamDay);
		const stops = rest(found, 450);
		const longer = [{ ...stops[0]!, service: 55, finish: stops[0]!.start + 55 }, stops[1]!];
		await replan(m, found.version, longer);
		const seen = await day(m.teamDay);
		expect(seen.stops[0]!.service).toBe(55);
		const shorter = rest(seen, 450).map((stop) => ({
			...stop,
			service: 5,
			finish: stop.start + 5
		}));
		expect(await refusal(replan(m, seen.version, shorter))).toBe('broken_plan');
	});

	test('is planned again after somebody else changed it', async () => {
		const m = await set(windows[0], windows[2]);
		const found = await day(m.teamDay);
		const stops = rest(found, 450);
		await ask(db, desk, 'booking_cancel', {
			key: randomUUID(),
			id: m.visits[1]!.id,
			version: m.visits[1]!.version,
			reason: 'no_longer_needed',
			note: null,
			died: []
		});
		expect(await refusal(replan(m, found.version, stops))).toBe('stale');
		const fresh = await day(m.teamDay);
		expect(await refusal(replan(m, fresh.version, stops))).toBe('stale');
		expect(await refusal(replan(m, fresh.version, rest(fresh, 450)))).toBe('none');
	});

	test('is refused where a team would fly or be in two houses at once', async () => {
		const m = await set(windows[0], windows[0]);
		const found = await day(m.teamDay);
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
