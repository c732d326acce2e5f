/** Two bookings of one house of which one goes on: what was to be told is told once, and of the one that ended nothing is. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { windows } from './household.ts';
import { merging, type Merging } from './merging.ts';
import { outbox } from './telling.ts';

let db: TestDatabase;
let m: Merging;
let t: ReturnType<typeof outbox>;
beforeAll(async () => {
	db = await createDatabase();
	m = await merging(db);
	t = outbox(db);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	// What earlier tests left would be taken, too.
	await db.sql`update notify.outbox set state = 'cancelled', to_address = null, claim = null, claimed_until = null, ended_at = now() where state in ('pending', 'claimed')`;
	await m.clear();
	await t.ways(['sms']);
});

async function confirmed() {
	const pair = await m.pair();
	for (const one of pair) await m.confirm(one);
	return pair;
}
const taken = async () => {
	const { messages } = await t.take('sms');
	await t.finish(messages, { outcome: 'sent' });
	return messages.map(({ id }) => id);
};

test('that keeps its window is told once what it was to be told, and the other booking tells nothing', async () => {
	const [kept, other] = await confirmed();
	await m.merge(kept, other);
	expect(await t.told(kept)).toEqual(['confirmed sms pending']);
	expect(await t.told(other)).toEqual(['confirmed sms cancelled']);
	const [waits] = await t.rows(kept);
	expect(await taken()).toEqual([waits!.id]);
	expect(await taken()).toEqual([]);
	expect(await t.told(kept)).toEqual(['confirmed sms sent']);
});

test('that takes the window of the other booking hears that one, once, and not the one it gave back', async () => {
	const [kept, other] = await confirmed();
	await m.merge(kept, other, { stands: 'other' });
	expect(await t.told(kept)).toEqual(['confirmed sms cancelled', 'changed sms pending']);
	const changed = (await t.rows(kept)).at(-1)!;
	expect(changed.data).toMatchObject({ from: windows[2][0], to: windows[2][1] });
	expect(await t.told(other)).toEqual(['confirmed sms cancelled']);
	expect(await taken()).toEqual([changed.id]);
	expect(await taken()).toEqual([]);
});

test('that was not promised anything yet hears its window when it is confirmed, and not before', async () => {
	const [kept, other] = await m.pair();
	await m.merge(kept, other, { stands: 'other' });
	expect(await t.told(kept)).toEqual([]);
	await m.confirm(kept);
	expect(await t.told(kept)).toEqual(['confirmed sms pending']);
	expect((await t.rows(kept))[0]!.data).toMatchObject({ from: windows[2][0] });
});

test('whose message a worker holds when the bookings become one is not told of the one that ended', async () => {
	const [kept, other] = await confirmed();
	const { messages } = await t.take('sms');
	await m.merge(kept, other);
	await t.finish(messages, { outcome: 'retry' });
	expect(await t.told(other)).toEqual(['confirmed sms cancelled']);
	expect(await t.told(kept)).toEqual(['confirmed sms pending']);
});

/** The newest link of a case, undone. */
async function undo(kept: Parameters<typeof m.undo>[0], waitlist = false) {
	const [link] =
		await db.sql`select id from queue.links where kept = ${kept.id} order by at desc limit 1`;
	await m.undo(kept, link!.id, waitlist);
}

test('that are taken apart again each hear once which window stands', async () => {
	const [kept, other] = await confirmed();
	await taken();
	await m.merge(kept, other, { stands: 'other' });
	await undo(kept);
	// The window in between was never sent, and is not any more.
	expect(await t.told(kept)).toEqual([
		'confirmed sms sent',
		'changed sms cancelled',
		'changed sms pending'
	]);
	expect(await t.told(other)).toEqual(['confirmed sms sent', 'changed sms pending']);
	const stand = [(await t.rows(kept)).at(-1)!, (await t.rows(other)).at(-1)!];
	expect(stand.map(({ data }) => data)).toMatchObject([
		{ from: windows[0][0], to: windows[0][1] },
		{ from: windows[2][0], to: windows[2][1] }
	]);
	expect((await taken()).sort()).toEqual(stand.map(({ id }) => id).sort());
	expect(await taken()).toEqual([]);
});

test('that are taken apart tell nothing to the one whose window stood all along', async () => {
	const [kept, other] = await confirmed();
	await taken();
	await m.merge(kept, other);
	await undo(kept);
	expect(await t.told(kept)).toEqual(['confirmed sms sent']);
	expect(await t.told(other)).toEqual(['confirmed sms sent', 'changed sms pending']);
	expect((await t.rows(other)).at(-1)!.data).toMatchObject({ from: windows[2][0] });
});

test('of which one finds its place gone when they are taken apart promises it nothing', async () => {
	const [kept, other] = await confirmed();
	await taken();
	await m.merge(kept, other);
	await m.somebodyAt(windows[2]);
	await undo(kept, true);
	expect(await t.told(other)).toEqual(['confirmed sms sent']);
});
