/** A visit to a family rides along in a team's round: the plan knows its place, its day and how long it takes, and no more. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks } from './driving.ts';
import { own } from './helping.ts';
import { ask, booked, unit, windows } from './household.ts';
import { newKey, problemOf } from './people.ts';
import { dayOf } from './planning.ts';
import { leg, riding, type Riding } from './riding.ts';

let db: TestDatabase;
let r: Riding;
beforeAll(async () => {
	db = await createDatabase();
	r = await riding(db);
});
afterAll(() => db?.drop());
beforeEach(() => r.clear());

describe('a visit that is to ride along', () => {
	test('waits in the plan of its day with its place, and nobody there hears who it is', async () => {
		const of = await r.wished();
		const seen = await r.p.plan();
		expect(seen.errands).toMatchObject([
			{ day: r.p.g.day, place: `hamlet:${r.p.g.hamlets[0]}`, service: 30 }
		]);
		expect(JSON.stringify(seen)).not.toMatch(/Võ Thị Lành|900000201|agent_orange|HT-/);
		expect((await r.planned(of)).rides).toMatchObject({ minutes: 30, team_name: null });
	});

	test('is laid behind a promise, which stays as it is, and the family’s officer sees which team comes', async () => {
		const visit = await booked(db, r.p.g, windows[0]);
		const of = await r.wished();
		const subject = await r.laid();
		const day = dayOf(await r.p.plan(), r.p.first);
		expect(day.stops.map(({ kind }) => kind)).toEqual(['visit', 'support']);
		expect(day.stops[0]).toMatchObject({ case: visit.id, from: 450, to: 570 });
		expect(day.stops[1]).toMatchObject({ subject, case: null, name: null, reference: null });
		expect((await r.p.plan()).errands).toEqual([]);
		expect((await r.planned(of)).rides).toMatchObject({ team_name: 'Tổ thử', start: 600 });
		// Residents book around it.
		await booked(db, r.p.g, windows[2]);
		expect(dayOf(await r.p.plan(), r.p.first).stops).toHaveLength(3);
	});

	test('goes to another team or back beside the plan, unless a lead keeps it where it is', async () => {
		await r.wished();
		const subject = await r.laid();
		await asks(db, r.p.lead, 'rounds_pin', { subject, pinned: true });
		expect(await r.p.refuses((await r.p.carried()).days)).toBe('broken_plan');
		await asks(db, r.p.lead, 'rounds_pin', { subject, pinned: false });
		await r.p.accept((await r.p.carried()).days);
		const day = dayOf(await r.p.plan(), r.p.second);
		expect(day.stops).toMatchObject([{ subject }]);
		await r.p.accept([{ team_day: r.p.second, version: day.version, stops: [] }]);
		expect((await r.p.plan()).errands).toMatchObject([{ subject }]);
	});

	test('is laid on no other day, for no other time, not twice, and not by another unit', async () => {
		await r.wished();
		const { errands, ...seen } = await r.p.plan();
		const { version } = dayOf(seen as never, r.p.first);
		const subject = errands[0]!.subject;
		const refuses = (stop: ReturnType<typeof leg>) =>
			r.p.refuses([{ team_day: r.p.first, version, stops: [stop] }]);
		expect(await refuses({ ...leg(subject), service: 10, finish: 610 })).toBe('broken_plan');
		expect(await refuses({ ...leg(subject), from: 540, to: 660 })).toBe('broken_plan');
		expect(await refuses(leg(r.p.g.team))).toBe('stale');
		await db.sql`update booking.errands set day = day + 1`;
		expect(await refuses(leg(subject))).toBe('stale');
		await db.sql`update booking.errands set day = day - 1, unit = '99902'`;
		expect(await refuses(leg(subject))).toBe('stale');
	});

	test('to another day or to none leaves the round, and the promises of the day stay', async () => {
		await booked(db, r.p.g, windows[0]);
		const of = await r.wished();
		await r.laid();
		const before = dayOf(await r.p.plan(), r.p.first);
		await r.h.day(r.helper, of, r.p.g.day);
		const after = dayOf(await r.p.plan(), r.p.first);
		expect(after.stops.map(({ kind }) => kind)).toEqual(['visit']);
		expect(after.version).toBeGreaterThan(before.version);
		expect((await r.planned(of)).rides).toBeNull();
		// Wished again, then the family needs it no more.
		await r.h.day(r.helper, of, r.p.g.day, 20);
		await r.h.end(r.helper, of, 'no_longer_needed');
		expect((await r.p.plan()).errands).toEqual([]);
		expect(await db.sql`select 1 from booking.errands`).toHaveLength(0);
	});

	test('keeps its place in the round when the decision keeps its day', async () => {
		const of = await r.h.ask({ ...own, area: unit });
		await r.h.visit(r.helper, of, { next_day: r.p.g.day });
		await r.h.day(r.helper, of, r.p.g.day, 30);
		await r.laid();
		await r.h.decide(r.helper, of, 'granted', r.p.g.day);
		expect((await r.planned(of)).rides).toMatchObject({ team_name: 'Tổ thử' });
	});

	test('of a postponed day waits for another team', async () => {
		await r.wished();
		await r.laid();
		await ask(db, r.p.lead, 'booking_postpone', {
			key: newKey(),
			from_day: r.p.g.day,
			to_day: r.p.g.day,
			team: r.p.g.team,
			area: null,
			reason: 'kit_broken',
			note: null
		});
		expect((await r.p.plan()).errands).toHaveLength(1);
		await db.sql`delete from booking.postponed`;
		await db.sql`delete from booking.postponements`;
	});

	test('for so long that no team could, or for a minute, is refused', async () => {
		const of = await r.h.ask({ ...own, area: unit });
		for (const minutes of [1, 500])
			expect(await problemOf(r.h.day(r.helper, of, r.p.g.day, minutes))).toMatchObject({
				detail: 'minutes'
			});
	});
});
