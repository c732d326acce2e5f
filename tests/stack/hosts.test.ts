/** What is written for hosts of static files says what the server of `npm start` says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caddyfile } from '../../supabase/local/hosts/caddy.ts';
import { headersFile, redirectsFile } from '../../supabase/local/hosts/files.ts';
import { nginxMaps, nginxServer } from '../../supabase/local/hosts/nginx.ts';
import { headers, passedOn } from '../../supabase/local/hosts/rules.ts';
import { supabaseOrigin } from '../../supabase/local/hosts/write.ts';
import { site } from '../../supabase/local/server.ts';
import { nginx, startNginx } from './real-nginx.ts';
import { ofCaddy, ofHeadersFile, ofMap, ofNginx, type Said } from './reading-hosts.ts';

const supabase = 'https://abc.supabase.co';
const folder = mkdtempSync(join(tmpdir(), 'gandan-hosts-'));
beforeAll(() => {
	for (const name of ['_app/immutable', 'en']) mkdirSync(join(folder, name), { recursive: true });
	for (const name of ['index', '200', 'tra-cuu', 'en/200'])
		writeFileSync(join(folder, `${name}.html`), name);
	writeFileSync(join(folder, '_app/immutable/a.js'), '0');
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

if (nginx)
	it('nginx itself answers as the server does, and passes nothing on of who asks', async () => {
		const real = await startNginx(folder);
		try {
			for (const address of [...addresses.filter((one) => one !== '/_config.json'), '/khong-co']) {
				const mine = await ask(address);
				const answer = await fetch(real.origin + address);
				const said = Object.fromEntries(
					names.map((name) => [name, answer.headers.get(name) ?? ''])
				);
				expect([answer.status, said], address).toEqual([mine.status, await saidBy(address)]);
				if (mine.status === 200) expect(await answer.text(), address).toBe(await mine.text());
			}
			const gone = await fetch(`${real.origin}/_app/immutable/khong-co.js`);
			expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-cache']);
			const headers = {
				'user-agent': 'PlantedBrowser/7.7',
				cookie: 'a=1',
				referer: 'https://planted.example/'
			};
			const passed = await fetch(`${real.origin}/rest/v1/rpc/unit_public`, {
				method: 'POST',
				headers: { ...headers, 'x-forwarded-for': '203.0.113.77', apikey: 'sb_publishable_test' },
				body: JSON.stringify({ filler: 'x'.repeat(100_000) })
			});
			expect(passed.headers.get('set-cookie')).toBeNull();
			expect(passed.headers.get('access-control-allow-origin')).toBeNull();
			expect(passed.headers.get('cache-control')).toBe('no-store');
			expect(real.told).toMatchObject([
				{
					url: '/rest/v1/rpc/unit_public',
					headers: { apikey: 'sb_publishable_test' },
					bytes: 100_013
				}
			]);
			expect(JSON.stringify(real.told)).not.toMatch(
				/Planted|203\.0|cookie|referer|user-agent|forwarded/i
			);
		} finally {
			await real.stop();
		}
	});
