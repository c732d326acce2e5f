/** What is left for whoever holds a code, when the data behind it has changed hands, changed codes or gone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { opened } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/queue.ts';
import { gate } from '../local/gate.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import {
	ask,
	aLookup,
	booked,
	ground,
	hash,
	officer,
	openEnded,
	refusal,
	service
} from './household.ts';

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

const open = async (lookup: string) => {
	const [row] = await service(
		db,
		(tx) => tx`select public.lookup_open(${hash(lookup)}, null) as a`
	);
	return row!.a;
};
const say = async (lookup: string, version: number, said: object, key = randomUUID() as string) => {
	const [row] = await service(
		db,
		(tx) =>
			tx`select public.lookup_say(${hash(lookup)}, ${key}, ${version}, ${tx.json(said as never)}) as a`
	);
	return row!.a;
};
const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: 'Bà Minh Họa đã khỏe' };

test('a code that was replaced opens nothing, says nothing and repeats no answer', async () => {
	const visit = await booked(db, g);
	const key = randomUUID();
	const question = { key: randomUUID(), id: visit.id, version: 1, body: 'Nhà số mấy?' };
	await ask(db, desk, 'queue_ask', question);
	const { question: asked } = await open(visit.lookup);
	const answer = { act: 'answer', question: asked.id, body: 'Số 5' };
	await say(visit.lookup, 2, answer, key);
	const call = { key: randomUUID(), id: visit.id, version: 3, again_at: null, note: null };
	await ask(db, desk, 'queue_call', { ...call, outcome: 'answered' });
	const fresh = aLookup();
	const checked = { checked_name: true, checked_hamlet: true, lookup_hash: hash(fresh) };
	await ask(db, desk, 'queue_replace_code', {
		key: randomUUID(),
		id: visit.id,
		version: 4,
		...checked
	});
	expect(await open(visit.lookup)).toBeNull();
	expect(await say(visit.lookup, 2, answer, key)).toBeNull();
	expect(await say(visit.lookup, 5, cancel)).toBeNull();
	const [row] = await service(
		db,
		(tx) => tx`select public.booking_by_lookup(${hash(visit.lookup)}) as a`
	);
	expect(row!.a).toBeNull();
	expect(await refusal(say(fresh, 5, cancel, key))).toBe('key_reused');
	expect(opened.parse(await open(fresh))).toMatchObject({ state: 'held', version: 5 });
});

test('after erasure page and queue still open the case, without a word that somebody said', async () => {
	const visit = await booked(db, g);
	await ask(db, desk, 'queue_ask', {
		key: randomUUID(),
		id: visit.id,
		version: 1,
		body: 'Bà Minh Họa có ngồi được không?'
	});
	await say(visit.lookup, 2, cancel);
	await db.sql`update queue.cases set ended_at = now() - interval '91 days' where id = ${visit.id}`;
	await service(db, (tx) => tx`select public.booking_erase_due()`);
	const page = opened.parse(await open(visit.lookup));
	const whole = doors.queue_case.answer.parse(await openEnded(db, desk, visit.id));
	for (const read of [page, whole])
		expect(JSON.stringify(read)).not.toMatch(/Bà Minh|Cháu Minh|khỏe|ngồi|84900|Cạnh chợ/);
	const [held] = await db.sql`
		select string_agg(e.data::text, ' ') as events, (select string_agg(k.answer::text, ' ') from queue.commands k) as answers
		from queue.events e where e.case_id = ${visit.id}`;
	expect(`${held!.events} ${held!.answers}`).not.toMatch(/Minh|khỏe|ngồi|84900|chợ/);
});

test('a door is known by its name, however its letters are written', async () => {
	const headers = { 'content-type': 'application/json' };
	const sent = (name: string) =>
		gate(
			new Request(`http://door.test/rest/v1/rpc/${name}`, {
				method: 'POST',
				headers,
				body: '{"a":1}'
			})
		);
	for (const name of ['unit_public', 'unit%5Fpublic', '%75nit%5fpublic'])
		expect(await sent(name), name).toMatchObject({ status: 422 });
	expect(await sent('unit%E0%A4%A')).toBeInstanceOf(Request);
});

test('each of several who send the same form under one key gets one visit and one answer', async () => {
	const held = await home.hold(db, g, home.windows[0]);
	const [key, lookup] = [randomUUID(), aLookup()];
	const of = home.form(g.hamlets[0]!);
	const all = await Promise.all(
		[1, 2, 3].map(() => home.submit(db, held.hold, { of, key, lookup }))
	);
	expect(new Set(all.map(({ reference }) => reference)).size).toBe(1);
	expect(await refusal(home.submit(db, held.hold, { of, lookup: aLookup() }))).toBe('not_allowed');
});
