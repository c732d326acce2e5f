/** The gate before the API: what it lets through, what it refuses, and what it leaves of the words of others. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate, inOurWords } from '../local/gate.ts';
import { startStack, type TestStack } from '../local/testing.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(() => stack?.stop());

const door = (name: string, body: string | null, method = 'POST') =>
	new Request(`http://door.test/rest/v1/rpc/${name}`, { method, body });
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
