/** The gate before the API: what it lets through, what it refuses, and what it leaves of the words of others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate, inOurWords } from '../local/gate.ts';
import { startStack, type TestStack } from '../local/testing.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(() => stack?.stop());

const json = 'application/json';
const door = (
	name: string,
	body: string | Uint8Array<ArrayBuffer> | null,
	method = 'POST',
	type = json
) =>
	new Request(`http://door.test/rest/v1/rpc/${name}`, {
		method,
		body,
		headers: body === null ? {} : { 'content-type': type }
	});
async function refused(request: Request) {
	const answer = await gate(request);
	if (answer instanceof Request) return null;
	return { status: answer.status, ...((await answer.json()) as object) };
}

test('a request that a contract takes goes on as it was sent', async () => {
	const sent = '{"token":"0123456789abcdef0123456789abcdef"}';
	const passed = (await gate(door('staff_invitation_check', sent))) as Request;
	expect(await passed.text()).toBe(sent);
	expect(await refused(door('unit_public', null))).toBeNull();
});

test('what no contract takes stops here, with its first field', async () => {
	expect(await refused(door('staff_invitation_check', '{"token":"x"}'))).toEqual({
		status: 422,
		code: 'PT422',
		message: 'bad_format',
		details: 'token',
		hint: null
	});
	expect(await refused(door('unit_public', '{"a":1}'))).toMatchObject({
		message: 'unknown_field',
		details: 'a'
	});
	for (const body of ['', '[]', 'null', '7'])
		expect(await refused(door('staff_invitation_check', body))).toMatchObject({
			code: expect.stringMatching(/^PT4/)
		});
	expect(await refused(door('staff_invitation_check', '{'))).toMatchObject({
		status: 400,
		message: 'not_json'
	});
	expect(await refused(door('unit_public', null, 'GET'))).toMatchObject({ status: 405 });
});

test('nothing of a key that somebody made up is repeated, unless it is a plain word', async () => {
	for (const key of ['Nguyễn Thị Lụa', '<img src=x>', '0900000101', 'k'.repeat(41), '__proto__'])
		expect(await refused(door('unit_public', JSON.stringify({ [key]: 1 })))).toMatchObject({
			message: 'unknown_field',
			details: ''
		});
});

test('bytes that are no UTF-8, and what does not say that it is JSON, are no request', async () => {
	const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]);
	expect(await refused(door('unit_public', bytes))).toMatchObject({
		status: 400,
		message: 'not_json'
	});
	expect(await refused(door('unit_public', '{}', 'POST', 'text/plain'))).toMatchObject({
		status: 415,
		message: 'not_json'
	});
});

test('whoever asks may not wish for another form of the answer', async () => {
	const wishing = door('unit_public', '{}');
	for (const [name, value] of [
		['accept', 'text/csv'],
		['prefer', 'tx=rollback'],
		['content-profile', 'booking'],
		['range', '5-1']
	])
		wishing.headers.set(name!, value!);
	wishing.headers.set('apikey', 'a key');
	const passed = (await gate(wishing)) as Request;
	expect(Object.fromEntries(passed.headers)).toEqual({ 'content-type': json, apikey: 'a key' });
});

test('an address that nobody can read and a method that no door has are refused before anything else', async () => {
	const ask = async (method: string, path: string) => {
		const answer = await fetch(stack.origin + path, { method });
		return [answer.status, ((await answer.json()) as { code: string }).code];
	};
	for (const path of ['/rest/v1/rpc/unit_public%', '/functions/v1/news/%ff', '/auth/v1/user%00'])
		expect(await ask('GET', path)).toEqual([400, 'bad_format']);
	for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])
		expect(await ask(method, '/rest/v1/rpc/unit_public')).toEqual([405, 'method']);
});

test('a body beyond 64 KiB is refused by its size, at a door for everybody and at one for officers', async () => {
	for (const name of ['staff_invitation_check', 'queue_note']) {
		const answer = await fetch(`${stack.origin}/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
			body: JSON.stringify({ token: 'x'.repeat(64 * 1024) })
		});
		expect([answer.status, await answer.json()]).toEqual([
			413,
			{ code: 'too_large', message: 'too_large' }
		]);
	}
});

test('what the edge alone calls is no matter of a contract', async () => {
	expect(await refused(door('booking_snapshot', '{"anything":1}'))).toBeNull();
});

test('a refusal of the database keeps its code and loses its words', async () => {
	const words = {
		code: '22P02',
		message: 'invalid input syntax: "Lụa"',
		details: 'Lụa',
		hint: 'Lụa'
	};
	const answer = await inOurWords(Response.json(words, { status: 400 }));
	expect([answer.status, await answer.json()]).toEqual([
		400,
		{ code: '22P02', message: 'bad_format', details: null, hint: null }
	]);
	const ours = { code: 'PT409', message: 'window_taken', details: 'token', hint: null };
	expect(await (await inOurWords(Response.json(ours, { status: 409 }))).json()).toEqual(ours);
	const broken = await inOurWords(new Response('stack trace', { status: 500 }));
	expect(await broken.json()).toMatchObject({ code: 'failed', message: 'failed' });
});

test('a function or a table that is no door is refused without a word about it', async () => {
	for (const path of ['rpc/booking_snapshot', 'rpc/nothing_of_this_name', 'visits', 'pg_class'])
		for (const method of ['POST', 'GET']) {
			const answer = await fetch(`${stack.origin}/rest/v1/${path}`, {
				method,
				headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
				...(method === 'POST' ? { body: '{}' } : {})
			});
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(answer.status).toBeLessThan(500);
			const { code, ...said } = (await answer.json()) as Record<string, unknown>;
			expect(code).toMatch(/^[A-Z0-9]{3,8}$/);
			expect(JSON.stringify(said)).not.toMatch(/booking|nothing|visits|pg_|permission|relation/);
		}
});
