/** A plan that cannot be taken is refused whole, and nothing of it is written. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks } from './driving.ts';
import { booked, officer, otherUnit, refusal, windows } from './household.ts';
import { dayOf, planning, type Planning } from './planning.ts';

let db: TestDatabase;
let p: Planning;
beforeAll(async () => {
	db = await createDatabase();
	p = await planning(db);
});
afterAll(() => db?.drop());
beforeEach(() => db.sql`delete from booking.stops`);

describe('a plan is refused whole', () => {
	test('that was made before somebody else changed a day', async () => {
		await booked(db, p.g, windows[0]);
		const { days } = await p.carried();
		await booked(db, p.g, windows[2]);
		expect(await p.refuses(days)).toBe('stale');
	});

	test('that forgets a promise, changes its window or its length, or names it twice', async () => {
		await booked(db, p.g, windows[0]);
		const { days } = await p.carried();
		const [stop] = days[1]!.stops;
		for (const stops of [
			[],
			[{ ...stop!, from: 540, to: 660 }],
			[{ ...stop!, service: 5, finish: stop!.start + 5 }],
			[stop!, { ...stop!, start: 520, finish: 545 }]
		])
			expect(await p.refuses([days[0]!, { ...days[1]!, stops }])).toBe('broken_plan');
		expect(dayOf(await p.plan(), p.first).stops).toHaveLength(1);
	});

	test('in which a team is in two houses at once or flies between them', async () => {
		await booked(db, p.g, windows[0]);
		await booked(db, p.g, windows[0]);
		const { days } = await p.carried();
		const [a, b] = days[1]!.stops;
		for (const moved of [
			{ ...b!, start: a!.start + 1, finish: a!.start + 1 + b!.service },
			{ ...b!, travel: 0 }
		])
			expect(await p.refuses([days[0]!, { ...days[1]!, stops: [a!, moved] }])).toBe('broken_plan');
	});

	test('that fills a team past its places, or a day that is shut', async () => {
		await booked(db, p.g, windows[0]);
		await db.sql`update booking.team_days set places = 0 where id = ${p.second}`;
		expect(await p.refuses((await p.carried()).days)).toBe('pool_full');
		await db.sql`update booking.team_days set places = 8, closed = true where id = ${p.second}`;
		expect(await p.refuses((await p.carried()).days)).toBe('day_closed');
		await db.sql`update booking.team_days set closed = false where id = ${p.second}`;
	});

	test('that names a day or a visit of another unit', async () => {
		const visit = await booked(db, p.g, windows[0]);
		const stranger = await officer(db, ['lead'], otherUnit);
		const { days } = await p.carried();
		expect(await refusal(asks(db, stranger, 'rounds_accept', { days, placed: [] }))).toBe(
			'not_found'
		);
		expect(
			await refusal(
				asks(db, stranger, 'rounds_accept', {
					days,
					placed: [{ case: visit.id, version: visit.version }]
				})
			)
		).toBe('not_found');
		expect(
			await refusal(asks(db, stranger, 'rounds_pin', { subject: visit.visit, pinned: true }))
		).toBe('not_found');
	});

	test('that moves whom the team already stands before', async () => {
		const visit = await booked(db, p.g, windows[0]);
		await db.sql`insert into rounds.arrivals (team_day, subject, minute, officer) values (${p.first}, ${visit.visit}, 460, ${p.lead.sub})`;
		expect(await p.refuses((await p.carried()).days)).toBe('already_there');
	});
});
