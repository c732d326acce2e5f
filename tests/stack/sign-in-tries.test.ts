/** Guessing passwords at the embedded sign-in: every try is counted, also of many at once, and no answer tells who has an account. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { atOnce, tally } from '../races/crowd.ts';

/** As `FailedTries` has it for one account. */
const MOST = 10;
const CALLERS = 25;

let stack: TestStack;
const release = guardConsole(() => undefined);
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(async () => {
	await stack?.stop();
	release();
});

async function attempt(email: string, password: string) {
	const began = performance.now();
	const answer = await fetch(`${stack.origin}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	const { error_code: code = 'ok' } = (await answer.json()) as { error_code?: string };
	const wait = answer.headers.get('retry-after');
	return { said: `${answer.status} ${code}`, wait, took: performance.now() - began };
}
const guesses = (email: string) =>
	atOnce(CALLERS, async (n) => (await attempt(email, `đoán mật khẩu lần thứ ${n}`)).said);
const counted = {
	'400 invalid_credentials': MOST,
	'429 over_request_rate_limit': CALLERS - MOST
};

it('of wrong passwords that are tried at once so many are looked at, of an account that is there and of one that is not', async () => {
	const { email } = await stack.officer({ unit: '21439', roles: ['desk'] });
	expect(tally(await guesses(email))).toEqual(counted);
	expect(tally(await guesses('khong.co.ai@example.vn'))).toEqual(counted);
});

it('then the right one waits as well, some minutes, and everybody else signs in', async () => {
	const [one, other] = [
		await stack.officer({ unit: '21439', roles: ['desk'] }),
		await stack.officer({ unit: '21439', roles: ['desk'] })
	];
	await guesses(one.email.toUpperCase());
	const { said, wait } = await attempt(one.email, one.password);
	expect(said).toBe('429 over_request_rate_limit');
	expect(Number(wait)).toBeGreaterThan(0);
	expect(Number(wait)).toBeLessThanOrEqual(600);
	expect((await attempt(other.email, other.password)).said).toBe('200 ok');
});

it('an officer who mistypes now and then, and signs in all day, is never kept out', async () => {
	const { email, password } = await stack.officer({ unit: '21439', roles: ['desk'] });
	for (let n = 0; n < 3; n++)
		expect((await attempt(email, 'gõ nhầm một chữ')).said).toBe('400 invalid_credentials');
	for (const shift of [MOST - 3, MOST - 3]) {
		const said = await atOnce(shift, async () => (await attempt(email, password)).said);
		expect(tally(said)).toEqual({ '200 ok': shift });
	}
});

it('a wrong password and an account that is not there are answered on the same tick', async () => {
	const { email } = await stack.officer({ unit: '21439', roles: ['desk'] });
	for (const who of [email, 'cung.khong.co@example.vn']) {
		const { said, took } = await attempt(who, 'không phải mật khẩu');
		expect(said).toBe('400 invalid_credentials');
		expect(took).toBeGreaterThan(490);
	}
});
