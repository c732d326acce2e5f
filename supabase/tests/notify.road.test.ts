/** A house hears that the team is on its way when the team is, and not when it is not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { unit, windows } from './household.ts';
import { asks } from './driving.ts';
import { now, road, type Morning, type Road } from './on-the-road.ts';
import { outbox } from './telling.ts';

let db: TestDatabase;
let t: ReturnType<typeof outbox>;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	t = outbox(db);
	r = await road(db);
});
afterAll(() => db?.drop());

/** A morning of three houses in the first window, of which the first two heard that their visits are confirmed. */
async function morning(): Promise<Morning> {
	await t.ways([]);
	const made = await r.set(windows[0], windows[0], windows[1]);
	await t.ways(['sms']);
	return made;
}
const toldOn = async (visit: { id: string }) =>
	(await t.told(visit)).filter((line) => line.startsWith('on_the_way'));
const due = (visit: { id: string }) =>
	db.sql`update notify.outbox set next_try_at = now(), expires_at = now() + interval '1 hour' where case_id = ${visit.id}`;

test('the next house on the road is told when the one before is over, once, and the one after it is not', async () => {
	const made = await morning();
	const [first, next, later] = made.visits;
	expect(await toldOn(next!)).toEqual([]);
	await r.outcome(made, 0, ['captured', 'absent']);
	expect(await toldOn(next!)).toEqual(['on_the_way sms pending']);
	await r.outcome(made, 0, ['captured', 'captured'], { version: first!.version + 1 });
	expect(await toldOn(next!)).toHaveLength(1);
	expect(await toldOn(later!)).toEqual([]);
	expect(await toldOn(first!)).toEqual([]);
	const [row] = (await t.rows(next!)).filter(({ purpose }) => purpose === 'on_the_way');
	expect(row!.data).toEqual({});
});

test('it is not said to a house at which the team already stands, nor when another house comes first', async () => {
	const made = await morning();
	const [, next] = made.visits;
	await r.outcome(made, 0, ['captured', 'captured']);
	await due(next!);
	await asks(db, r.driver, 'rounds_arrive', {
		team_day: made.teamDay,
		at: now(),
		subject: next!.visit
	});
	expect((await t.take('sms')).messages.map(({ purpose }) => purpose)).not.toContain('on_the_way');
	expect(await toldOn(next!)).toEqual(['on_the_way sms cancelled']);
});

test('from a family on its round a team sets out, too: the next house is told once the call is over', async () => {
	const made = await morning();
	const [first, next] = made.visits;
	const [errand] = await db.sql`
		insert into booking.errands (unit, day, area, place_id, minutes)
		select d.unit, d.day, ${unit}, ${`hamlet:${r.g.hamlets[0]}`}, 20 from booking.team_days d where d.id = ${made.teamDay} returning id`;
	await db.sql`
		insert into booking.stops (team_day, position, kind, subject, channel, window_from, window_to, service, travel, start, finish, busy)
		select s.team_day, s.position, 'support', ${errand!.id}, 'ward', 30, 60, 20, 5, 30, 50,
			tstzrange(lower(s.busy) - interval '200 days', lower(s.busy) - interval '200 days' + interval '20 minutes')
		from booking.stops s where s.subject = ${first!.visit}`;
	await r.outcome(made, 0, ['captured', 'captured']);
	expect(await toldOn(next!)).toEqual([]);
	await db.sql`
		update booking.errands set over = true, came = true, told_at = now(), told_by = ${r.driver.sub} where id = ${errand!.id}`;
	expect(await toldOn(next!)).toEqual(['on_the_way sms pending']);
});

test('what is done at the desk on another day sends nobody on the way', async () => {
	const made = await morning();
	await db.sql`update booking.team_days set day = day + 1 where id = ${made.teamDay}`;
	await db.sql`select queue.note_event(${made.visits[0]!.id}, 'outcome', 'officer', ${r.lead.sub})`;
	expect(await toldOn(made.visits[1]!)).toEqual([]);
});

