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
