/** A gathering: who makes one, who comes, who leaves, and that the minutes of the team are promised once. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { gatherings, type Gatherings } from './gatherings.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let at: Gatherings;
let desk: Awaited<ReturnType<typeof officer>>;
let stranger: typeof desk;
let field: typeof desk;
let head: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	field = await officer(db, ['field']);
	head = await officer(db, ['collaborator'], home.unit, g.hamlets[0]);
	stranger = await officer(db, ['desk'], home.otherUnit);
	at = gatherings(db, g, desk);
	await db.sql`update unit.settings set horizon_days = 60 where unit = ${home.unit}`;
});
afterAll(() => db?.drop());

describe('the desk that opens a gathering', () => {
	test('has one stop in the team’s day, which takes none of its places', async () => {
		const { id, teamDay } = await at.opening();
		const stops = await db.sql`
			select kind, subject, window_from, window_to, start, finish from booking.stops where team_day = ${teamDay}`;
		expect([...stops]).toEqual([
			{ kind: 'gathering', subject: id, window_from: 480, window_to: 480, start: 480, finish: 600 }
		]);
		const [left] = await db.sql`
			select booking.places_left(d, 'web', null) as n, d.places from booking.team_days d where d.id = ${teamDay}`;
		expect(left!.n).toBe(left!.places);
	});

	test('cannot have the team there while it is at somebody’s house', async () => {
		const visit = await booked(db, g, windows[0]);
		const [stop] = await db.sql`select start from booking.stops where subject = ${visit.visit}`;
		const at8 = stop!.start as number;
		const taken = await refusal(at.write(g.teamDay, { from: at8, to: at8 + 60 }));
		expect(taken).toBe('broken_plan');
	});

	test('keeps the end of the shift: the team does not stay over lunch', async () => {
		const { teamDay } = await at.opening();
		expect(await refusal(at.write(teamDay, { from: 630, to: 700 }))).toBe('broken_plan');
	});

	test('does not on a day that is closed, or in another unit', async () => {
		const { teamDay } = await at.opening();
		const plan = {
			team_day: teamDay,
			version: 2,
			stops: []
		};
		await db.sql`update booking.team_days set closed = true where id = ${teamDay}`;
		expect(await refusal(at.write(teamDay, { from: 820, to: 900, plan }))).toBe('broken_plan');
		const theirs = gatherings(db, g, stranger);
		expect(await refusal(theirs.write(g.teamDay, { from: 820, to: 900, plan: null }))).toBe(
			'not_served'
		);
	});

	test('is answered the same when the line was lost', async () => {
		const { teamDay } = await at.opening();
		const sent = { key: randomUUID(), from: 840, to: 900 };
		const first = await at.write(teamDay, sent);
		expect(await at.write(teamDay, { ...sent, plan: null })).toEqual(first);
		expect(await refusal(at.write(teamDay, { ...sent, to: 910, plan: null }))).toBe('key_reused');
		const [count] = await db.sql`
			select count(*)::int as n from booking.gatherings where team_day = ${teamDay}`;
		expect(count!.n).toBe(2);
		expect((await at.read(first.id)).gathering.name).toBe('Nhà văn hóa thôn Một');
	});

	test('is an officer of the desk: nobody of the field, no head of a hamlet, nobody of another unit', async () => {
		const { id } = await at.opening();
		for (const who of [field, head]) {
			expect(await refusal(at.read(id, who))).toBe('role_missing');
			expect(await refusal(ask(db, who, 'booking_gatherings', {}))).toBe('role_missing');
		}
		expect(await refusal(at.read(id, stranger))).toBe('not_found');
		expect((await ask(db, stranger, 'booking_gatherings', {})).gatherings).toEqual([]);
		const one = await at.waiting();
		expect(await refusal(at.add(id, [one], { who: stranger }))).toBe('not_found');
	});
});

describe('what was promised', () => {
	test('hours may become longer, not shorter or other, while people are on the list', async () => {
		const opened = await at.opening();
		const people = await at.filled(opened.id, 1);
		const edit = { gathering: opened.id, version: opened.version };
		for (const [from, to] of [
			[480, 590],
			[490, 600]
		] as const)
			expect(await refusal(at.write(opened.teamDay, { ...edit, from, to }))).toBe('promises_stand');
		const longer = await at.write(opened.teamDay, { ...edit, from: 480, to: 630 });
		expect((await at.face(people[0]!)).window).toMatchObject({ from: 480, to: 630 });
		expect(await refusal(at.write(opened.teamDay, { ...edit, from: 480, to: 640 }))).toBe('stale');
		const words = await at.write(opened.teamDay, {
			gathering: opened.id,
			version: longer.version,
			from: 480,
			to: 630,
			plan: null,
			more: { note: 'Có chỗ gửi xe' }
		});
		expect(words.version).toBe(longer.version + 1);
		expect((await at.face(people[0]!)).gathering!.note).toBe('Có chỗ gửi xe');
	});

	test('a lead cannot close a day under it, and a smaller number of places does not touch it', async () => {
		const lead = await officer(db, ['lead']);
		const { teamDay } = await at.opening();
		const [day] = await db.sql`
			select team, to_char(day, 'YYYY-MM-DD') as day, version, kit, shifts from booking.team_days where id = ${teamDay}`;
		const save = (more: object) =>
			ask(db, lead, 'booking_team_day_save', {
				key: randomUUID(),
				...day,
				closed: false,
				places: 0,
				reserved_hotline: 0,
				reserved_ward: 0,
				...more
			});
		expect(await refusal(save({ closed: true }))).toBe('promises_stand');
		expect((await save({})).id).toBe(teamDay);
	});

	test('a visit never stands at a stop of its own and in a gathering: the database refuses both ways', async () => {
		const { id } = await at.opening();
		const visit = await booked(db, g, windows[1]);
		const both = db.sql`
			update booking.visits set gathering = ${id}, gathered_at = now() where id = ${visit.visit}`;
		expect(await refusal(both)).toBe('promised_twice');
		const [one] = await at.filled(id, 1);
		const own = db.sql`
			insert into booking.stops (team_day, position, kind, subject, channel, window_from, window_to, service, travel, start, finish, busy)
			select team_day, 90, 'visit', ${one!.visit}, 'ward', 900, 1020, 25, 10, 950, 975, tstzrange(now() + interval '300 days', now() + interval '301 days')
			from booking.stops where subject = ${id}`;
		expect(await refusal(own)).toBe('promised_twice');
	});

	test('no hand writes more people into it than its minutes hold', async () => {
		const { id } = await at.opening({ from: 480, to: 510 });
		await at.filled(id, 1);
		const other = await at.waiting();
		const past = db.sql`
			update booking.visits set gathering = ${id}, gathered_at = now() where id = ${other.visit}`;
		expect(await refusal(past)).toMatch(/gatherings_hold_their_people/);
	});
});
