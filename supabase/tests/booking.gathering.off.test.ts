/** A gathering that is called off, or whose day is postponed: nobody is moved without an answer. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors as postponing } from '../functions/_shared/contracts/booking-postponing.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { gatherings, type Gatherings } from './gatherings.ts';
import { ask, ground, officer, refusal, unit, type Ground } from './household.ts';

let db: TestDatabase;
let g: Ground;
let at: Gatherings;
let desk: Awaited<ReturnType<typeof officer>>;
let lead: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	lead = await officer(db, ['lead']);
	at = gatherings(db, g, desk);
	await db.sql`
		update unit.settings set readiness_hour = 0, readiness_call_hour = 0, estimate_hour = 0, horizon_days = 60 where unit = ${unit}`;
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`
		update booking.postponements set lifted_at = now(), lifted_by = officer where lifted_at is null and gathering is null`;
});

const postpone = (day: string, more: object = {}) =>
	ask(db, lead, 'booking_postpone', {
		key: randomUUID(),
		team: g.team,
		area: null,
		from_day: day,
		to_day: day,
		reason: 'storm',
		note: null,
		...more
	});
const dayOf = async (teamDay: string) =>
	(
		await db.sql`select to_char(day, 'YYYY-MM-DD') as day from booking.team_days where id = ${teamDay}`
	)[0]!.day as string;

describe('a gathering that is called off', () => {
	test('leaves nobody moved: each is postponed, chooses first, is called, and keeps the code', async () => {
		const opened = await at.opening();
		const people = await at.filled(opened.id, 2);
		people[0]!.version = (await at.confirm(people[0]!)).version;
		expect(await refusal(at.cancel(opened, desk))).toBe('role_missing');
		expect(await at.cancel(opened, lead)).toMatchObject({ visits: 2, people: 2 });
		for (const one of people) {
			const found = await at.face(one);
			expect(found).toMatchObject({ state: 'postponed', window: null, gathering: null });
			expect(found.postponed).toMatchObject({
				reason: 'officers_away',
				window: { from: 480, to: 600 }
			});
			const [first] = await db.sql`
				select booking.chooses_first(c.id) as first, queue.wants_call(c) as call from queue.cases c where c.id = ${one.id}`;
			expect(first).toEqual({ first: true, call: true });
		}
		expect(
			await db.sql`select 1 from booking.stops where team_day = ${opened.teamDay}`
		).toHaveLength(0);
		const told = postponing.booking_postponements.answer.parse(
			await ask(db, lead, 'booking_postponements', {})
		).postponements;
		const row = told.find(({ gathering }) => gathering !== null)!;
		expect(row.cases).toHaveLength(2);
		expect(
			await refusal(ask(db, lead, 'booking_reopen', { key: randomUUID(), postponement: row.id }))
		).toBe('not_allowed');
		// Whoever was confirmed need not be asked again once they have another place.
		const other = await at.opening();
		const version = (await at.state(people[0]!.id)).version;
		const moved = await ask(db, desk, 'booking_gather', {
			key: randomUUID(),
			id: people[0]!.id,
			version,
			gathering: other.id
		});
		expect(moved.state).toBe('confirmed');
	});

	test('takes nothing else from its day, and nobody sees a banner for it', async () => {
		const opened = await at.opening();
		await at.filled(opened.id, 1);
		await at.cancel(opened, lead);
		const day = await dayOf(opened.teamDay);
		const { days, postponed } = await ask(db, desk, 'booking_days', {});
		expect(days).toContainEqual({ unit, day, state: 'open' });
		expect(postponed).toEqual([]);
		expect(await refusal(at.cancel(opened, lead))).toBe('stale');
	});

	test('with nobody on its list is the desk’s to take back', async () => {
		expect(await at.cancel(await at.opening(), desk)).toMatchObject({ visits: 0 });
	});
});

describe('a day that is postponed', () => {
	test('takes the gathering along, and gives everybody the old hours back when it is reopened', async () => {
		const opened = await at.opening();
		const [one, two] = await at.filled(opened.id, 2);
		const { id, visits } = await postpone(await dayOf(opened.teamDay));
		expect(visits).toBe(2);
		expect(await at.face(one!)).toMatchObject({ state: 'postponed', window: null });
		expect((await at.read(opened.id)).gathering).toMatchObject({ off: true, state: 'open' });
		expect((await at.add(opened.id, [await at.waiting()])).map(({ code }) => code)).toEqual([
			'day_closed'
		]);
		// One of them has answered meanwhile: they wait.
		await at.say(one!, (await at.state(one!.id)).version, { act: 'wait' });
		const again = await ask(db, lead, 'booking_reopen', { key: randomUUID(), postponement: id });
		expect(again).toMatchObject({ restored: 1, answered: 1, left: 0 });
		expect(await at.face(two!)).toMatchObject({ state: 'held', window: { from: 480 } });
		expect((await at.state(one!.id)).state).toBe('waiting');
	});

	test('of the area where it lies takes those too who live elsewhere', async () => {
		const opened = await at.opening();
		await at.filled(opened.id, 1);
		const day = await dayOf(opened.teamDay);
		const scope = { team: null, area: unit, from_day: day, to_day: day };
		expect((await ask(db, lead, 'booking_postpone_preview', scope)).visits).toBe(1);
	});
});
