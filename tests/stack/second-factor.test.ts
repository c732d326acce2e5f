/** The officer's road through a second factor, with the real client of Auth and real tokens at the doors. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { me } from '#lib/staff/staff.ts';
import { Problem } from '#lib/platform/problem.ts';
import { beginFactor, factors, proveFactor, removeFactor } from '#lib/platform/session-factor.ts';
import { session } from '#lib/platform/session.svelte.ts';
import { officerToken } from '#lib/platform/token.ts';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack, type TestOfficer, type TestStack } from '../../supabase/local/testing.ts';
import { codeOf, totp, withFactors } from './second-factor.ts';

let stack: TestStack;
let auth: Awaited<ReturnType<typeof withFactors>>;
let officer: TestOfficer;
let secret = '';
const release = guardConsole(() => undefined);

/** The page's addresses lead to the portal, or to one whose Auth has no second factors. */
function at(origin: string) {
	vi.stubGlobal('location', { origin });
	// Outside a page Auth's client keeps the session in memory.
	vi.stubGlobal('localStorage', {
		getItem: () => null,
		setItem: () => undefined,
		removeItem: () => undefined
	});
	const real = globalThis.fetch;
	vi.stubGlobal('fetch', (to: string | URL | Request, how?: RequestInit) =>
		real(typeof to === 'string' && to.startsWith('/') ? origin + to : to, how)
	);
}
const codeIn = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(problem: unknown) => (problem instanceof Problem ? problem.code : problem)
	);
const levelOf = (token: string | null) =>
	JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString()).aal as string;

beforeAll(async () => {
	stack = await startStack({ functions: false });
	auth = await withFactors(stack);
	officer = await stack.officer({ unit: '21439', roles: ['desk'] });
	at(auth.origin);
});
afterAll(async () => {
	await session.signOut();
	vi.unstubAllGlobals();
	await auth?.stop();
	await stack?.stop();
	release();
});

describe('the stand-in of Auth', () => {
	it('makes the codes of RFC 6238', () => {
		const key = Buffer.from('12345678901234567890');
		const known = { 59: '94287082', 1111111109: '07081804', 1234567890: '89005924' };
		for (const [seconds, code] of Object.entries(known))
			expect(totp(key, Number(seconds), 8)).toBe(code);
		expect(totp(key, 2_000_000_000, 8)).toBe('69279037');
	});
});

describe('an officer', () => {
	it('sets a second factor up, and the first right code proves it and the session', async () => {
		await session.signIn(officer.email, officer.password);
		expect(session.state).toBe('in');
		expect(await factors()).toEqual([]);
		await beginFactor('Điện thoại');
		// Begun anew under the same name: what was never proven is in nobody's way.
		const begun = await beginFactor('Điện thoại');
		expect(begun.uri).toContain(`secret=${begun.secret}`);
		expect(await codeIn(proveFactor(begun.id, '000000'))).toBe('wrong_code');
		// Of a phone whose clock is wrong; the field's hint says what helps.
		for (const wrong of [-600, 600])
			expect(await codeIn(proveFactor(begun.id, codeOf(begun.secret, wrong)))).toBe('wrong_code');
		expect(levelOf(await officerToken())).toBe('aal1');
		secret = begun.secret;
		await proveFactor(begun.id, codeOf(secret));
		expect(levelOf(await officerToken())).toBe('aal2');
		expect(await factors()).toMatchObject([{ name: 'Điện thoại' }]);
		expect((await me()).factor).toEqual({ offered: true, required_from: null, has: true });
	});

	it('with a password alone opens no door from then on', async () => {
		const { token } = await stack.signIn(officer.email, officer.password);
		const { status, body } = await stack.rpc('staff_me', {}, token);
		expect([status, body.message]).toEqual([403, 'second_factor']);
	});

	it('who signs in again is asked for the code before anything else', async () => {
		await session.signOut();
		await session.signIn(officer.email, officer.password);
		expect(session.state).toBe('unproven');
		expect(await codeIn(me())).toBe('second_factor');
		expect(session.state).toBe('unproven');
		const [factor] = await factors();
		expect(await codeIn(removeFactor(factor!.id))).toBe('second_factor');
		expect(await codeIn(beginFactor('Máy khác'))).toBe('second_factor');
		await proveFactor(factor!.id, codeOf(secret));
		expect(session.state).toBe('in');
		expect((await me()).id).toBe(officer.id);
	});

	it('adds a second device and may give up the first', async () => {
		const begun = await beginFactor('Máy bàn phòng trực');
		await proveFactor(begun.id, codeOf(begun.secret));
		const known = await factors();
		expect(known.map(({ name }) => name)).toEqual(['Điện thoại', 'Máy bàn phòng trực']);
		await removeFactor(known[0]!.id);
		expect(await factors()).toHaveLength(1);
	});

	it('whose unit begins to require one while they work is asked for it there, and goes on', async () => {
		const other = await stack.officer({ unit: '21451', roles: ['desk'] });
		await session.signOut();
		await session.signIn(other.email, other.password);
		expect((await me()).factor.has).toBe(false);
		await stack.sql`update unit.settings set require_mfa = true, mfa_from = now() where unit = '21451'`;
		expect(await codeIn(me())).toBe('second_factor');
		expect(session.state).toBe('unproven');
		const begun = await beginFactor('Điện thoại');
		await proveFactor(begun.id, codeOf(begun.secret));
		expect(session.state).toBe('in');
		expect((await me()).id).toBe(other.id);
	});
});

describe('a server without second factors', () => {
	it('is told from one that refuses', async () => {
		const asked = await fetch(`${stack.origin}/auth/v1/factors`, {
			method: 'POST',
			headers: {
				apikey: stack.keys.publishable,
				authorization: `Bearer ${officer.token}`,
				'content-type': 'application/json'
			},
			body: '{}'
		});
		expect([404, 405]).toContain(asked.status);
	});
});
