/** The page's road to a new password: the real client of Auth, a real session, and a line that is lost where it hurts. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { beginFactor, factors, proveFactor } from '#lib/platform/session-factor.ts';
import { session } from '#lib/platform/session.svelte.ts';
import { PasswordChange } from '#lib/staff/password-change.svelte.ts';
import { me } from '#lib/staff/staff.ts';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack, type TestOfficer, type TestStack } from '../../supabase/local/testing.ts';
import { codeOf, withFactors } from './second-factor.ts';

let stack: TestStack;
let auth: Awaited<ReturnType<typeof withFactors>>;
let officer: TestOfficer;
/** Of a request that was answered, whether the answer is lost. */
let loses: (url: string, how?: RequestInit) => boolean = () => false;
const release = guardConsole(() => undefined);
const next = 'một câu mới dài dễ nhớ';

beforeAll(async () => {
	stack = await startStack({ functions: false });
	auth = await withFactors(stack);
	vi.stubGlobal('location', { origin: auth.origin });
	vi.stubGlobal('localStorage', {
		getItem: () => null,
		setItem: () => undefined,
		removeItem: () => undefined
	});
	const real = globalThis.fetch;
	vi.stubGlobal('fetch', async (to: string | URL | Request, how?: RequestInit) => {
		const url = typeof to === 'string' && to.startsWith('/') ? auth.origin + to : to;
		const answer = await real(url, how);
		// The stand-in of Auth asks the stack by the same fetch.
		if (String(url).startsWith(auth.origin) && loses(String(url), how))
			throw new TypeError('Failed to fetch');
		return answer;
	});
});
beforeEach(async () => {
	loses = () => false;
	officer = await stack.officer({ unit: '21439', roles: ['desk'] });
	await session.signIn(officer.email, officer.password);
});
afterAll(async () => {
	await session.signOut();
	vi.unstubAllGlobals();
	await auth?.stop();
	await stack?.stop();
	release();
});

const told = (change: PasswordChange, present = officer.password, password = next) =>
	change.run({ present, password }).then(
		() => 'done',
		(problem: unknown) => (problem instanceof Problem ? problem.code : problem)
	);
const sessions = async () =>
	(await stack.sql`select 1 from auth.sessions where user_id = ${officer.id}`).length;
const isPut = (url: string, how?: RequestInit) => how?.method === 'PUT' && url.endsWith('/user');

it('an officer changes it, and the page stays where it is', async () => {
	expect(await told(new PasswordChange())).toBe('done');
	expect([session.state, await sessions()]).toEqual(['in', 1]);
	expect((await me()).password_changed_at).not.toBeNull();
});

it('an officer whose answer is lost is told that it was changed, and it was, once', async () => {
	loses = isPut;
	expect(await told(new PasswordChange())).toBe('done');
	const changes = await stack.sql`select 1 from staff.changes where officer = ${officer.id}`;
	expect([changes.length, await sessions()]).toEqual([1, 1]);
});

it('an officer who hears nothing any more presses again when the line is back, and is told the truth', async () => {
	let put = false;
	loses = (url, how) => (put ||= isPut(url, how));
	const change = new PasswordChange();
	expect([await told(change), change.unsure]).toEqual(['unreachable', true]);
	loses = () => false;
	expect([await told(change), change.unsure]).toEqual(['done', false]);
	expect(await told(change, officer.password, 'một câu khác nữa')).toBe('wrong_present');
});

it('an officer with a second factor changes it in a proven session and in no other', async () => {
	const begun = await beginFactor('Điện thoại');
	await proveFactor(begun.id, codeOf(begun.secret));
	await session.signOut();
	await session.signIn(officer.email, officer.password);
	expect(session.state).toBe('unproven');
	expect(await told(new PasswordChange())).toBe('second_factor');
	const [factor] = await factors();
	await proveFactor(factor!.id, codeOf(begun.secret));
	expect(await told(new PasswordChange())).toBe('done');
	expect(session.state).toBe('in');
});
