/** What the next tip costs follows what came in, counted by the hour: no table knows more of when. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const load = async () => {
	const [row] = await db.as({ role: 'service_role' }, (tx) => tx`select public.tips_load() as n`);
	return row!.n as number;
};
const shown = (count: number, hours: number) => db.sql`
	insert into tips.quotas (nonce, lookup_hash, at)
	select gen_random_uuid()::text, decode(repeat('ab', 32), 'hex'), date_trunc('hour', now()) - make_interval(hours => ${hours})
	from generate_series(1, ${count})`;

test('a quiet day costs nothing more, and what came hours ago is forgotten', async () => {
	expect(await load()).toBe(0);
	await shown(5000, 2);
	expect(await load()).toBe(0);
});

test('a rush is felt in its own hour and in the one after it', async () => {
	await shown(600, 1);
	expect(await load()).toBe(100);
	await shown(6000, 0);
	expect(await load()).toBeGreaterThanOrEqual(1000);
});
