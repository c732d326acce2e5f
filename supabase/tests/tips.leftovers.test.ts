/** Bytes of attachments that no tip claimed, or whose tip was erased, leave Storage as well. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeLeftovers } from '../local/leftovers.ts';
import { createDatabase, startStack, type TestDatabase, type TestStack } from '../local/testing.ts';
import { newKey, one } from './people.ts';
import { hex } from './sealed.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack();
	await stack.sql`insert into storage.buckets (id, name, public) values ('sealed', 'sealed', false) on conflict do nothing`;
});
afterAll(() => stack?.stop());

test('nobody opens the job without its secret, not even with the keys of the portal', async () => {
	const { origin, keys } = stack;
	for (const key of [keys.publishable, keys.secret, ''])
		for (const headers of [{ authorization: `Bearer ${key}` }, { apikey: key }] as Record<
			string,
			string
		>[]) {
			const answer = await fetch(`${origin}/functions/v1/jobs`, { method: 'POST', headers });
			expect([answer.status, await answer.json()]).toEqual([401, { code: 'sign_in' }]);
		}
	await expect(removeLeftovers({ api: stack.api, jobsSecret: 'x' })).rejects.toMatchObject({
		code: 'HTTP401'
	});
});

test('what nobody claims is removed after a day, and nothing else', async () => {
	const [old, fresh] = [newKey(), newKey()];
	const { api, keys, sql } = stack;
	const headers = { apikey: keys.secret, authorization: `Bearer ${keys.secret}` };
	const at = (path: string) => `${api}/storage/v1/object/sealed/${path}`;
	for (const [path, hours] of [
		[old, 26],
		[fresh, 1]
	] as const) {
		const put = await fetch(at(path), {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/octet-stream' },
			body: new Uint8Array([1, 2, 3])
		});
		expect(put.status).toBe(200);
		await sql`insert into tips.parts (id, nonce, bytes, path, at)
			values (${path}, ${hex()}, 2683, ${path}, now() - make_interval(hours => ${hours}))`;
	}
	const status = async (path: string) => (await fetch(at(path), { headers })).status;
	expect([await status(old), await status(fresh)]).toEqual([200, 200]);
	expect(await removeLeftovers({ api, jobsSecret: keys.jobs })).toBe(1);
	expect(await status(old)).not.toBe(200);
	expect(await status(fresh)).toBe(200);
	expect(one(await sql`select count(*)::int as n from tips.leftovers`).n).toBe(0);
});

describe('on Supabase, where a timer in the database asks', () => {
	let db: TestDatabase;
	beforeAll(async () => {
		db = await createDatabase();
	});
	afterAll(() => db?.drop());
	const ask = async () => one(await db.sql`select tips.ask_removal() as asked`).asked as boolean;
	const problem = (work: Promise<unknown>) =>
		work.then(
			() => null,
			({ message }: Error) => message
		);

	test('nothing is asked while there is nothing to remove', async () => {
		expect(await ask()).toBe(false);
	});

	test('the run fails, for everybody to see, while nobody can be asked', async () => {
		await db.sql`insert into tips.leftovers values ('tips/a')`;
		expect(await problem(ask())).toMatch(/pg_net or Vault is missing/);
		await db.sql`create schema net`;
		await db.sql`create table net.asked (url text, headers jsonb, body jsonb, patience int)`;
		await db.sql.unsafe(`create function net.http_post(
			url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds int default 5000
		) returns bigint language sql as 'insert into net.asked values (url, headers, body, timeout_milliseconds); select 1::bigint'`);
		await db.sql`create schema vault`;
		await db.sql`create table vault.decrypted_secrets (name text, decrypted_secret text)`;
		expect(await problem(ask())).toMatch(/Vault has no gan_dan_functions/);
	});

	test('the function is asked with the secret from Vault', async () => {
		await db.sql`insert into vault.decrypted_secrets values
			('gan_dan_functions', 'https://portal.example/functions/v1'), ('gan_dan_jobs_secret', 'geheim')`;
		expect(await ask()).toBe(true);
		expect([...(await db.sql`select * from net.asked`)]).toEqual([
			{
				url: 'https://portal.example/functions/v1/jobs',
				headers: { authorization: 'Bearer geheim' },
				body: {},
				patience: 30_000
			}
		]);
	});

	test('neither an officer nor a stranger nor the API can ask', async () => {
		for (const role of ['anon', 'authenticated', 'service_role'] as const)
			expect(await problem(db.as({ role }, (tx) => tx`select tips.ask_removal()`))).toMatch(
				/permission denied/
			);
	});
});
