/** Visits whose promises stand still: while the family mends, while it asks for time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { clocking, paper } from './clocking.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let k: ReturnType<typeof clocking>;
let desk: Person;
let far: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	k = clocking(db, q);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	far = await officerOf(db, '21451', ['desk']);
});
afterAll(() => db?.drop());

const mend = (hash: string, version: number, values: Record<string, string>) =>
	door<{ state: string; version: number; paused: unknown[] }>(db, 'service_role', 'lookup_say', {
		lookup_hash: hash,
		key: newKey(),
		version,
		say: { act: 'mend', values }
	});
const look = (hash: string) =>
	door<{
		version: number;
		returned: unknown;
		paused: { clock: string }[];
		timeline: { code: string; data: object }[];
	}>(db, 'service_role', 'lookup_open', { lookup_hash: hash, before: null });

describe('a visit that is given back', () => {
	test('answers the first reply, pauses the visit, and both sides see it; mended, it goes on with what was left', async () => {
		const { id, hash } = await visitOf(db, '21439');
		await k.age(id, '5 days');
		await q.giveBack(desk, { id }, 'Chưa rõ đường', ['landmark', 'phone']);
		const clocks = (await q.open(desk, id)).clocks;
		expect(clocks.find(({ clock }) => clock === 'first reply')?.stopped_at).not.toBeNull();
		expect(clocks.find(({ clock }) => clock === 'visit')).toMatchObject({
			paused_at: expect.any(String),
			reason: 'returned'
		});
		expect((await q.open(desk, id)).row).toMatchObject({ due_at: null, due_clock: null });
		const seen = await look(hash);
		expect(seen.paused).toMatchObject([{ clock: 'visit', measure: 'days' }]);
		expect(seen.timeline.find(({ code }) => code === 'clock_pause')?.data).toEqual({
			clocks: ['visit'],
			reason: 'returned'
		});
		// No officer lets it run on by hand: mending does.
		const { clock_steps, row } = await q.open(desk, id);
		expect(clock_steps.resumes).toEqual([]);
		expect(await problemOf(k.resume(desk, { id, version: row.version }, 'returned'))).toMatchObject(
			{ message: 'not_allowed' }
		);
		await k.age(id, '3 days');
		const back = await mend(hash, seen.version, { landmark: 'Sau chợ', phone: '+84900000124' });
		expect(back).toMatchObject({ state: 'waiting', paused: [] });
		const visit = await k.clock(desk, id, 'visit');
		const left = Date.parse(visit.due_at) - Date.now();
		expect(left / 86_400_000).toBeCloseTo(16, 2);
		expect((await q.open(desk, id)).row.due_clock).toBe('visit');
		expect((await q.open(desk, id)).events.map(({ code, by }) => [code, by]).slice(-2)).toEqual([
			['mend', 'citizen'],
			['clock_resume', 'system']
		]);
	});

	test('is late as it was, if it was late: nobody gains time by asking then', async () => {
		const { id } = await visitOf(db, '21439');
		await k.age(id, '30 days');
		await q.giveBack(desk, { id });
		expect(await k.clock(desk, id, 'visit')).toMatchObject({ paused_at: null });
		expect(await problemOf(k.pause(desk, { id, version: 2 }, 'family_asked'))).toMatchObject({
			code: 'PT409',
			message: 'clock_over'
		});
	});

	test('stops all clocks when it is cancelled, those that stood still as well', async () => {
		const { id } = await visitOf(db, '21439');
		await q.giveBack(desk, { id });
		await db.sql`select queue.move(${id}, null, 'cancelled', 'officer', 'cancel', ${desk.sub})`;
		expect(Object.values(await q.clocksOf(id))).not.toContain(true);
		expect(
			await db.sql`select 1 from queue.pauses where case_id = ${id} and to_at is null`
		).toHaveLength(0);
	});
});

describe('an officer', () => {
	test('pauses for the family with or without a document, lets it go on, and goes from one pause into the other', async () => {
		const { id, hash } = await visitOf(db, '21439');
		const { clock_steps } = await q.open(desk, id);
		expect(clock_steps.pauses).toMatchObject([
			{ reason: 'family_asked', clocks: ['visit'], document: false },
			{ reason: 'force_majeure', clocks: ['visit'], document: false }
		]);
		await k.pause(desk, { id, version: 1 }, 'family_asked', paper('7/CV-CAP', 'unit_head'));
		expect((await q.open(desk, id)).row.due_clock).toBe('first reply');
		// What the number of the document was is not the family's business.
		expect((await look(hash)).timeline[0]).toMatchObject({ code: 'clock_pause' });
		expect(JSON.stringify((await look(hash)).timeline)).not.toContain('7/CV-CAP');
		await q.giveBack(desk, { id, version: 2 });
		expect(await k.clock(desk, id, 'visit')).toMatchObject({ reason: 'family_asked' });
		await k.resume(desk, { id, version: 3 }, 'family_asked');
		expect(await k.clock(desk, id, 'visit')).toMatchObject({ reason: 'returned' });
	});

	test('says it once though they click twice, of the case as it stands, in their own unit', async () => {
		const { id } = await visitOf(db, '21439');
		const key = newKey();
		const said = await k.pause(desk, { id, version: 1, key }, 'family_asked');
		expect(await k.pause(desk, { id, version: 1, key }, 'family_asked')).toEqual(said);
		expect(await problemOf(k.pause(desk, { id, version: 1 }, 'family_asked'))).toMatchObject({
			message: 'stale'
		});
		expect(await problemOf(k.resume(far, { id, version: 2 }, 'family_asked'))).toMatchObject({
			message: 'not_found'
		});
		const field = await officerOf(db, '21439', ['field']);
		expect(await problemOf(k.resume(field, { id, version: 2 }, 'family_asked'))).toMatchObject({
			message: 'role_missing'
		});
		expect(await problemOf(k.pause(desk, { id, version: 2 }, 'family_asked'))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('pauses nothing of a call that was asked for: no rule names its clock', async () => {
		const { id } = await callBackOf(db, '21439');
		expect((await q.open(desk, id)).clock_steps).toMatchObject({ pauses: [], extensions: [] });
		expect(await problemOf(k.pause(desk, { id, version: 1 }, 'family_asked'))).toMatchObject({
			message: 'not_allowed'
		});
	});
});
