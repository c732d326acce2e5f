/** What may be asked of Auth and of Storage from outside: what an officer's browser asks, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite } from '../../supabase/local/officers.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(() => stack?.stop());

async function ask(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
	const answer = await fetch(stack.origin + path, {
		method,
		headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body)
	});
	const text = await answer.text();
	return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}
const refusal = (status: number, code: string) => ({
	status,
	body: { code: status, error_code: code, msg: code }
});
const password = 'mat-khau-du-dai-1';

test('a list where a word belongs, a NUL and half a character are refused, and were failures', async () => {
	for (const email of [
		['a@b.vn'],
		{ a: 1 },
		7,
		null,
		'a\u0000@b.vn',
		'\ud800@b.vn',
		'a'.repeat(255)
	])
		for (const [path, more] of [
			['signup', { data: { invitation: 'ab'.repeat(16) } }],
			['token?grant_type=password', {}]
		] as const)
			expect(await ask(`/auth/v1/${path}`, { email, password, ...more })).toEqual(
				refusal(400, 'validation_failed')
			);
	for (const refresh_token of [[], 7, null, '\u0000', 'x'.repeat(101)])
		expect(await ask('/auth/v1/token?grant_type=refresh_token', { refresh_token })).toEqual(
			refusal(400, 'validation_failed')
		);
});

test('what no officer’s browser asks of Auth is not there', async () => {
	const email = 'la@example.vn';
	for (const path of ['recover', 'otp', 'magiclink', 'verify', 'resend', 'token?grant_type=pkce'])
		expect(await ask(`/auth/v1/${path}`, { email, create_user: true })).toEqual(
			refusal(404, 'not_found')
		);
	// Neither are links that send a browser on.
	const away = '/auth/v1/verify?type=recovery&token=x&redirect_to=https://elsewhere.example';
	expect(await ask(away)).toEqual(refusal(404, 'not_found'));
	expect(await ask('/auth/v1/authorize?provider=google')).toEqual(refusal(404, 'not_found'));
	expect(await ask('/auth/v1/user')).toMatchObject({ status: 401 });
});

test('an invitation that was used, or is another person’s, is refused and is no failure', async () => {
	const email = 'moi@example.vn';
	const invitation = await invite(stack.sql, {
		unit: '21439',
		name: 'Người Được Mời',
		email,
		roles: ['desk']
	});
	const signUp = (who: string, token = invitation) =>
		ask('/auth/v1/signup', { email: who, password, data: { invitation: token } });
	expect(await signUp('khac@example.vn')).toEqual(refusal(403, 'invite_not_found'));
	expect(await signUp(email, 'ab'.repeat(16))).toEqual(refusal(403, 'invite_not_found'));
	expect((await signUp(email)).status).toBe(200);
	expect(await signUp(email)).toMatchObject({ status: 403 });
});

test('of Storage a browser reads the pictures of the news and nothing else', async () => {
	const gone = {
		status: 404,
		body: { statusCode: '404', error: 'not_found', message: 'not_found' }
	};
	expect(await ask('/storage/v1/bucket', { id: 'a', name: 'a', public: true })).toEqual(gone);
	expect(await ask('/storage/v1/object/list/news', { prefix: '' })).toEqual(gone);
	expect(await ask('/storage/v1/object/sealed/x', 'bytes')).toEqual(gone);
	expect(await ask('/storage/v1/object/public/news/..%2Fsealed%2Fx')).toEqual(gone);
	const picture = `/storage/v1/object/public/news/${'ab'.repeat(32)}.webp`;
	expect((await ask(picture, {})).status).toBe(405);
	expect((await ask(picture)).status).toBeLessThan(500);
});
