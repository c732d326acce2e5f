import { afterAll, beforeAll, expect, test } from 'vitest';
import { callBackDetail, doors, visitDetail } from '../functions/_shared/contracts/booking.ts';
import { opened } from '../functions/_shared/contracts/lookup.ts';
import { brokenPromises } from '../functions/_shared/planner/check.ts';
import { travelBetween } from '../functions/_shared/travel/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ensureFamilies } from '../local/demo-families.ts';
import { ask } from './calling.ts';
import { helpOf } from './helping.ts';
import { officerOf } from './people.ts';

let db: TestDatabase;
const units = ['21439', '21451', '21457', '21472', '21478'];
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

test('every demo unit has two teams, each with a kit of its own that is never in two places', async () => {
	const teams = await db.sql`select unit, count(*)::int as n, count(distinct kit)::int as kits
		from booking.teams group by unit order by unit`;
	expect(teams).toEqual(units.map((unit) => ({ unit, n: 2, kits: 2 })));
	const twice =
		await db.sql`select kit, day from booking.team_days where not closed and kit is not null
		group by kit, day having count(*) > 1`;
	expect(twice).toEqual([]);
});

test('nobody in the demo data exists: names end in Minh Họa, phones are 0900 000 1xx', async () => {
	const names =
		await db.sql`select name from booking.people union select booker_name from booking.visits
		union select name from booking.call_backs`;
	expect(names.length).toBeGreaterThan(20);
	expect(names.filter(({ name }) => !name.endsWith('Minh Họa'))).toEqual([]);
	const phones =
		await db.sql`select booker_phone as phone from booking.visits union select phone from booking.call_backs`;
	expect(phones.filter(({ phone }) => !/^\+849000001\d\d$/.test(phone))).toEqual([]);
	expect(await db.sql`select 1 from unit.units where not demo`).toEqual([]);
});

test('a month lies in the queue: visits in every state and calls to make, none due to be erased', async () => {
	const states =
		await db.sql`select distinct state from queue.cases where kind = 'home_visit' order by state`;
	expect(states.map(({ state }) => state)).toEqual([
		'cancelled',
		'captured',
		'card_ready',
		'confirmed',
		'done',
		'held',
		'returned',
		'revisit',
		'waiting'
	]);
	const calls =
		await db.sql`select distinct unit from queue.cases where kind = 'call_back' and state = 'to_call'`;
	expect(calls).toHaveLength(5);
	const due = await db.sql`select booking.due_sensitive(code) from unit.units`;
	expect(due).toEqual([]);
});

test('no promise of the demo data is broken, says code that knows nothing of SQL', async () => {
	for (const unit of units) {
		const { s } = (
			await db.as(
				{ role: 'service_role' },
				(tx) => tx`select public.booking_snapshot(null, null, ${unit}, null) as s`
			)
		)[0]!;
		const travel = travelBetween(s);
		for (const day of s.days) {
			const stops = day.stops.map(
				(stop: { subject: string; place: string; service: number; from: number; to: number }) => ({
					id: stop.subject,
					place: stop.place,
					service: stop.service,
					window: { from: stop.from, to: stop.to }
				})
			);
			const legs = day.stops.map(
				(stop: { subject: string; travel: number; start: number; finish: number }) => ({
					id: stop.subject,
					travel: stop.travel,
					depart: stop.start - stop.travel,
					arrive: stop.start,
					start: stop.start,
					finish: stop.finish
				})
			);
			const team = {
				id: day.id,
				day: day.day,
				start: day.start_place,
				end: day.start_place,
				shifts: day.shifts,
				stops
			};
			const broken = brokenPromises(team, { legs, travel: 0, finish: 0, back: 0 }, travel);
			// Sums are the planner's own figures, which the database does not keep.
			const sums = /^(travel is|the end of the day is wrong)/;
			expect(broken.filter((word) => !sums.test(word))).toEqual([]);
		}
	}
	const past = await db.sql`select d.id from booking.team_days d
		where booking.broken(d, booking.standing(d.id, null, null)) is not null`;
	expect(past).toEqual([]);
});

test('five people of one hamlet come to its nhà văn hóa, three of them called already', async () => {
	const [row] = await db.sql`
		select g.name, g.used <= g.to_minute - g.from_minute as fits,
			(select jsonb_object_agg(x.state, x.n) from (
				select c.state, count(*) as n from booking.visits v join queue.cases c on c.id = v.case_id
				where v.gathering = g.id group by c.state
			) x) as states,
			(select count(*)::int from booking.promises p where p.gathering = g.id) as promised
		from booking.gatherings g where g.unit = '21439'`;
	expect(row).toEqual({
		name: expect.stringContaining('Nhà văn hóa'),
		fits: true,
		states: { confirmed: 3, held: 2 },
		promised: 5
	});
});

test('one day ahead is full and the weekends after it have room', async () => {
	const { days } = doors.booking_days.answer.parse(
		await ask(db, { role: 'anon' }, 'booking_days', {})
	);
	for (const unit of units) {
		const states = days.filter((day) => day.unit === unit).map(({ state }) => state);
		expect(states.filter((state) => state === 'full')).toHaveLength(1);
		expect(states.filter((state) => state === 'open').length).toBeGreaterThan(3);
	}
});

test('every case answers officers and residents in the shape of the contract', async () => {
	const rows =
		await db.sql`select kind, booking.detail(id) as visit, booking.call_back_detail(id) as call_back,
		lookup.opened(id, null) as opened from queue.cases`;
	for (const row of rows) {
		opened.parse(row.opened);
		if (row.kind === 'home_visit') visitDetail.parse(row.visit);
		else callBackDetail.parse(row.call_back);
	}
});

test('a demonstration begins with families who are asked, visited, due and given to, once and with nobody who exists', async () => {
	const helper = await officerOf(db, '21439', ['support'], 'Hỗ Trợ Minh Họa');
	const demo = [{ unit: '21439', email: helper.email }];
	await ensureFamilies(db.sql, demo);
	await ensureFamilies(db.sql, demo);
	const made = await db.sql`
		select r.family_name as name, r.family_phone as phone, c.state, c.ended_at from support.requests r join queue.cases c on c.id = r.case_id`;
	expect(made).toHaveLength(6);
	expect(made.filter(({ name }) => !name.endsWith('Minh Họa'))).toEqual([]);
	expect(made.filter(({ phone }) => !/^\+849000001\d\d$/.test(phone))).toEqual([]);
	expect([...new Set(made.map(({ state }) => state))].sort()).toEqual([
		'family_to_ask',
		'in_care',
		'to_visit',
		'visit_agreed',
		'visited'
	]);
	const { rows, today } = await helpOf(db).families(helper);
	expect(rows).toHaveLength(5);
	expect(rows.filter(({ next_visit }) => next_visit === today)).toHaveLength(1);
	expect(rows.filter(({ last_visit }) => last_visit !== null)).toHaveLength(3);
});
