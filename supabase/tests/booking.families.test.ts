import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type * as home from './household.ts';
import { ask, booked, ground, officer, openEnded, refusal, windows } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const stopOf = async (subject: string) =>
	(await db.sql`select * from booking.stops where subject = ${subject}`)[0];
const confirm = (who: typeof desk, of: { id: string; version: number }) =>
	ask(db, who, 'booking_confirm', {
		key: randomUUID(),
		id: of.id,
		version: of.version,
		checked: 'population_data',
		papers: null
	});
const cancel = (
	of: { id: string; version: number },
	reason = 'no_longer_needed',
	died: string[] = [],
	note: string | null = null
) =>
	ask(db, desk, 'booking_cancel', {
		key: randomUUID(),
		id: of.id,
		version: of.version,
		reason,
		note,
		died
	});

describe('a household', () => {
	test('keeps the others of a household waiting while the card of one is on its way', async () => {
		const visit = await booked(db, g, windows[0], ['Bà Minh Họa', 'Ông Minh Họa'], 40);
		const [one, two] = visit.people;
		const run = (door: string, version: number, args: object) =>
			ask(db, desk, door, { key: randomUUID(), id: visit.id, version, ...args });
		let answer = await confirm(desk, visit);
		answer = await run('booking_outcome', answer.version, {
			people: [
				{ id: one, outcome: 'captured', receiver: null, note: null },
				{ id: two, outcome: 'absent', receiver: null, note: null }
			]
		});
		expect(answer.state).toBe('revisit');
		answer = await run('booking_card_ready', answer.version, { people: [one] });
		expect(answer.state).toBe('revisit');
		const cancelled = await cancel({ id: visit.id, version: answer.version });
		expect(cancelled.state).toBe('card_ready');
	});

	test.each([
		['captured', 'captured'],
		['absent', 'revisit'],
		['refused', 'cancelled'],
		['prints_unreadable', 'revisit'],
		['needs_another_visit', 'revisit'],
		['died', 'cancelled']
	])('of one person with the outcome %s is %s after the visit', async (outcome, state) => {
		const visit = await booked(db, g);
		const { version } = await confirm(desk, visit);
		const people = [{ id: visit.people[0], outcome, receiver: null, note: null }];
		const met = { key: randomUUID(), id: visit.id, version, people };
		expect(await ask(db, desk, 'booking_outcome', met)).toMatchObject({ state });
		const whole = await openEnded(db, desk, visit.id);
		expect(whole.visit.people[0].outcome).toBe(outcome);
	});

	test('never loses a visit to one missed call', async () => {
		const visit = await booked(db, g);
		expect(await refusal(cancel(visit, 'unreachable'))).toBe('too_few_calls');
		for (const days of [2, 1, 1])
			await db.sql`insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
				values (${visit.id}, now() - make_interval(days => ${days}), 'call', 'system', '{"outcome": "no_answer"}', true)`;
		expect(await cancel(visit, 'unreachable')).toMatchObject({ state: 'cancelled' });
	});

	test('who hears of a death keeps the others, whose visit becomes shorter', async () => {
		const visit = await booked(db, g, windows[0], ['Bà Minh Họa', 'Ông Minh Họa'], 40);
		const answer = await cancel(visit, 'person_died', [visit.people[0]!]);
		expect(answer.state).toBe('held');
		expect(await stopOf(visit.visit)).toMatchObject({ service: 25 });
		const last = await cancel({ id: visit.id, version: answer.version }, 'person_died');
		expect(last.state).toBe('cancelled');
		expect(await stopOf(visit.visit)).toBeUndefined();
	});
});
