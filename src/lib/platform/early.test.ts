import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { askEarly, keepPress, type Question } from './early-script.ts';
import { earlyAnswer } from './early.ts';
import { sendIfPressed } from './early-press.ts';

const HOUR = 3600;
const here = new Map<string, string>();
const signedIn = (token: string, endsIn = HOUR) =>
	here.set(
		'gandan-officer',
		JSON.stringify({ access_token: token, expires_at: Date.now() / 1000 + endsIn })
	);

type Sent = { url: string; body: unknown; headers: Record<string, string> };
let sent: Sent[];
/** What the server says to a door. */
let says: (url: string) => Response;
const asked = () => sent.map(({ url }) => url);

const who: Question = { url: '/rest/v1/rpc/staff_me', body: '{}' };
const year: Question = { url: '/rest/v1/rpc/fund_yearly', body: '{}' };
const list: Question = { url: '/rest/v1/rpc/queue_page', body: '{"size":50}' };

/** The page's first line runs, at an address. */
function opened(search = '') {
	vi.stubGlobal('location', new URL(`https://portal.test/can-bo${search}`));
	const told = { session: 'gandan-officer', portal: 'gandan-portal', how: { method: 'POST' } };
	const ofRoles = [{ roles: ['lead', 'treasurer'], question: year }];
	askEarly({ ...told, always: [who], plainly: [list], ofRoles, ofCase: ['/_app/case.js'] });
}
const answerTo = ({ url, body }: Question, token: string) => earlyAnswer(url + body, token);

let head: { rel: string; href: string }[];
beforeEach(() => {
	here.clear();
	sent = [];
	head = [];
	says = () => Response.json({});
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.stubGlobal('localStorage', { getItem: (name: string) => here.get(name) ?? null });
	vi.stubGlobal('document', {
		head: { append: (link: (typeof head)[number]) => void head.push(link) },
		addEventListener: (_: string, read: () => void) => read(),
		createElement: () => ({})
	});
	vi.stubGlobal('fetch', async (url: string, { body, headers }: Sent) => {
		sent.push({ url, body, headers });
		return url === '/_config.json'
			? Response.json({ publishableKey: 'sb_key', deploymentId: 'd' })
			: says(url);
	});
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
	delete globalThis.early;
});

it('an officer who was here before is asked about at once, with the key that lies beside their session', async () => {
	signedIn('of Monday');
	here.set('gandan-portal', 'sb_kept');
	opened();
	expect(asked()).toEqual(['/_config.json', who.url, list.url]);
	expect(sent[1]!.headers).toMatchObject({ apikey: 'sb_kept', authorization: 'Bearer of Monday' });
	expect(await answerTo(who, 'of Monday')).toBeDefined();
});

it('an officer whose browser has no key is asked about as soon as the portal has said it', async () => {
	signedIn('of Monday');
	opened();
	expect(asked()).toEqual(['/_config.json']);
	expect(await answerTo(who, 'of Monday')).toBeDefined();
	expect(sent[1]!.headers).toMatchObject({ apikey: 'sb_key' });
	// The page reads it once more.
	expect(await (await globalThis.early!.config!).json()).toMatchObject({
		publishableKey: 'sb_key'
	});
});

it('an answer is taken once: whoever asks after that wants to know what is so now', async () => {
	signedIn('hers');
	opened();
	expect(await answerTo(list, 'hers')).toBeDefined();
	expect(await answerTo(list, 'hers')).toBeUndefined();
});

it('an answer to one officer is not shown to another who signed in meanwhile', async () => {
	signedIn('hers');
	opened();
	expect(await answerTo(who, 'his')).toBeUndefined();
	expect(await answerTo(who, 'hers')).toBeUndefined();
});

it('an answer that has waited for a quarter of a minute is asked for again', async () => {
	signedIn('hers');
	opened();
	await globalThis.early!.asked[who.url + who.body];
	vi.setSystemTime(Date.now() + 15_000);
	expect(await answerTo(who, 'hers')).toBeUndefined();
});

it.each([
	['is refused', async () => new Response('{"code":"session_expired"}', { status: 401 })],
	['does not come over the line', () => Promise.reject(new TypeError('Failed to fetch'))]
])('what %s is asked again by the page, which hears why', async (_, answer) => {
	signedIn('hers');
	vi.stubGlobal('fetch', (url: string) =>
		url === '/_config.json' ? Promise.resolve(Response.json({ publishableKey: 'k' })) : answer()
	);
	opened();
	expect(await answerTo(who, 'hers')).toBeUndefined();
});

it.each([
	['nobody is signed in', () => here.clear()],
	['what is kept is no session', () => here.set('gandan-officer', '{')],
	['what is kept has no token', () => here.set('gandan-officer', '{"expires_at":9e9}')],
	['the session ends within the minute', () => signedIn('old', 30)]
])('nobody is asked about where %s', async (_, so) => {
	so();
	opened();
	await globalThis.early!.config;
	expect(asked()).toEqual(['/_config.json']);
	expect(globalThis.early!.token).toBeNull();
});

it('of a filter, a search or a view the page itself asks; beside a case stands the whole list', async () => {
	signedIn('hers');
	here.set('gandan-portal', 'k');
	opened('?kind=tip&case=1');
	expect(asked()).toEqual(['/_config.json', who.url]);
	sent = [];
	opened('?case=1');
	expect(asked()).toEqual(['/_config.json', who.url, list.url]);
});

it.each([
	[['desk', 'treasurer'], true],
	[['desk'], false]
])(
	'what an officer who is %j is told above the list is asked as soon as that is known: %j',
	async (roles, theirs) => {
		signedIn('hers');
		says = () => Response.json({ roles });
		opened();
		const answer = await answerTo(year, 'hers');
		expect(asked().includes(year.url)).toBe(theirs);
		expect(answer !== undefined).toBe(theirs);
		// The page itself reads who is here as well.
		expect(await (await answerTo(who, 'hers'))!.json()).toEqual({ roles });
	}
);

it('what shows a case comes along where the address has one', () => {
	opened();
	expect(head).toEqual([]);
	opened('?case=1');
	expect(head).toEqual([{ rel: 'modulepreload', href: '/_app/case.js' }]);
});

it('a form that was sent before anything heard it is sent once, when the page hears', () => {
	const within = new EventTarget();
	vi.stubGlobal('document', within);
	const requestSubmit = vi.fn();
	const [setAttribute, removeAttribute] = [vi.fn(), vi.fn()];
	keepPress();
	const press = Object.assign(new Event('submit', { cancelable: true }));
	Object.defineProperty(press, 'target', {
		value: { isConnected: true, requestSubmit, setAttribute, removeAttribute }
	});
	within.dispatchEvent(press);
	// By itself a browser would send it to the page's own address.
	expect(press.defaultPrevented).toBe(true);
	expect(requestSubmit).not.toHaveBeenCalled();
	expect(setAttribute).toHaveBeenCalledWith('aria-busy', 'true');
	sendIfPressed();
	sendIfPressed();
	expect(removeAttribute).toHaveBeenCalledWith('aria-busy');
	expect(requestSubmit).toHaveBeenCalledTimes(1);
});
