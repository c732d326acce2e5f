/** What Supabase's Auth says of a password change, by the codes of its own server, and what an officer is told. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Problem } from './problem.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const user = { id: 'an-officer' };
type Asked = { url: string; method: string; body: unknown };

let asked: Asked[];
let answer: () => Response;

beforeEach(() => {
	vi.resetModules();
	vi.stubGlobal('location', new URL('https://portal.example'));
	asked = [];
	vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit = {}) => {
		if (url === '/_config.json') return Response.json({ publishableKey: 'k', deploymentId: 'd' });
		if (url.includes('/token')) return Response.json(signedIn());
		asked.push({ url, method, body: body ? JSON.parse(String(body)) : null });
		return answer();
	});
});

const signedIn = () => ({
	access_token: `${part({ alg: 'HS256' })}.${part({ sub: user.id, exp: Math.floor(Date.now() / 1000) + 3600 })}.c2ln`,
	refresh_token: 'again',
	token_type: 'bearer',
	expires_in: 3600,
	user
});

async function change() {
	const { authClient } = await import('./session-client.ts');
	await (await authClient()).signInWithPassword({ email: 'a@vi-du.example', password: 'cũ' });
	const { changePassword } = await import('./session-password.ts');
	return changePassword('cũ', 'một câu mới dài');
}
const told = () =>
	change().then(
		() => 'done',
		({ code, status }: Problem) => `${code} ${status}`
	);

it('Auth is asked once, with the present password beside the new one', async () => {
	answer = () => Response.json(user);
	expect(await told()).toBe('done');
	expect(asked).toMatchObject([
		{
			url: 'https://portal.example/auth/v1/user',
			method: 'PUT',
			body: { password: 'một câu mới dài', current_password: 'cũ' }
		}
	]);
});

it.each([
	[400, 'current_password_invalid', 'wrong_present 400'],
	[400, 'current_password_required', 'wrong_present 400'],
	[422, 'same_password', 'same_password 422'],
	[400, 'reauthentication_needed', 'sign_in_anew 400'],
	[401, 'insufficient_aal', 'second_factor 401'],
	[429, 'over_request_rate_limit', 'too_many_tries 429'],
	[409, 'conflict', 'busy 409'],
	[403, 'user_banned', 'disabled 403'],
	// It may have been changed all the same.
	[500, 'unexpected_failure', 'unreachable 0']
])('%i %s is told as %s', async (status, error_code, words) => {
	answer = () => Response.json({ code: status, error_code, msg: 'x' }, { status });
	expect(await told()).toBe(words);
});

it.each([
	[['length'], 'weak_password 422'],
	[['pwned'], 'leaked_password 422']
])('a password that is weak by %s is told as %s', async (reasons, words) => {
	answer = () =>
		Response.json(
			{ code: 422, error_code: 'weak_password', msg: 'x', weak_password: { reasons } },
			{ status: 422 }
		);
	expect(await told()).toBe(words);
});

it('where no answer comes nobody says that it was refused', async () => {
	answer = () => {
		throw new TypeError('Failed to fetch');
	};
	expect(await told()).toBe('unreachable 0');
});
