/** What stands between somebody who rings and somebody else's visit. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal, service } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let other: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	other = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

describe('a change that somebody asks for by phone', () => {
	const call = (of: { id: string; version: number }, outcome: string, who = desk) =>
		ask(db, who, 'queue_call', {
			key: randomUUID(),
			id: of.id,
			version: of.version,
			outcome,
			again_at: null,
			note: null
		});
	const cancel = (of: { id: string; version: number }, asked: string, who = desk) =>
		ask(db, who, 'booking_cancel', {
			key: randomUUID(),
			id: of.id,
			version: of.version,
			reason: 'no_longer_needed',
			note: null,
			died: [],
			asked
		});

	test('waits for a call to the number on file that was answered to this officer', async () => {
		const visit = await booked(db, g);
		expect(await refusal(cancel(visit, 'phone'))).toBe('call_first');
		const wrong = await call(visit, 'wrong_number');
		expect(await refusal(cancel(wrong, 'phone'))).toBe('call_first');
		const answered = await call(wrong, 'answered');
		expect(await refusal(cancel(answered, 'phone', other))).toBe('call_first');
		expect(await cancel(answered, 'phone')).toMatchObject({ state: 'cancelled' });
		const [event] =
			await db.sql`select data from queue.events where case_id = ${visit.id} and code = 'cancel'`;
		expect(event!.data).toMatchObject({ asked: 'phone', reason: 'no_longer_needed' });
	});

	test('is not asked of who stands at the counter', async () => {
		const visit = await booked(db, g);
		expect(await cancel(visit, 'in_person')).toMatchObject({ state: 'cancelled' });
		expect(await refusal(cancel(await booked(db, g), 'by_letter'))).toBe('bad_format');
	});

	test('holds for another window as well', async () => {
		const visit = await booked(db, g);
		const moving = async (of: { version: number }) => {
			const { days } = await home.snapshot(db, visit.visit);
			const plan = home.plan(
				days.find(({ id }) => id === g.teamDay)!,
				visit.visit,
				home.windows[2]
			);
			return service(
				db,
				(
					tx
				) => tx`select public.booking_move_write(${randomUUID()}, '{}', 'booking_move', ${desk.sub!}, ${visit.id},
					${of.version}, 'hotline', ${tx.json(plan)}, 'phone') as a`
			);
		};
		expect(await refusal(moving(visit))).toBe('call_first');
		const answered = await call(visit, 'answered');
		const [row] = await moving(answered);
		expect(row!.a).toMatchObject({ state: 'held', window: { from: 810 } });
	});
});
