/** What is written from the road, and what is refused and kept for a person. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, type Asked } from './driving.ts';
import { otherUnit, refusal, unit, windows } from './household.ts';
import { now, road, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
});
afterAll(() => db?.drop());

const attended = async (id: string) =>
	(await db.sql`select began, ended, source from booking.attendances where case_id = ${id}`)[0];

describe('what happened at a door', () => {
	test('is written with when the team came, once, whoever says it again', async () => {
		const m = await r.set(windows[0]);
		const subject = m.visits[0]!.visit;
		const before = await r.minute();
		const first = await asks(db, r.driver, 'rounds_arrive', {
			team_day: m.teamDay,
			at: now(),
			subject
		});
		const again = await asks(db, r.mate, 'rounds_arrive', {
			team_day: m.teamDay,
			at: now(),
			subject
		});
		expect(first.arrived - before).toBeLessThanOrEqual(1);
		expect(again).toEqual(first);
		expect((await r.day(m.teamDay)).stops[0]).toMatchObject({
			arrived: first.arrived,
			progress: 'there'
		});
	});

	test('is the outcome of each person, with the minutes of service', async () => {
		const m = await r.set(windows[0]);
		const ended = await r.minute();
		const answer = await r.outcome(m, 0, ['captured', 'refused'], {
			began: Math.max(0, ended - 20)
		});
		expect(answer.state).toBe('captured');
		const found = await attended(m.visits[0]!.id);
		expect(found).toMatchObject({ source: 'field' });
		expect(found!.ended).toBeGreaterThanOrEqual(ended);
		expect((await r.day(m.teamDay)).stops[0]!.progress).toBe('done');
	});

	test('at which nobody opened is no service', async () => {
		const m = await r.set(windows[0]);
		expect((await r.outcome(m, 0, ['absent', 'absent'], { began: 0 })).state).toBe('revisit');
		expect(await attended(m.visits[0]!.id)).toBeUndefined();
	});

	test('is written for a household that nobody had called before', async () => {
		const m = await r.set(windows[0]);
		await db.sql`update queue.cases set state = 'held' where id = ${m.visits[0]!.id}`;
		expect((await r.day(m.teamDay)).stops[0]!.rows).toHaveLength(1);
		expect((await r.outcome(m, 0, ['captured', 'captured'])).state).toBe('captured');
	});

	test('under one key is one thing, however often the line breaks', async () => {
		const m = await r.set(windows[0]);
		const key = randomUUID();
		const at = now();
		const first = await r.outcome(m, 0, ['captured', 'captured'], { key, at });
		expect(await r.outcome(m, 0, ['captured', 'captured'], { key, at })).toEqual(first);
		expect(await refusal(r.outcome(m, 0, ['absent', 'absent'], { key, at }))).toBe('key_reused');
	});

	test('is refused to the second of two phones, with the state that the first left', async () => {
		const m = await r.set(windows[0]);
		await r.outcome(m, 0, ['captured', 'captured']);
		const late = r.outcome(m, 0, ['absent', 'absent'], {}, r.mate);
		await expect(late).rejects.toMatchObject({ message: 'stale', detail: 'captured' });
	});

	test('is refused to whoever does not drive the day', async () => {
		const m = await r.set(windows[0]);
		expect(await refusal(r.outcome(m, 0, ['captured', 'captured'], {}, r.outsider))).toBe(
			'not_of_the_crew'
		);
		expect(await refusal(r.outcome(m, 0, ['captured', 'captured'], {}, r.stranger))).toBe(
			'not_found'
		);
		const other = await r.set(windows[0]);
		expect(
			await refusal(r.outcome({ ...m, teamDay: other.teamDay }, 0, ['captured', 'captured']))
		).toBe('not_found');
	});

	test('says nothing of hours when the phone’s clock is off by days, and never lies ahead of now', async () => {
		const m = await r.set(windows[0], windows[2]);
		await r.outcome(m, 0, ['captured', 'captured'], { at: '2020-01-01T00:00:00Z', began: 10 });
		expect(await attended(m.visits[0]!.id)).toBeUndefined();
		const latest = await r.minute();
		await r.outcome(m, 1, ['captured', 'captured'], { at: '2099-01-01T00:00:00Z', began: 0 });
		const found = await attended(m.visits[1]!.id);
		if (latest > 0) expect(found!.ended - latest).toBeLessThanOrEqual(1);
	});

	test('is a call, and a card that is handed to its owner', async () => {
		const m = await r.set(windows[0]);
		const called = await asks(db, r.driver, 'rounds_called', {
			team_day: m.teamDay,
			at: now(),
			id: m.visits[0]!.id,
			version: m.visits[0]!.version,
			outcome: 'answered',
			note: 'Đang đợi ở ngõ'
		});
		const done = await r.outcome(m, 0, ['captured', 'refused'], { version: called.version });
		await db.sql`update booking.people set card_ready_at = now() where visit_id = ${m.visits[0]!.visit} and outcome = 'captured'`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${m.visits[0]!.id}`;
		const handed = await asks(db, r.driver, 'rounds_card', {
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
		const m = await r.set(windows[0]);
		const met = (more: Partial<Asked<'rounds_met'>> = {}) =>
			asks(db, r.driver, 'rounds_met', {
				team_day: m.teamDay,
				at: now(),
				began: 0,
				area: unit,
				hamlet: r.g.hamlets[1]!,
				landmark: null,
				phone: '+84900000123',
				people: [
					{
						name: 'Cụ Thí Dụ',
						birth: { year: 1938 },
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
		const m = await r.set(windows[0]);
		const close = (until: Date) =>
			asks(db, r.driver, 'rounds_road', {
				team_day: m.teamDay,
				at: now(),
				from_place: `hamlet:${r.g.hamlets[0]}`,
				to_place: null,
				minutes: null,
				until: until.toISOString(),
				note: 'Nước ngập'
			});
		const { id } = await close(new Date(Date.now() + 3_600_000));
		expect((await r.day(m.teamDay)).ground.closed).toHaveLength(1);
		expect(await refusal(close(new Date(Date.now() + 30 * 86_400_000)))).toBe('out_of_range');
		await db.sql`delete from booking.roads_closed where id = ${id}`;
	});
});
