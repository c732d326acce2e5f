import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { opened, type Opened } from '../functions/_shared/contracts/lookup.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type * as home from './household.ts';
import { ask, booked, ground, hash, officer, refusal, service, windows } from './household.ts';

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

/** Opens by the lookup, as the edge does, and checks the answer against the contract. */
const open = async (lookup: string, before: number | null = null): Promise<Opened> => {
	const { o } = (
		await service(db, (tx) => tx`select public.lookup_open(${hash(lookup)}, ${before}) as o`)
	)[0]!;
	return opened.parse(o);
};
const say = async (lookup: string, version: number, what: object, key = randomUUID() as string) => {
	const { o } = (
		await service(
			db,
			(tx) =>
				tx`select public.lookup_say(${hash(lookup)}, ${key}, ${version}, ${tx.json(what as never)}) as o`
		)
	)[0]!;
	return opened.parse(o);
};
const cancel = (died: string[] = []) => ({
	act: 'cancel',
	reason: died.length ? 'person_died' : 'no_longer_needed',
	died,
	note: null
});

test('a resident sees state, window, words and people, and nothing that a finder of the slip could use', async () => {
	const visit = await booked(db, g);
	const seen = await open(visit.lookup);
	expect(seen).toMatchObject({
		kind: 'home_visit',
		state: 'held',
		words: ['cây đa', 'bến nước'],
		window: { day: g.day, from: 450, to: 570 },
		actions: ['reschedule', 'cancel', 'ask_data']
	});
	expect(seen.people.map(({ name }) => name)).toEqual(['Bà Minh Họa']);
	expect(JSON.stringify(seen)).not.toMatch(/84900|1945|old_age|Cạnh chợ/);
});

test('an unknown code opens nothing', async () => {
	const { o } = (
		await service(db, (tx) => tx`select public.lookup_open(${hash('unknown')}, null) as o`)
	)[0]!;
	expect(o).toBeNull();
});

test('a resident sees each call that was made, and no note that officers keep', async () => {
	const visit = await booked(db, g);
	await ask(db, desk, 'queue_call', {
		key: randomUUID(),
		id: visit.id,
		version: visit.version,
		outcome: 'no_answer',
		again_at: new Date(Date.now() + 3_600_000).toISOString(),
		note: 'Máy bận'
	});
	await ask(db, desk, 'queue_note', { key: randomUUID(), id: visit.id, body: 'Nói nhỏ' });
	const seen = await open(visit.lookup);
	expect(seen.timeline.map(({ code }) => code)).toEqual(['call', 'received']);
	expect(seen.timeline[0]!.data).toMatchObject({ outcome: 'no_answer' });
	expect(JSON.stringify(seen)).not.toMatch(/Máy bận|Nói nhỏ/);
	expect(seen.again_at).not.toBeNull();
});

describe('a resident who says', () => {
	test('that the visit is no longer needed frees the window at once', async () => {
		const visit = await booked(db, g);
		const seen = await say(visit.lookup, visit.version, cancel());
		expect(seen).toMatchObject({ state: 'cancelled', actions: ['ask_data'], window: null });
		expect(await db.sql`select 1 from booking.stops`).toEqual([]);
	});

	test('that one of two has died keeps the other, with the same window', async () => {
		const visit = await booked(db, g, windows[0], ['Bà Minh Họa', 'Ông Minh Họa'], 40);
		const seen = await say(visit.lookup, visit.version, cancel([visit.people[0]!]));
		expect(seen).toMatchObject({ state: 'held', window: { from: 450, to: 570 } });
		expect(seen.people.map(({ outcome }) => outcome)).toEqual(['died', null]);
	});

	test('the same thing twice with one key is heard once', async () => {
		const visit = await booked(db, g);
		const key = randomUUID();
		await say(visit.lookup, visit.version, cancel(), key);
		expect(await say(visit.lookup, visit.version, cancel(), key)).toMatchObject({
			state: 'cancelled'
		});
		expect(
			await refusal(say(visit.lookup, visit.version, { ...cancel(), reason: 'moved_away' }, key))
		).toBe('key_reused');
	});

	test('something about a page that is no longer true hears so', async () => {
		const visit = await booked(db, g);
		await db.sql`update queue.cases set version = version + 1 where id = ${visit.id}`;
		expect(await refusal(say(visit.lookup, visit.version, cancel()))).toBe('stale');
	});

	test('the answer to an officer’s question is heard, once', async () => {
		const visit = await booked(db, g);
		await ask(db, desk, 'queue_ask', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			body: 'Nhà ở gần đâu?'
		});
		const asked = await open(visit.lookup);
		expect(asked.actions).toContain('answer');
		const what = { act: 'answer', question: asked.question!.id, body: 'Cạnh đình làng' };
		const seen = await say(visit.lookup, asked.version, what);
		expect(seen.question).toBeNull();
		expect(seen.timeline[0]).toMatchObject({ code: 'answer', body: 'Cạnh đình làng' });
		expect(await refusal(say(visit.lookup, seen.version, what))).toBe('not_allowed');
	});
});
