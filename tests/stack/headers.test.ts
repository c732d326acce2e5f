/** Headers of every answer, whoever gives it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
const build = mkdtempSync(join(tmpdir(), 'gandan-build-'));
beforeAll(async () => {
	for (const folder of ['_app/immutable', 'en'])
		mkdirSync(join(build, folder), { recursive: true });
	for (const name of ['index', '200', 'tra-cuu']) writeFileSync(join(build, `${name}.html`), name);
	writeFileSync(join(build, 'en/200.html'), 'en/200');
	writeFileSync(join(build, '_app/immutable/a.js'), '0');
	for (const folder of ['', 'en']) writeFileSync(join(build, folder, 'service-worker.js'), '0');
	stack = await startStack({ build });
});
afterAll(async () => {
	await stack?.stop();
	rmSync(build, { recursive: true, force: true });
});

const wanted = {
	'content-security-policy': "frame-ancestors 'none'",
	'x-frame-options': 'DENY',
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin',
	'origin-agent-cluster': '?1'
};
const get = async (path: string, headers: Record<string, string> = {}) => {
	const answer = await fetch(stack.origin + path, { headers });
	await answer.arrayBuffer();
	return answer.headers;
};
const post = async (path: string, body: string) => {
	const headers = {
		apikey: stack.keys.publishable,
		'content-type': 'application/json',
		origin: 'https://elsewhere.example'
	};
	const answer = await fetch(stack.origin + path, { method: 'POST', headers, body });
	await answer.arrayBuffer();
	return answer.headers;
};

describe('every answer', () => {
	it.each([
		['a page', () => get('/')],
		['a page nobody has', () => get('/khong-co')],
		['a file nobody has', () => get('/khong-co.png')],
		['a script', () => get('/_app/immutable/a.js')],
		['the configuration', () => get('/_config.json')],
		['a door', () => post('/rest/v1/rpc/unit_public', '{}')],
		['a door that refuses', () => post('/rest/v1/rpc/unit_public', '{"a":1}')],
		['an edge function', () => post('/functions/v1/booking', '{"action":"booking_challenge"}')],
		['a function nobody has', () => post('/functions/v1/nothing', '{}')],
		['a body that is too large', () => post('/rest/v1/rpc/unit_public', ' '.repeat(70_000))],
		['Auth', () => post('/auth/v1/token?grant_type=password', '{}')]
	])('of %s carries them, sets no cookie and opens nothing to another origin', async (_, ask) => {
		const headers = await ask();
		expect(Object.fromEntries(headers)).toMatchObject(wanted);
		expect(headers.get('permissions-policy')).toContain('camera=()');
		expect(headers.get('set-cookie')).toBeNull();
		expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
	});
});

it.each([
	['/can-bo/khoa', '200'],
	['/en/staff/keys', 'en/200']
])('%s, made in the browser, begins with the page of its language', async (address, page) => {
	const answer = await fetch(stack.origin + address);
	expect([answer.status, await answer.text()]).toEqual([200, page]);
});

it('scripts with a hash in their name are kept for ever, pages are asked for again', async () => {
	expect((await get('/_app/immutable/a.js')).get('cache-control')).toContain('immutable');
	expect((await get('/')).get('cache-control')).toBe('no-cache');
});

it.each(['/service-worker.js', '/en/service-worker.js'])(
	'%s is asked for again each time, so that officers on the road get the newest',
	async (address) => {
		const headers = await get(address);
		expect(headers.get('cache-control')).toBe('no-cache');
		expect(headers.get('content-type')).toContain('text/javascript');
	}
);

it('an address that no page has is not found, the gallery of a built portal among them', async () => {
	const status = async (path: string) => (await fetch(stack.origin + path)).status;
	for (const path of ['/khong-co', '/en/khong-co', '/ui', '/en/ui', '/booking', '/khong-co.png'])
		expect(await status(path), path).toBe(404);
	for (const path of ['/', '/tra-cuu', '/can-bo', '/en/staff', '/can-bo/thiet-lap/khung-gio'])
		expect(await status(path), path).toBe(200);
});

it('nothing of a lookup or an answer stays in a cache', async () => {
	expect((await get('/tra-cuu')).get('cache-control')).toBe('no-store');
	const answers = [
		await post('/rest/v1/rpc/unit_public', '{}'),
		await post('/rest/v1/rpc/unit_public', '{"a":1}'),
		await post('/functions/v1/booking', '{"action":"booking_challenge"}'),
		await get('/_config.json')
	];
	for (const headers of answers) expect(headers.get('cache-control')).toContain('no-store');
});

it('a browser that came by https is told to stay there, another is not', async () => {
	const secure = await get('/', { 'x-forwarded-proto': 'https' });
	expect(secure.get('strict-transport-security')).toContain('max-age=31536000');
	expect((await get('/')).get('strict-transport-security')).toBeNull();
});
