/** The evening before a visit: who is asked, who is called, and who writes it down. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors as paper } from '../functions/_shared/contracts/booking-paper.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { all, evenings, type Evenings } from './evenings.ts';
import { ask, refusal, unit } from './household.ts';

let db: TestDatabase;
let e: Evenings;
beforeAll(async () => {
	db = await createDatabase();
	e = await evenings(db);
});
afterAll(() => db?.drop());

describe('a family on the day before', () => {
	test('is asked, answers, thinks again, and the desk and the run sheet see the newest answer', async () => {
		const visit = await e.visitIn(1);
		const before = await e.open(visit);
		expect(before.actions).toContain('readiness');
		expect(before.readiness).toMatchObject({ answers: null });
		const after = await e.say(visit, { ...all, power: 'unsure' });
		expect(after.readiness?.answers).toEqual({ ...all, power: 'unsure' });
		expect(after.timeline[0]).toMatchObject({ code: 'readiness', data: {}, body: null });
		await e.say(visit, all);
		expect((await e.whole(visit)).readiness).toMatchObject({ answers: all, by: 'citizen' });
		const sheet = paper.booking_sheet.answer.parse(
			await ask(db, e.field, 'booking_sheet', { team_day: visit.day })
		);
		expect(sheet.rows[0]!.readiness).toEqual(all);
	});

	test('who presses twice says it once', async () => {
		const visit = await e.visitIn(1);
		const key = randomUUID();
		const { version } = visit;
		await e.say(visit, all, key);
		visit.version = version;
		await e.say(visit, all, key);
		const [row] = await db.sql`
			select count(*)::int as n from queue.events where case_id = ${visit.id} and code = 'readiness'`;
		expect(row!.n).toBe(1);
	});

	test('must answer all four with words that are known', async () => {
		const visit = await e.visitIn(1);
		expect(await refusal(e.say(visit, { ...all, home: undefined }))).toBe('required');
		expect(await refusal(e.say(visit, { ...all, home: 'maybe' }))).toBe('bad_format');
		expect(await refusal(e.say(visit, { ...all, water: 'yes' }))).toBe('unknown_field');
		expect((await e.open(visit)).readiness?.answers).toBeNull();
	});

	test('is not asked two days before, on the day itself, or before the visit is confirmed', async () => {
		for (const visit of [
			await e.visitIn(2),
			await e.visitIn(0),
			await e.visitIn(1, { confirmed: false })
		]) {
			expect((await e.open(visit)).actions).not.toContain('readiness');
			expect((await e.open(visit)).readiness).toBeNull();
			expect(await refusal(e.say(visit, all))).toBe('not_allowed');
		}
	});

	test('is asked from the hour of the unit until midnight', async () => {
		const visit = await e.visitIn(1);
		await e.hours(15, 16, 18);
		const [row] = await db.sql`
			select array_agg(booking.asks_readiness(${unit}, d.day, house.at(d.day - 1, m)) order by m) as a
			from booking.team_days d, unnest(array[899, 900, 1439, 1440]) m where d.id = ${visit.day}`;
		await e.hours(0, 0, 0);
		expect(row!.a).toEqual([false, true, true, false]);
	});

	test('who moves to another day is asked anew', async () => {
		const visit = await e.visitIn(1);
		await e.say(visit, all);
		await e.putOn(visit.day, 2);
		expect((await e.whole(visit)).readiness).toBeNull();
		expect((await e.open(visit)).readiness).toBeNull();
	});
});

describe('the call list', () => {
	test('has who did not answer, and not who has everything ready', async () => {
		const visit = await e.visitIn(1);
		expect((await e.toCall(visit))?.flag).toEqual({ code: 'no_readiness', days: 1 });
		await e.say(visit, all);
		expect(await e.toCall(visit)).toBeNull();
	});

	test('has nobody who may still answer before the hour of the unit', async () => {
		const visit = await e.visitIn(1);
		await e.hours(15, 16, 18);
		const near = await db.sql`
			select n.reason from unnest(array[959, 960]) m,
				booking.nearing(array[${visit.id}::uuid], house.at(house.local_day(now()), m)) n
			order by m`;
		await e.hours(0, 0, 0);
		expect(near.map(({ reason }) => reason)).toEqual([null, 'no_readiness']);
	});

	test('has a family that lacks something at once, until an officer has spoken with them', async () => {
		const visit = await e.visitIn(1);
		await e.hours(0, 23, 23);
		await e.say(visit, { ...all, papers: 'not_yet' });
		await e.hours(0, 0, 0);
		expect((await e.toCall(visit))?.flag).toEqual({ code: 'not_ready', days: 1 });
		expect((await e.whole(visit)).actions.slice(0, 2)).toEqual(['call', 'readiness']);
		await e.write(visit, { ...all, papers: 'unsure' });
		expect(await e.toCall(visit)).toBeNull();
		expect((await e.whole(visit)).readiness).toMatchObject({
			answers: { ...all, papers: 'unsure' },
			by: 'officer',
			officer: { id: e.desk.sub }
		});
	});

	test('is the desk’s: the team has its sheet, another unit has nothing', async () => {
		const visit = await e.visitIn(1);
		expect(await e.toCall(visit)).not.toBeNull();
		for (const who of [e.field, e.editor, e.stranger])
			expect(await e.toCall(visit, who)).toBeNull();
	});

	test('lets a call that nobody took wait until it is tried again', async () => {
		const visit = await e.visitIn(1);
		const again_at = new Date(Date.now() + 3_600_000).toISOString();
		const call = { outcome: 'no_answer', again_at, note: null };
		await ask(db, e.desk, 'queue_call', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			...call
		});
		expect(await e.toCall(visit)).toBeNull();
		await db.sql`update queue.cases set again_at = now() where id = ${visit.id}`;
		expect(await e.toCall(visit)).not.toBeNull();
	});
});

describe('an officer on the phone', () => {
	test('writes the answers once for one key', async () => {
		const visit = await e.visitIn(1);
		const key = randomUUID();
		const done = await e.write(visit, all, e.desk, key);
		expect(await e.write(visit, all, e.desk, key)).toEqual(done);
		expect(await refusal(e.write(visit, { ...all, home: 'not_yet' }, e.desk, key))).toBe(
			'key_reused'
		);
		expect(await refusal(e.write(visit, all))).toBe('stale');
	});

	test('is of the desk of this unit, and may not do it early', async () => {
		const visit = await e.visitIn(1);
		expect(await refusal(e.write(visit, all, e.field))).toBe('role_missing');
		expect(await refusal(e.write(visit, all, e.editor))).toBe('role_missing');
		expect(await refusal(e.write(visit, all, e.stranger))).toBe('not_found');
		const early = await e.visitIn(2);
		expect(await refusal(e.write(early, all))).toBe('not_allowed');
		expect((await e.whole(early)).actions).not.toContain('readiness');
		const today = await e.visitIn(0);
		expect((await e.whole(today)).actions).toContain('readiness');
		await e.write(today, all);
	});
});

test('what was said of the house goes with the sensitive data', async () => {
	const visit = await e.visitIn(1);
	await e.say(visit, { ...all, home: 'not_yet' });
	await db.sql`select booking.erase_sensitive(${visit.id}::uuid)`;
	expect(await db.sql`select 1 from booking.readiness where case_id = ${visit.id}`).toHaveLength(0);
});
