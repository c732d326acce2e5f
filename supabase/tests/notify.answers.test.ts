/** What becomes of those who are to be told: gone, not reached, told, or nobody knows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { doors } from '../functions/_shared/contracts/notify.ts';
import { followsOf, unit, type Following, type Push } from './following.ts';
import { ask, refused } from './ledger-asking.ts';
import { officerOf, one, type Person } from './people.ts';

let db: TestDatabase;
let f: Following;

beforeAll(async () => {
	db = await createDatabase();
	f = await followsOf(db);
});
afterAll(() => db?.drop());

/** What is still to be told of a post, as worker after worker takes it. */
async function toldOf(post: string, at?: Date): Promise<Push[]> {
	const { pushes } = await f.take(at, 1000);
	return pushes.filter((push) => push.post === post);
}
const endpoints = (pushes: Push[]) =>
	pushes.map(({ subscription }) => subscription.endpoint).sort();
const left = async (post: string) =>
	one(await db.sql`select count(*)::int as n from notify.pushes where post = ${post}`).n as number;

const fresh = async (count = 1) => {
	const subs = [];
	for (let n = 0; n < count; n++) subs.push((await f.follow()).sub);
	const post = await f.post();
	const pushes = await toldOf(post);
	return { post, subs, pushes };
};

test('a browser that is gone is not followed up, and nothing is left of it', async () => {
	const { post, subs, pushes } = await fresh();
	const gone = pushes.filter((p) => p.subscription.endpoint === subs[0]!.endpoint);
	await f.finish(gone, 'gone');
	expect(await f.read(subs[0]!)).toBeNull();
	expect(await f.counted(post)).toMatchObject({ gone: 1 });
	await f.finish(pushes, 'sent');
	expect(await left(post)).toBe(0);
});

test('whoever stops following meanwhile is not told, and the worker’s word comes too late', async () => {
	const { post, subs, pushes } = await fresh();
	await f.stop(subs[0]!);
	await f.finish(pushes, 'retry');
	const again = endpoints(await toldOf(post, f.later(300)));
	expect(again).not.toContain(subs[0]!.endpoint);
	expect(again).toHaveLength(pushes.length - 1);
});

test('what was not taken is tried again, later each time, and not for ever', async () => {
	const { post, pushes } = await fresh();
	await f.finish(pushes, 'retry');
	expect(await toldOf(post)).toEqual([]);
	let [again, tries] = [await toldOf(post, f.later(5)), 2];
	for (; again.length > 0; tries++) {
		await f.finish(again, 'retry');
		await db.sql`update notify.pushes set next_try_at = ${f.noon} where post = ${post}`;
		again = await toldOf(post, f.later(5));
	}
	expect(tries - 1).toBe(8);
	expect(await f.counted(post)).toMatchObject({ failed: pushes.length, sent: 0 });
});

test('what a service asks to wait for is waited for', async () => {
	const { post, pushes } = await fresh();
	await f.finish(pushes, 'retry', f.noon, 3600);
	expect(await toldOf(post, f.later(59))).toEqual([]);
	expect(await toldOf(post, f.later(75))).toHaveLength(pushes.length);
});

test('whose worker ended before it said so is not told again: nobody is told twice', async () => {
	const { post, pushes } = await fresh();
	expect(await toldOf(post, f.later(2))).toEqual([]);
	expect(await f.counted(post)).toMatchObject({ unsure: pushes.length });
	// The worker was only slow: its word finds nothing, and counts nothing.
	await f.finish(pushes, 'sent');
	expect(await f.counted(post)).toMatchObject({ sent: 0, unsure: pushes.length });
});

test('another worker’s claim is nobody’s to finish', async () => {
	const { post, pushes } = await fresh();
	await f.finish(
		pushes.map((p) => ({ ...p, claim: p.follow })),
		'sent'
	);
	expect(await left(post)).toBe(pushes.length);
});

test('a post whose two days are over is told to nobody more', async () => {
	const { post, pushes } = await fresh();
	await f.finish(pushes, 'retry');
	expect(await toldOf(post, f.later(3 * 24 * 60))).toEqual([]);
	expect(await f.counted(post)).toMatchObject({ late: pushes.length });
});

test('several workers that finish one post at once lose no count', async () => {
	const { post, pushes } = await fresh(6);
	const thirds = [0, 1, 2].map((third) => pushes.filter((_, at) => at % 3 === third));
	await Promise.all([
		f.finish(thirds[0]!, 'sent'),
		f.finish(thirds[1]!, 'gone'),
		f.finish(thirds[2]!, 'unsure'),
		f.finish(thirds[0]!, 'sent')
	]);
	const { sent, gone, unsure, meant } = await f.counted(post);
	expect([sent, gone, unsure]).toEqual(thirds.map(({ length }) => length));
	expect(sent + gone + unsure).toBe(meant);
});

test('editors and leads of the unit see how many were told of a post, never who, and no number under five', async () => {
	const count = await db.sql`select count(*)::int as n from notify.follows where unit = ${unit}`;
	const { post, pushes } = await fresh(Math.max(0, 22 - (count[0]!.n as number)));
	const of = (who: Person, id: string) => ask({ db }, who, 'notify_told_post', { post: id });
	const [editor, desk] = [
		await officerOf(db, unit, ['editor']),
		await officerOf(db, unit, ['desk'])
	];
	await f.finish(pushes.slice(0, 12), 'sent');
	await f.finish(pushes.slice(12, 14), 'gone');
	const told = doors.notify_told_post.answer.parse(await of(editor, post));
	expect(told).toMatchObject({ meant: pushes.length, sent: 12, waiting: pushes.length - 14 });
	expect([told!.gone, told!.failed, told!.unsure, told!.late]).toEqual([null, null, null, null]);
	expect(await refused(of(desk, post))).toBe('role_missing');
	const stranger = await officerOf(db, '21451', ['editor']);
	expect(await refused(of(stranger, post))).toBe('not_found');
	const quiet = await f.post({ ago: '3 days' });
	expect(await of(editor, quiet)).toBeNull();
});
