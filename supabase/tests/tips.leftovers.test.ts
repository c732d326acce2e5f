/** Bytes of attachments that no tip claimed, or whose tip was erased, leave Storage as well. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeLeftovers } from '../local/leftovers.ts';
import { startStack, type TestStack } from '../local/testing.ts';
import { newKey, one } from './people.ts';
import { hex } from './sealed.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
	await stack.sql`insert into storage.buckets (id, name, public) values ('sealed', 'sealed', false) on conflict do nothing`;
});
afterAll(() => stack?.stop());

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
	await removeLeftovers(sql, { api, secretKey: keys.secret });
	expect(await status(old)).not.toBe(200);
	expect(await status(fresh)).toBe(200);
	expect(one(await sql`select count(*)::int as n from tips.leftovers`).n).toBe(0);
});
