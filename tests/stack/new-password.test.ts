/** A new password by a token, all the way: the door, the edge function, Auth, and the sign-in after it. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardConsole } from '../../supabase/local/log.ts';
import {
	newToken,
	startStack,
	testServer,
	type TestOfficer,
	type TestStack
} from '../../supabase/local/testing.ts';

let stack: TestStack;
let lead: TestOfficer;
const release = guardConsole(() => undefined);
beforeAll(async () => {
	stack = await startStack();
	lead = await stack.officer({ unit: '21439', roles: ['lead'] });
});
afterAll(async () => {
	await stack?.stop();
	release();
});

const next = 'một câu mới dài dễ nhớ';
const officer = () => stack.officer({ unit: '21439', roles: ['desk'] });
async function handed(to: TestOfficer): Promise<string> {
	const token = newToken();
	const token_hash = createHash('sha256').update(token).digest('hex');
	const args = { key: randomUUID(), officer: to.id, token_hash, reason: 'Quên mật khẩu' };
	expect(await stack.rpc('staff_reset_make', args, lead.token)).toMatchObject({ status: 200 });
	return token;
}
async function spend(token: string, password = next): Promise<string> {
	const { status, body } = await stack.edge('staff', 'staff_reset_spend', { token, password });
	return `${status} ${(body as { code?: string }).code ?? 'ok'}`;
}
const opens = ({ email }: TestOfficer, password: string) =>
	stack.signIn(email, password).then(
		() => true,
		() => false
	);

describe('an officer with a token from their lead', () => {
	it('sets another password: it opens, the old one no more, and every session is over', async () => {
		const one = await officer();
		const unmet = await stack.signIn(one.email, one.password);
		await stack.rpc('staff_me', {}, one.token);
		const token = await handed(one);
		expect(await spend(token)).toBe('200 ok');
		expect([await opens(one, one.password), await opens(one, next)]).toEqual([false, true]);
		for (const session of [one.token, unmet.token])
			expect((await stack.rpc('staff_me', {}, session)).body).toMatchObject({
				message: 'session_expired'
			});
		const refreshed = await fetch(`${stack.origin}/auth/v1/token?grant_type=refresh_token`, {
			method: 'POST',
			headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
			body: JSON.stringify({ refresh_token: unmet.refreshToken })
		});
		expect(refreshed.status).toBe(400);
		expect(await spend(token, 'một câu khác cũng dài')).toBe('409 already_used');
		expect(await opens(one, next)).toBe(true);
	});

	it('who presses twice at once has one password, and it is that of the press that was told so', async () => {
		const one = await officer();
		const token = await handed(one);
		const words = Array.from({ length: 4 }, (_, n) => `câu thứ ${n} dài dễ nhớ`);
		const said = await Promise.all(words.map((password) => spend(token, password)));
		expect(said.toSorted()).toEqual(['200 ok', ...Array(3).fill('409 already_used')]);
		const opened = await Promise.all(words.map((password) => opens(one, password)));
		expect(opened).toEqual(said.map((word) => word === '200 ok'));
	});

	it('keeps the token where the password is the one that was there, or Auth does not take it', async () => {
		const one = await officer();
		const token = await handed(one);
		expect(await spend(token, one.password)).toBe('422 same_password');
		expect(await spend(token, 'ngắn quá')).toBe('422 invalid');
		expect(await spend(token)).toBe('200 ok');
	});

	it('leaves nothing of it in what Auth keeps', async () => {
		const one = await officer();
		const token = await handed(one);
		await spend(token);
		const [row] = await stack.sql`select u::text as kept from auth.users u where id = ${one.id}`;
		expect(row!.kept).not.toContain(token);
		expect(row!.kept).not.toContain('password_reset');
	});

	it('signs nobody up with it, and is refused as an invitation is', async () => {
		const one = await officer();
		const token = await handed(one);
		const answer = await fetch(`${stack.origin}/auth/v1/signup`, {
			method: 'POST',
			headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
			body: JSON.stringify({ email: one.email, password: next, data: { invitation: token } })
		});
		expect([answer.status, (await answer.json()).error_code]).toEqual([403, 'invite_not_found']);
	});
});

describe('who would set a password past the function', () => {
	const put = async (at: string, id: string, body: object, key: string) => {
		const answer = await fetch(`${at}/auth/v1/admin/users/${id}`, {
			method: 'PUT',
			headers: { apikey: key, authorization: `Bearer ${key}`, 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		await answer.body?.cancel();
		return answer.status;
	};

	it('finds no administration from outside, whatever key they hold', async () => {
		const one = await officer();
		const body = { password: next, user_metadata: { password_reset: await handed(one) } };
		for (const key of [stack.keys.publishable, stack.keys.secret])
			expect(await put(stack.origin, one.id, body, key)).toBe(405);
		expect(await opens(one, one.password)).toBe(true);
	});

	it('needs the secret key beside the API, a token, and the account that it was made for', async () => {
		const [one, other] = [await officer(), await officer()];
		const body = { password: next, user_metadata: { password_reset: await handed(one) } };
		const { secretKey, publishableKey } = testServer().secrets;
		expect(await put(stack.api, one.id, body, publishableKey)).toBe(401);
		expect(await put(stack.api, one.id, { password: next }, secretKey)).toBe(400);
		expect(await put(stack.api, other.id, body, secretKey)).toBe(500);
		expect([await opens(one, one.password), await opens(other, other.password)]).toEqual([
			true,
			true
		]);
		expect(await put(stack.api, one.id, body, secretKey)).toBe(200);
		expect(await opens(one, next)).toBe(true);
	});
});
