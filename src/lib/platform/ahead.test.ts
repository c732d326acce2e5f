import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const inOneHour = () => Date.now() / 1000 + 3600;
const here = new Map<string, string>();
const signedIn = (token: string, ends = inOneHour()) =>
	here.set('gandan-officer', JSON.stringify({ access_token: token, expires_at: ends }));

/** A page that has just been opened: nobody has given a token yet. */
async function opened() {
	vi.resetModules();
	const { Ahead, speakAhead } = await import('./ahead.ts');
	const { officerToken, keepTokens } = await import('./token.ts');
	return { Ahead, speakAhead, officerToken, keepTokens };
}

beforeEach(() => {
	here.clear();
	vi.stubGlobal('localStorage', { getItem: (name: string) => here.get(name) ?? null });
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

it('an officer who is signed in is asked about once, before the page has come', async () => {
	const { Ahead, speakAhead, officerToken } = await opened();
	signedIn('of Monday');
	const ask = vi.fn(async () => officerToken());
	const me = new Ahead(ask);
	me.begin(speakAhead()!);
	expect(ask).toHaveBeenCalledTimes(1);
	expect(await me.take()).toBe('of Monday');
	expect(ask).toHaveBeenCalledTimes(1);
	// Whoever asks after that wants to know what is so now.
	await me.take();
	expect(ask).toHaveBeenCalledTimes(2);
});

it.each([
	['nobody is signed in', () => here.clear()],
	['what is kept is no session', () => here.set('gandan-officer', '{')],
	['what is kept has no token', () => here.set('gandan-officer', '{"user":1}')],
	['the session ends within the minute', () => signedIn('old', Date.now() / 1000 + 30)]
])('nothing is asked ahead where %s', async (_, so) => {
	const { speakAhead, officerToken } = await opened();
	so();
	expect(speakAhead()).toBeNull();
	expect(await officerToken()).toBeNull();
});

it('a session that is there already speaks for itself', async () => {
	const { speakAhead, officerToken, keepTokens } = await opened();
	signedIn('kept');
	keepTokens({ token: async () => 'its own', refused: () => undefined });
	expect(speakAhead()).toBeNull();
	expect(await officerToken()).toBe('its own');
});

it('an answer to another officer is not shown to whoever signed in meanwhile', async () => {
	const { Ahead, speakAhead } = await opened();
	signedIn('hers');
	let nth = 0;
	const me = new Ahead(async () => ++nth);
	me.begin(speakAhead()!);
	signedIn('his');
	expect(await me.take()).toBe(2);
});

it('an answer that has waited for a quarter of a minute is asked for again', async () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	const { Ahead, speakAhead } = await opened();
	signedIn('hers');
	let nth = 0;
	const me = new Ahead(async () => ++nth);
	me.begin(speakAhead()!);
	vi.advanceTimersByTime(15_000);
	expect(await me.take()).toBe(2);
});

it('what was refused ahead is asked again, and the page hears the refusal', async () => {
	const { Ahead, speakAhead } = await opened();
	signedIn('hers');
	const ask = vi.fn(() => Promise.reject(new Error('session_expired')));
	const me = new Ahead(ask);
	me.begin(speakAhead()!);
	await expect(me.take()).rejects.toThrow('session_expired');
	expect(ask).toHaveBeenCalledTimes(2);
});
