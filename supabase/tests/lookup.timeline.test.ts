import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { opened, type Opened } from '../functions/_shared/contracts/lookup.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { booked, ground, hash, service } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
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

test('somebody who asked for a call says that none is needed any more, and the call-back ends', async () => {
	const lookup = home.aLookup();
	const asked = {
		name: 'Bà Minh Họa',
		phone: '+84900000101',
		area: home.unit,
		hamlet: g.hamlets[0],
		when: 'morning',
		about: null
	};
	await service(
		db,
		(tx) =>
			tx`select public.booking_call_back_write(${randomUUID()}, '{}', ${hash(lookup)}, ${tx.json(asked)}, array['cây đa', 'bến nước'], null)`
	);
	const seen = await open(lookup);
	expect(seen).toMatchObject({
		kind: 'call_back',
		state: 'to_call',
		call_when: 'morning',
		actions: ['cancel', 'ask_data']
	});
	expect(await say(lookup, seen.version, cancel())).toMatchObject({ state: 'cancelled' });
});

test('a long story comes in pages that fit the frame, newest first, and none of it is lost', async () => {
	const visit = await booked(db, g);
	for (let n = 0; n < 70; n++)
		await db.sql`select queue.note_event(${visit.id}, 'ask', 'system', null, ${db.sql.json({ n })}, ${'ệ'.repeat(n % 3 ? 20 : 900)}, true)`;
	const seen: unknown[] = [];
	let before: number | null = null;
	do {
		const page: Opened = await open(visit.lookup, before);
		expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(24_000);
		expect(page.timeline.length).toBeGreaterThan(0);
		seen.push(...page.timeline.map(({ code, data }) => (code === 'ask' ? data.n : code)));
		before = page.older;
	} while (before !== null);
	expect(seen).toEqual([...Array.from({ length: 70 }, (_, n) => 69 - n), 'received']);
});
