/** Storage over HTTP, as an edge function uses it: what was written is read, and what is removed is gone from the disk. */
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(() => stack?.stop());

const ask = (method: string, path: string, body?: BodyInit, type = 'application/octet-stream') =>
	fetch(`${stack.api}/storage/v1/object/sealed${path}`, {
		method,
		headers: { apikey: stack.keys.secret, 'content-type': type },
		body
	});
const kept = () => globSync('sealed/**/*', { cwd: stack.uploads });

test('a part that was stored is read again, never replaced, and leaves no name when it is removed', async () => {
	const part = crypto.randomUUID();
	const bytes = crypto.getRandomValues(new Uint8Array(60_000));
	expect((await ask('POST', `/${part}`, bytes)).status).toBe(200);
	expect(await (await ask('POST', `/${part}`, new Uint8Array(9))).json()).toMatchObject({
		error: 'Duplicate'
	});
	expect(new Uint8Array(await (await ask('GET', `/${part}`)).arrayBuffer())).toEqual(bytes);
	expect(kept()).toContain(`sealed/${part}`);
	const removed = await ask('DELETE', '', JSON.stringify({ prefixes: [part] }), 'application/json');
	expect(removed.status).toBe(200);
	expect(kept()).toEqual([]);
	expect((await ask('GET', `/${part}`)).ok).toBe(false);
});

test('a part that the disk has lost is said to be missing, and one that it will not read is not', async () => {
	const [lost, stuck] = [crypto.randomUUID(), crypto.randomUUID()];
	for (const part of [lost, stuck])
		expect((await ask('POST', `/${part}`, new Uint8Array(60))).status).toBe(200);
	rmSync(join(stack.uploads, 'sealed', lost), { recursive: true });
	rmSync(join(stack.uploads, 'sealed', stuck, 'only'));
	mkdirSync(join(stack.uploads, 'sealed', stuck, 'only'));
	const said = async (part: string) => {
		const answer = await ask('GET', `/${part}`);
		return [answer.status, ((await answer.json()) as { statusCode: string }).statusCode];
	};
	expect(await said(lost)).toEqual([400, '404']);
	expect((await ask('GET', `/${stuck}`)).status).toBe(500);
	for (const part of [lost, stuck])
		rmSync(join(stack.uploads, 'sealed', part), { recursive: true, force: true });
});

test('a name cannot lead out of the folder', async () => {
	for (const path of ['/..%2f..%2fout', '/a%2f..%2f..%2f..%2fout'])
		expect((await ask('POST', path, new Uint8Array(9))).ok).toBe(false);
	expect(globSync('../**/out*', { cwd: stack.uploads })).toEqual([]);
});

test('a part that the disk does not take is refused, and leaves no half of it behind', async () => {
	const part = crypto.randomUUID();
	// In its place stands what no file can take the place of.
	mkdirSync(join(stack.uploads, 'sealed', part, 'only', 'in the way'), { recursive: true });
	expect((await ask('POST', `/${part}`, new Uint8Array(60_000))).ok).toBe(false);
	const left = kept().filter((path) => /only\.[0-9a-f-]{36}$/.test(path));
	expect(left).toEqual([]);
	rmSync(join(stack.uploads, 'sealed', part), { recursive: true });
});

test('whoever is refused a large part asks again over the same connection', async () => {
	const part = crypto.randomUUID();
	const bytes = new Uint8Array(4 * 1024 * 1024);
	expect((await ask('POST', `/${part}`, bytes)).status).toBe(200);
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const over = (method: string, body?: Uint8Array) =>
		new Promise<number>((resolve, reject) => {
			const url = `${stack.api}/storage/v1/object/sealed/${part}`;
			const headers = { apikey: stack.keys.secret, 'content-type': 'application/octet-stream' };
			const asked = request(url, { agent, method, headers }, (answer) => {
				answer.resume().once('end', () => resolve(answer.statusCode!));
			});
			asked.once('error', reject).end(body);
		});
	// It is there already; its bytes are on their way all the same.
	for (let turn = 0; turn < 10; turn++)
		expect([await over('POST', bytes), await over('GET')]).toEqual([400, 200]);
	agent.destroy();
});
