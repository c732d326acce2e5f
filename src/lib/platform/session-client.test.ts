import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOUR_OF_TOKEN = 3600;

/** How far the device is ahead of the server, in milliseconds. */
let ahead = 0;
/** What was asked of Auth, by its grants. */
let asked: string[];

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Auth as Supabase serves it: a token tells the second of its end by the server's clock. */
function answer(url: string): Response {
	if (url === '/_config.json') return Response.json({ publishableKey: 'k', deploymentId: 'd' });
	asked.push(new URL(url).searchParams.get('grant_type') ?? url);
	const now = Math.floor((Date.now() - ahead) / 1000);
	const exp = now + HOUR_OF_TOKEN;
	return Response.json({
		access_token: `${part({ alg: 'HS256' })}.${part({ sub: 'an-officer', exp })}.${part('mac')}`,
		refresh_token: `again-${asked.length}`,
		...{ token_type: 'bearer', expires_in: HOUR_OF_TOKEN, expires_at: exp },
		user: { id: 'an-officer' }
	});
}

beforeEach(() => {
	vi.useFakeTimers({ now: Date.parse('2026-11-26T03:00:00Z'), toFake: ['Date'] });
	vi.resetModules();
	vi.stubGlobal('location', new URL('https://portal.example'));
	vi.stubGlobal('fetch', async (url: string) => answer(url));
	asked = [];
});
afterEach(() => vi.useRealTimers());

for (const [device, by] of [
	['a day behind', -DAY],
	['ten minutes behind', -10 * MINUTE],
	['right', 0],
	['ten minutes ahead', 10 * MINUTE],
	['a day ahead', DAY]
] as const)
	it(`an officer whose device is ${device} has one token for its hour, and another before the server takes it no more`, async () => {
		ahead = by;
		vi.setSystemTime(Date.now() + by);
		const { authClient } = await import('./session-client.ts');
		const auth = await authClient();
		await auth.signInWithPassword({ email: 'truc-ban@vi-du.example', password: 'a-password' });
		for (let minute = 0; minute < 58; minute++) {
			vi.setSystemTime(Date.now() + MINUTE);
			await auth.getSession();
		}
		expect(asked).toEqual(['password']);
		vi.setSystemTime(Date.now() + MINUTE);
		const { data } = await auth.getSession();
		expect(asked).toEqual(['password', 'refresh_token']);
		expect(data.session!.refresh_token).toBe('again-2');
	});

it('an officer whose browser is full is signed in all the same', async () => {
	vi.stubGlobal('localStorage', {
		setItem: () => {
			throw new DOMException('full', 'QuotaExceededError');
		}
	});
	const { keepKey } = await import('./session-client.ts');
	await expect(keepKey()).resolves.toBeUndefined();
});