const leave = (team_day: string, visit: { visit: string }, at = now(), who = r.driver) =>
	asks(db, who, 'rounds_leave', { team_day, at, subject: visit.visit });

test('the first house of a shift is told when the team says that it leaves, once, and the next one is not', async () => {
	const made = await morning();
	const [first, next] = made.visits;
	expect(await toldOn(first!)).toEqual([]);
	const said = await leave(made.teamDay, first!);
	expect(await leave(made.teamDay, first!, now(), r.mate)).toEqual(said);
	expect(await toldOn(first!)).toEqual(['on_the_way sms pending']);
	expect(await toldOn(next!)).toEqual([]);
	expect((await r.day(made.teamDay)).stops[0]).toMatchObject({ left: said.left, arrived: null });
	const [row] = (await t.rows(first!)).filter(({ purpose }) => purpose === 'on_the_way');
	expect(row!.not_before.getTime()).toBeLessThanOrEqual(Date.now());
});

test('a house that waits for its planned hour is told at once when the team leaves earlier', async () => {
	const made = await morning();
	const [, next] = made.visits;
	await r.outcome(made, 0, ['captured', 'captured']);
	await db.sql`
		update notify.outbox set not_before = now() + interval '3 hours', next_try_at = now() + interval '3 hours',
			expires_at = now() + interval '4 hours'
		where case_id = ${next!.id} and purpose = 'on_the_way'`;
	await leave(made.teamDay, next!);
	expect(await toldOn(next!)).toEqual(['on_the_way sms pending']);
	const [row] = (await t.rows(next!)).filter(({ purpose }) => purpose === 'on_the_way');
	expect(row!.not_before.getTime()).toBeLessThanOrEqual(Date.now());
	expect(row!.expires_at.getTime()).toBeLessThan(Date.now() + 3_600_000);
});

test('nobody hears that a team leaves for a house that is served, mourns, or is not the next one', async () => {
	const made = await morning();
	const [first, next, later] = made.visits;
	await leave(made.teamDay, later!);
	await r.outcome(made, 0, ['captured', 'captured']);
	await db.sql`delete from notify.outbox where purpose = 'on_the_way'`;
	await leave(made.teamDay, first!);
	await db.sql`update booking.people set outcome = 'died' where id = ${next!.people[0]!}`;
	await leave(made.teamDay, next!);
	for (const visit of [first, next, later]) expect(await toldOn(visit!)).toEqual([]);
});

test('a departure that comes from a phone without a line when the team must be there is told to nobody', async () => {
	const made = await morning();
	const [first] = made.visits;
	const left = (ago: string) =>
		db.sql`select notify.set_out(${made.teamDay}, now(), now() - ${ago}::interval, ${first!.visit})`;
	await left('3 hours');
	expect(await toldOn(first!)).toEqual([]);
	await left('1 minute');
	expect(await toldOn(first!)).toEqual(['on_the_way sms pending']);
});

test('from a household at which it called in a team sets out for the next house, whether it met anybody or not', async () => {
	const made = await morning();
	const [first] = made.visits;
	await db.sql`update booking.stops set position = position + 1 where team_day = ${made.teamDay}`;
	const [errand] = await db.sql`
		insert into booking.errands (unit, day, area, place_id, minutes)
		select d.unit, d.day, v.area, v.place_id, 30 from booking.team_days d, booking.visits v
		where d.id = ${made.teamDay} and v.id = ${first!.visit} returning id`;
	await db.sql`
		insert into booking.stops (team_day, position, kind, subject, channel, window_from, window_to, service, travel, start, finish, busy)
		values (${made.teamDay}, 1, 'support', ${errand!.id}, 'ward', 0, 1440, 30, 0, 0, 30, 'empty')`;
	await leave(made.teamDay, first!);
	expect(await toldOn(first!)).toEqual([]);
	for (const came of [false, true])
		await asks(db, r.driver, 'rounds_errand', {
			...{ team_day: made.teamDay, at: now(), subject: errand!.id as string, came }
		});
	expect(await toldOn(first!)).toEqual(['on_the_way sms pending']);
});
