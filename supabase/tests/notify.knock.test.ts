/** The minute's job: it asks the edge to send, and where nobody can be asked while somebody waits it fails, so that cron's record shows it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { followsOf } from './following.ts';
import { refusal } from './household.ts';
import { telling, type Telling } from './telling.ts';

let db: TestDatabase;
let t: Telling;
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
});
afterAll(() => db?.drop());

const knock = async () => (await db.sql`select notify.knock() as a`)[0]!.a as boolean;

test('without a way to ask is quiet while nobody waits, also for a call that the desk has to make, and fails where a message does', async () => {
	await t.ways([]);
	expect(await knock()).toBe(false);
	const visit = await t.visitIn(2);
	await t.happened(visit, 'move');
	expect(await t.told(visit)).toEqual(['changed call pending']);
	expect(await knock()).toBe(false);
	await t.ways(['sms']);
	await t.visitIn(2);
	expect(await refusal(knock())).toContain('messages wait to be sent');
});

test('asks the edge every minute with the secret of the timer, also when nothing is due, and only where Vault has both names', async () => {
	await db.sql`create schema net`;
	await db.sql`create table net.sent (url text, headers jsonb, body jsonb, wait int)`;
	await db.sql.unsafe(`
		create function net.http_post(url text, headers jsonb, body jsonb, timeout_milliseconds int) returns bigint language sql as
		'insert into net.sent values ($1, $2, $3, $4); select 1::bigint'`);
	await db.sql`create schema vault`;
	await db.sql`create table vault.decrypted_secrets (name text, decrypted_secret text)`;
	const remember = (name: string, value: string) =>
		db.sql`insert into vault.decrypted_secrets values (${name}, ${value})`;
	await remember('gan_dan_functions', 'https://example.invalid/functions/v1');
	expect(await refusal(knock())).toContain('a name in it');
	await remember('gan_dan_jobs_secret', 'one-secret');
	expect(await knock()).toBe(true);
	await db.sql`update notify.outbox set state = 'cancelled', to_address = null, ended_at = now() where state = 'pending'`;
	expect(await knock()).toBe(true);
	const asked = {
		url: 'https://example.invalid/functions/v1/notify',
		headers: { authorization: 'Bearer one-secret' },
		body: {},
		wait: 60_000
	};
	expect([...(await db.sql`select * from net.sent`)]).toEqual([asked, asked]);
});

test('asks once for each 500 browsers that follow the news, and once where a post was not told of yet', async () => {
	const f = await followsOf(db);
	const knocked = async () => {
		await db.sql`delete from net.sent`;
		await db.sql`select notify.knock_for_followers()`;
		return (await db.sql`select url from net.sent`).map(({ url }) => url as string);
	};
	const there = 'https://example.invalid/functions/v1/follow';
	expect(await knocked()).toEqual([]);
	await f.follow({ categories: ['warnings'] });
	await db.sql`
		insert into notify.follows (endpoint, p256dh, auth, unit, categories, areas, lang)
		select f.endpoint || n, f.p256dh, f.auth, f.unit, f.categories, f.areas, f.lang
		from notify.follows f, generate_series(1, 1000) n`;
	await f.post();
	expect(await knocked()).toEqual([there]);
	await db.sql`select notify.tell_posts()`;
	await db.sql`update notify.pushes set next_try_at = now()`;
	expect(await knocked()).toEqual([there, there, there]);
	// Those that a call tells just now are asked for by nobody else.
	await db.sql`update notify.pushes set claim = gen_random_uuid(), claimed_until = now() + interval '1 minute', tries = 1`;
	expect(await knocked()).toEqual([there]);
});
