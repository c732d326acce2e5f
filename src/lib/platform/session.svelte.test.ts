/** Who has signed out is out, on a line that fails as well: the next person at this desk finds nobody's session. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

vi.mock('./config.ts', () => ({ config: async () => ({ publishableKey: 'sb_publishable_test' }) }));

const kept = new Map<string, string>();
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const later = Math.floor(Date.now() / 1000) + 3600;
const user = { id: crypto.randomUUID(), factors: [] };
const officer = {
	access_token: `${part({ alg: 'HS256' })}.${part({ sub: user.id, aal: 'aal1', exp: later })}.c2ln`,
	...{ refresh_token: 'again', token_type: 'bearer', expires_in: 3600, expires_at: later, user }
};

beforeEach(() => {
	vi.resetModules();
	vi.stubGlobal('window', { addEventListener: () => undefined });
	vi.stubGlobal('document', { addEventListener: () => undefined, visibilityState: 'hidden' });
	vi.stubGlobal('location', { origin: 'https://portal.test' });
	vi.stubGlobal('localStorage', {
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, text: string) => void kept.set(name, text),
		removeItem: (name: string) => void kept.delete(name)
	});
	kept.clear();
	kept.set('gandan-officer', JSON.stringify(officer));
});
afterEach(() => vi.unstubAllGlobals());

const answers: [string, () => Promise<Response>][] = [
	['answers', async () => new Response(null, { status: 204 })],
	['is not reached', () => Promise.reject(new TypeError('Failed to fetch'))],
	['is busy', async () => new Response('{"code":503}', { status: 503 })],
	['fails', async () => new Response('{"code":500,"msg":"x"}', { status: 500 })]
];

it.each(answers)(
	'an officer who signs out while the server %s leaves no session behind',
	async (_, answer) => {
		vi.stubGlobal('fetch', vi.fn(answer));
		const { Session } = await import('./session.svelte.ts');
		const session = new Session();
		await session.start();
		expect(session.state).toBe('in');
		await session.signOut();
		expect(session.state).toBe('out');
		expect([...kept.keys()]).toEqual([]);
		vi.resetModules();
		const next = new (await import('./session.svelte.ts')).Session();
		await next.start();
		expect(next.state).toBe('out');
	}
);

it('an officer who signs out on a line that only hangs leaves none behind either', async () => {
	vi.stubGlobal('fetch', () => new Promise(() => undefined));
	const { Session } = await import('./session.svelte.ts');
	const session = new Session();
	await session.start();
	void session.signOut();
	await expect.poll(() => [...kept.keys()]).toEqual([]);
});

it('a password is sent as the same letters, whichever keyboard put them together', async () => {
	const sent: string[] = [];
	vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
		sent.push((JSON.parse(String(body)) as { password: string }).password);
		return Response.json({ code: 'invalid_credentials' }, { status: 400 });
	});
	kept.clear();
	const { Session } = await import('./session.svelte.ts');
	const session = new Session();
	const password = 'mười hai chữ dễ nhớ';
	for (const typed of [password.normalize('NFC'), password.normalize('NFD')])
		await expect(session.signIn('can-bo@vidu.test', typed)).rejects.toThrow();
	expect(sent).toEqual([password.normalize('NFC'), password.normalize('NFC')]);
});
