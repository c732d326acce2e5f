/** What comes late from the road, or a second time: on another day, with other words, by somebody who thinks better of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, written } from './driving.ts';
import { refusal, windows } from './household.ts';
import { now, road, type Morning, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
});
afterAll(() => db?.drop());

const attended = async (id: string) =>
	(await db.sql`select began, ended from booking.attendances where case_id = ${id}`)[0];
/** The morning as if it had been so many days ago; a team has one day a day. */
const ago = (m: Morning, days: number) =>
	db.sql`update booking.team_days set day = house.local_day(now()) - ${days}::int where id = ${m.teamDay}`;

describe('a phone that had no line for days', () => {
	test('still says what happened at a door, for as long as its keys are kept', async () => {
		const m = await r.set(windows[0]);
		await ago(m, 5);
		expect((await r.outcome(m, 0, ['captured', 'captured'])).state).toBe('captured');
		const older = await r.set(windows[0]);
		await ago(older, 6);
		expect(await refusal(r.outcome(older, 0, ['captured', 'captured']))).toBe('not_found');
	});

	test('gets no day to read that lies behind', async () => {
		const m = await r.set(windows[0]);
		await ago(m, 2);
		expect(await refusal(r.day(m.teamDay))).toBe('not_found');
	});

	test('gives nobody an hour of a day that is over, or of one that has not begun', async () => {
		const m = await r.set(windows[0]);
		const { version, stops } = await r.day(m.teamDay);
		const { subject, service, travel } = stops[0]!;
		const stop = { subject, service, travel, start: 600, finish: 600 + service, late: false };
		const agreed = { from: 600, to: 660 };
		const replan = () =>
			asks(db, r.driver, 'rounds_replan', {
				...{ team_day: m.teamDay, at: now(), version },
				stops: [{ ...stop, agreed }]
			});
		await ago(m, 1);
		expect(await refusal(replan())).toBe('too_late');
		await ago(m, -1);
		expect(await refusal(replan())).toBe('not_yet');
		await ago(m, 0);
		expect(await refusal(replan())).toBe('none');
	});
});

describe('an outcome that is said again', () => {
	test('hours later leaves the minutes of service as they were', async () => {
		const m = await r.set(windows[0]);
		await db.sql`insert into rounds.arrivals (team_day, subject, minute, officer) values (${m.teamDay}, ${m.visits[0]!.visit}, 5, ${r.driver.sub})`;
		const { version } = await r.outcome(m, 0, ['captured', 'captured'], { at: await at(10) });
		expect(await attended(m.visits[0]!.id)).toEqual({ began: 9, ended: 10 });
		const mended = await r.outcome(m, 0, ['captured', 'refused'], { version });
		expect(await attended(m.visits[0]!.id)).toEqual({ began: 9, ended: 10 });
		await r.outcome(m, 0, ['captured', 'refused'], { version: mended.version, began: 2 });
		expect(await attended(m.visits[0]!.id)).toEqual({ began: 2, ended: 10 });
	});

	test('for people who were not served after all is no service', async () => {
		const m = await r.set(windows[0]);
		const { version } = await r.outcome(m, 0, ['captured', 'captured'], {
			at: await at(10),
			began: 0
		});
		await r.outcome(m, 0, ['absent', 'absent'], { version });
		expect(await attended(m.visits[0]!.id)).toBeUndefined();
	});
});

/** A minute of today, which is over whenever the test runs but in the first ten minutes of a day. */
const at = async (minute: number) =>
	(
		await db.sql`select house.at(house.local_day(now()), ${minute}::int) as at`
	)[0]!.at.toISOString() as string;

describe('cards that were driven in vain', () => {
	test('are planned again for another day', async () => {
		const m = await r.set(windows[0]);
		const [visit] = m.visits;
		await r.outcome(m, 0, ['captured', 'refused']);
		await db.sql`update booking.people set card_ready_at = now() where visit_id = ${visit!.visit} and outcome = 'captured'`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${visit!.id}`;
		const driven = await r.set(windows[0]);
		await db.sql`
			insert into booking.stops (team_day, position, kind, subject, channel, window_from, window_to, service, travel, start, finish, busy)
			values (${driven.teamDay}, 9, 'card', ${visit!.visit}, 'ward', 450, 1020, 5, 10, 900, 905, 'empty')`;
		await ago(m, 3);
		await ago(driven, 1);
		const seen = await asks(db, r.lead, 'rounds_plan', { from_day: r.g.day, to_day: r.g.day });
		const card = seen.cards.find(({ subject }) => subject === visit!.visit)!;
		const day = seen.days.find(({ id }) => id === r.g.teamDay)!;
		const [first] = day.shifts;
		const start = first!.from + 60;
		const stop = {
			...{ subject: card.subject, kind: 'card' as const, from: 450, to: 1020 },
			...{ service: card.service, travel: 30, start, finish: start + card.service }
		};
		const { days } = await asks(db, r.lead, 'rounds_accept', {
			days: [{ team_day: day.id, version: day.version, stops: [...written(day), stop] }],
			placed: []
		});
		expect(days).toHaveLength(1);
	});
});
