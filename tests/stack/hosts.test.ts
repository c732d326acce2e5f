/** What is written for hosts of static files says what the server of `npm start` says. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostFiles } from '../../supabase/local/headers.ts';
import { caddyfile } from '../../supabase/local/hosts/caddy.ts';
import { headersFile, redirectsFile } from '../../supabase/local/hosts/files.ts';
import { nginxMaps, nginxServer } from '../../supabase/local/hosts/nginx.ts';
import { headers, passedOn } from '../../supabase/local/hosts/rules.ts';
import { supabaseOrigin } from '../../supabase/local/hosts/write.ts';
import { site } from '../../supabase/local/server.ts';
import { realHosts, startHost } from './real-hosts.ts';
import { ofCaddy, ofHeadersFile, ofMap, ofNginx, type Said } from './reading-hosts.ts';

const supabase = 'https://abc.supabase.co';
const folder = mkdtempSync(join(tmpdir(), 'gandan-hosts-'));
beforeAll(() => {
	for (const name of ['_app/immutable', 'en']) mkdirSync(join(folder, name), { recursive: true });
	for (const name of ['index', '200', 'tra-cuu', 'en/200'])
		writeFileSync(join(folder, `${name}.html`), `page ${name}`);
	writeFileSync(join(folder, '_app/immutable/a.js'), '0123');
	writeFileSync(join(folder, 'can-bo.webmanifest'), '0123');
	mkdirSync(join(folder, 'tra-cuu'));
	writeFileSync(join(folder, 'tra-cuu/__data.json.gz'), gzipSync('page'));
	writeFileSync(join(folder, '_app/immutable/a.js.gz'), gzipSync('0123'));
	writeFileSync(join(folder, 'tra-cuu.html.br'), brotliCompressSync('page tra-cuu'));
	for (const name of hostFiles) writeFileSync(join(folder, name), 'settings');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = site({
	api: { fetch: () => Promise.reject(new Error('nobody asks')), close: async () => {} } as never,
	functions: () => undefined,
	config: { publishableKey: 'sb_publishable_test', deploymentId: 'test' },
	build: folder
});
const ask = async (address: string) =>
	app.request(address, { headers: { 'x-forwarded-proto': 'https' } });
const names = [...headers.map(([name]) => name.toLowerCase()), 'cache-control'];
const saidBy = async (address: string): Promise<Said> => {
	const answer = await ask(address);
	return Object.fromEntries(names.map((name) => [name, answer.headers.get(name) ?? '']));
};

const addresses = [
	...['/', '/tra-cuu', '/tin-bao/gui', '/en/support', '/en/lookup/abc', '/tin-bao-khac'],
	...['/_app/immutable/a.js', '/_config.json', '/can-bo', '/en/staff/keys', '/tin-tuc/bai']
];

describe.each(addresses)('of %s', (address) => {
	it('nginx, Caddy and hosts that read _headers say what the server says', async () => {
		const said = await saidBy(address);
		expect(Object.keys(said).length).toBeGreaterThan(8);
		expect(ofNginx(nginxMaps(), nginxServer(supabase), address)).toEqual(said);
		expect(ofCaddy(caddyfile(supabase), address)).toEqual(said);
		// Their own default asks again each time.
		const file = { 'cache-control': 'no-cache', ...ofHeadersFile(headersFile(), address) };
		expect(file).toEqual(said);
	});
});

it.each([
	...['/khong-co', '/en/khong-co', '/ui', '/booking', '/tin-bao-khac'],
	...['/can-bo', '/en/staff', '/can-bo/thiet-lap/khung-gio', '/tin-tuc/mot-bai', '/en/news/a-post']
])('%s is a page for a host exactly if it is one for the server', async (address) => {
	const { status } = await ask(address);
	expect(ofMap(nginxMaps(), 'gan_dan_page', address)).toBe(String(status));
	const lines = redirectsFile(supabase).trim().split('\n');
	const line = lines.find((one) => {
		const [path = ''] = one.split(' ');
		return path.endsWith('/*') ? address.startsWith(path.slice(0, -1)) : path === address;
	})!;
	const shell = address.startsWith('/en/') ? '/en/200.html' : '/200.html';
	expect(line.split(' ').slice(1)).toEqual([shell, String(status)]);
	const known = [...caddyfile(supabase).matchAll(/@gan_dan_(?:en|vi) path (.*)/g)]
		.flatMap(([, paths = '']) => paths.split(' '))
		.some((path) =>
			path.endsWith('/*') ? address.startsWith(path.slice(0, -1)) : path === address
		);
	expect(known).toBe(status === 200);
});

it.each(['/_headers', '/_redirects', '/%5Fheaders', '/en/../_redirects', '/_headers.br'])(
	'%s is a setting of a host, which our server gives nobody',
	async (address) => {
		const answer = await ask(address);
		expect(answer.status).toBe(404);
		expect(await answer.text()).not.toMatch(/settings/);
	}
);

it('what Supabase answers is passed on by each of them, and nothing of who asks goes along', () => {
	const nginx = nginxServer(supabase);
	for (const path of passedOn) {
		expect(redirectsFile(supabase)).toContain(`${path}* ${supabase}${path}:splat 200\n`);
		const [, block = ''] = nginx.split(`location ^~ ${path} {`);
		const inside = block.slice(0, block.indexOf('\n}'));
		expect(inside).toContain('proxy_pass_request_headers off;');
		expect(inside).toContain('proxy_hide_header Set-Cookie;');
		expect(inside).not.toMatch(/remote_addr|forwarded|user.agent|cookie_|referer/i);
		expect(caddyfile(supabase)).toMatch(new RegExp(`@gan_dan_api path .*${path}\\*`));
	}
	expect(nginx).toContain('access_log off;');
	expect(nginx.match(/^\s+add_header/m)).toBeNull();
	expect(() => supabaseOrigin('abc.supabase.co')).toThrow('SUPABASE_URL is no address');
});

describe.each(realHosts)('$name itself', (host) => {
	let real: Awaited<ReturnType<typeof startHost>>;
	beforeAll(async () => {
		real = await startHost(host, folder);
	});
	afterAll(() => real?.stop());

	it.each([
		...[...addresses.filter((one) => one !== '/_config.json'), '/khong-co', '/en/khong-co'],
		...['/_headers', '/_redirects', '/khong-co.png', '/en/khong-co.png', '/tra-cuu.html.br'],
		...['/_app/immutable/khong-co.js', '/tra-cuu/', '/en/support/abc/', '/tra-cuu.html'],
		...['/tin-bao/khong-co.png', '/tra-cuu/__data.json.gz', '/en/staff/x.js', '/can-bo.webmanifest']
	])('answers %s as the server does', async (address) => {
		const mine = await ask(address);
		const answer = await fetch(real.origin + address, { redirect: 'manual' });
		const of = (said: Response) =>
			[...names, 'location'].map((name) => [name, said.headers.get(name)]);
		expect([answer.status, of(answer)]).toEqual([mine.status, of(mine)]);
		const [text, mineText] = [await answer.text(), await mine.text()];
		// Where there is no page, each says so in words of its own.
		if (mineText.startsWith('page')) expect(text).toBe(mineText);
		else if (mine.status === 200) expect(text).toBe('0123');
		else expect(text).not.toMatch(/page|settings/);
	});

	it('keeps whoever comes by the onion there', async () => {
		const by = async (address: string) => {
			const [answer] = (await once(
				get(real.origin + address, { headers: { host: `${'a'.repeat(56)}.onion` } }),
				'response'
			)) as [IncomingMessage];
			answer.resume();
			return [answer.statusCode, answer.headers.location, answer.headers['set-cookie']];
		};
		expect(await by('/tra-cuu')).toEqual([200, undefined, undefined]);
		expect(await by('/tra-cuu/')).toEqual([308, '/tra-cuu', undefined]);
		expect(await by('/khong-co')).toEqual([404, undefined, undefined]);
	});

	it('sends the packed twin to whoever takes it, and a part to whoever asks for one', async () => {
		const as = (headers: Record<string, string>) =>
			fetch(`${real.origin}/_app/immutable/a.js`, { headers });
		for (const [encoding, length] of [
			['gzip', null],
			['identity', '4']
		] as const) {
			const answer = await as({ 'accept-encoding': encoding });
			expect(answer.headers.get('content-encoding')).toBe(length ? null : encoding);
			expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
			expect(await answer.text()).toBe('0123');
		}
		const part = await as({ 'accept-encoding': 'identity', range: 'bytes=1-2' });
		expect([part.status, await part.text()]).toEqual([206, '12']);
		expect(part.headers.get('x-content-type-options')).toBe('nosniff');
	});

	it('passes on to Supabase what it needs, and nothing of who asks', async () => {
		const headers = {
			'user-agent': 'PlantedBrowser/7.7',
			cookie: 'a=1',
			referer: 'https://planted.example/',
			...{ 'accept-language': 'vi', 'save-data': 'on', 'sec-ch-ua-model': '"Planted"' }
		};
		const passed = await fetch(`${real.origin}/rest/v1/rpc/unit_public`, {
			method: 'POST',
			headers: { ...headers, 'x-forwarded-for': '203.0.113.77', apikey: 'sb_publishable_test' },
			body: JSON.stringify({ filler: 'x'.repeat(100_000) })
		});
		expect(passed.headers.get('set-cookie')).toBeNull();
		expect([...passed.headers.keys()].filter((name) => /^access-control/.test(name))).toEqual([]);
		expect(passed.headers.get('cache-control')).toBe('no-store');
		expect(passed.headers.get('x-content-type-options')).toBe('nosniff');
		expect(real.told).toMatchObject([
			{
				url: '/rest/v1/rpc/unit_public',
				headers: { apikey: 'sb_publishable_test' },
				bytes: 100_013
			}
		]);
		expect(JSON.stringify(real.told)).not.toMatch(
			/Planted|203\.0|cookie|referer|forwarded|"via"|sec-|save-data|language/i
		);
	});
});
