import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import {
	ask,
	booked,
	form,
	ground,
	hold,
	officer,
	openEnded,
	refusal,
	service
} from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let lead: Awaited<ReturnType<typeof officer>>;
beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	lead = await officer(db, ['lead']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const daily = async () => (await service(db, (tx) => tx`select public.booking_daily() as a`))[0]!.a;
const erase = async () =>
	(await service(db, (tx) => tx`select public.booking_erase_due() as a`))[0]!.a;
/** A cancelled visit that ended so many days ago, with everything in it that may be erased. */
const ended = async (days: number) => {
	const visit = await booked(db, g);
	await db.sql`update booking.people set needs = '{bedridden}', old_number = '123456789', outcome_note = 'yếu' where visit_id = ${visit.visit}`;
	await db.sql`select queue.note_event(${visit.id}, 'ask', 'system', null, '{}', 'Bà đau chân', true)`;
	await db.sql`insert into queue.notes (case_id, officer, body) values (${visit.id}, ${lead.sub}, 'Bà đau chân')`;
	await db.sql`update queue.cases set state = 'cancelled', ended_at = now() - make_interval(days => ${days}) where id = ${visit.id}`;
	return visit;
};
/** Every text that the database still holds about a case. */
const told = async (visit: { id: string; visit: string }) => {
	const rows =
		await db.sql`select to_jsonb(v)::text || coalesce((select string_agg(to_jsonb(p)::text, ' ') from booking.people p where p.visit_id = v.id), '')
			|| (select to_jsonb(c)::text from queue.cases c where c.id = v.case_id)
			|| coalesce((select string_agg(to_jsonb(n)::text, ' ') from queue.notes n where n.case_id = v.case_id), '')
			|| coalesce((select string_agg(b.body, ' ') from queue.event_bodies b join queue.events e on e.id = b.event_id where e.case_id = v.case_id), '')
			|| coalesce((select string_agg(k.answer::text, ' ') from queue.commands k where k.case_id = v.case_id), '') as text
		from booking.visits v where v.id = ${visit.visit}`;
	return rows[0]!.text as string;
};

test('a month after the end nobody can read what was wrong with whom, but may still call', async () => {
	const visit = await ended(31);
	expect(await ask(db, lead, 'booking_retention', {})).toMatchObject({
		due: { sensitive: 1, contact: 0 }
	});
	const run = await ask(db, lead, 'booking_retention_run', { key: randomUUID() });
	expect(run).toMatchObject({ sensitive: 1, contact: 0 });
	const left = await told(visit);
	expect(left).not.toMatch(/bedridden|123456789|1945|đau chân|yếu/);
	expect(left).toMatch(/Bà Minh Họa.*/);
	expect(await ask(db, lead, 'booking_retention', {})).toMatchObject({
		last: { sensitive: 1 },
		due: { sensitive: 0 }
	});
});

test('three months after the end no name, phone or way to the house is left, and the figures are', async () => {
	const visit = await ended(91);
	expect(await erase()).toMatchObject({ sensitive: 1, contact: 1 });
	const left = await told(visit);
	expect(left).not.toMatch(/Minh Họa|minh hoa|84900000100|Cạnh chợ|canh cho/i);
	expect(left).toMatch(/"minutes": 25/);
	expect(await erase()).toMatchObject({ sensitive: 0, contact: 0 });
	expect(await openEnded(db, lead, visit.id)).toMatchObject({
		row: { reference: visit.reference }
	});
});

test('what ended yesterday and what has not ended keep everything', async () => {
	const visits = [await ended(1), await booked(db, g)];
	await erase();
	for (const visit of visits) expect(await told(visit)).toMatch(/Bà Minh Họa/);
});

test('a visit whose family never picks up the phone stays until an officer decides', async () => {
	const visit = await booked(db, g);
	for (const days of [9, 8, 8])
		await db.sql`insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
			values (${visit.id}, now() - make_interval(days => ${days}), 'call', 'system', '{"outcome": "no_answer"}', true)`;
	await db.sql`update queue.cases set due_at = now() - interval '7 days' where id = ${visit.id}`;
	await db.sql`select booking.sweep()`;
	await erase();
	const [left] = await db.sql`
		select c.state, s.held_until from queue.cases c
		join booking.visits v on v.case_id = c.id join booking.stops s on s.subject = v.id
		where c.id = ${visit.id}`;
	expect(left).toEqual({ state: 'held', held_until: null });
	expect((await ask(db, lead, 'queue_case', { id: visit.id })).visit.unanswered).toEqual({
		calls: 3,
		days: 2
	});
});

test('a hold that nobody sent is swept away after a day, a living one is not', async () => {
	const [old, alive] = [await hold(db, g, home.windows[0]), await hold(db, g, home.windows[2])];
	await db.sql`update booking.visits set created_at = now() - interval '2 days' where id in (${old.hold}, ${alive.hold})`;
	await db.sql`update booking.stops set held_until = now() - interval '1 day' where subject = ${old.hold}`;
	await erase();
	const left = await db.sql`select id from booking.visits where case_id is null`;
	expect(left.map(({ id }) => id)).toEqual([alive.hold]);
	expect(await home.submit(db, alive.hold, { of: form(g.hamlets[0]!) })).toMatchObject({
		state: 'held'
	});
});

test('answers of commands are forgotten after seven days, and proofs of work after one', async () => {
	await db.sql`delete from queue.commands`;
	await booked(db, g);
	await db.sql`update queue.commands set at = now() - interval '8 days'`;
	const spend = async () =>
		(await service(db, (tx) => tx`select public.booking_spend('nonce') as a`))[0]!.a;
	expect([await spend(), await spend()]).toEqual([true, false]);
	await db.sql`update booking.proofs set at = now() - interval '2 days'`;
	await erase();
	expect(await db.sql`select 1 from queue.commands union all select 1 from booking.proofs`).toEqual(
		[]
	);
});

test('days open by themselves up to the horizon, once, and never on a day off', async () => {
	await db.sql`insert into booking.team_shifts select ${g.team}, n, 450, 660 from generate_series(1, 7) n`;
	const off = (
		await db.sql`insert into unit.calendar_days values (${home.unit}, house.local_day(now()) + 8, false, false) returning day::text`
	)[0]!.day;
	expect(await daily()).toBeGreaterThanOrEqual(27);
	expect(await daily()).toBe(0);
	const days = await db.sql`select day::text from booking.team_days where team = ${g.team}`;
	expect(days.map(({ day }) => day)).not.toContain(off);
});

test('the jobs register themselves where pg_cron is, and asks nothing where it is not', async () => {
	const register = async () => (await db.sql`select booking.register_jobs() as a`)[0]!.a;
	expect(await register()).toBe(false);
	await db.sql`create schema cron`;
	await db.sql`create table cron.job (name text, schedule text, command text)`;
	await db.sql
		.unsafe(`create function cron.schedule(text, text, text) returns bigint language sql as
		'insert into cron.job values ($1, $2, $3); select 1::bigint'`);
	expect(await register()).toBe(true);
	const jobs = await db.sql`select * from cron.job`;
	expect([...jobs]).toEqual([
		{ name: 'gan-dan-daily', schedule: '17 18 * * *', command: 'select booking.daily()' },
		{ name: 'gan-dan-erase', schedule: '*/5 18-21 * * *', command: 'select booking.erase_due()' },
		{ name: 'gan-dan-parts', schedule: '7 * * * *', command: 'select tips.forget_parts()' },
		{ name: 'gan-dan-leftovers', schedule: '12 * * * *', command: 'select tips.ask_removal()' },
		{ name: 'gan-dan-tend', schedule: '*/10 * * * *', command: 'select booking.knock()' },
		{ name: 'gan-dan-runs', schedule: '47 21 * * *', command: 'select booking.forget_runs()' }
	]);
	await db.sql`create table cron.job_run_details (start_time timestamptz)`;
	await db.sql`insert into cron.job_run_details values (now() - interval '15 days'), (now() - interval '13 days')`;
	for (const { command } of jobs) await db.sql.unsafe(command);
	// What the doctor asks about stays, and a year of minutes does not pile up.
	expect([
		...(await db.sql`select start_time < now() - interval '14 days' as old from cron.job_run_details`)
	]).toEqual([{ old: false }]);
	await db.sql`drop schema cron cascade`;
});

test('only leads run retention, and only for their unit', async () => {
	const desk = await officer(db, ['desk']);
	expect(await refusal(ask(db, desk, 'booking_retention_run', { key: randomUUID() }))).toBe(
		'role_missing'
	);
	expect(await refusal(ask(db, { role: 'anon' }, 'booking_daily', {}))).toMatch(
		/permission denied/
	);
	await ended(31);
	const other = await officer(db, ['lead'], home.otherUnit);
	expect(await ask(db, other, 'booking_retention_run', { key: randomUUID() })).toMatchObject({
		sensitive: 0
	});
});
