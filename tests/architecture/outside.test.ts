/** That journeys notice whoever is asked beside the portal, on whatever road (tests/journeys/outside.ts). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { launch } from '../../supabase/local/browser.ts';
import { watchOutside } from '../journeys/outside.ts';

/** For both kinds: a page's own, and one that stays. */
const worker = `const kind = 'registration' in self ? 'service' : 'page';
fetch('http://worker-of-' + kind + '.example/').catch(() => {})`;

/** What a page does, and what is noticed of it. */
const roads: Record<string, string> = {
	"new Image().src = 'http://picture.example/a.png'": 'http://picture.example/a.png',
	"new Image().src = 'http://192.0.2.7/'": 'http://192.0.2.7/',
	"fetch('https://fetched.example/').catch(() => {})": 'https://fetched.example/',
	"navigator.sendBeacon('http://beacon.example/')": 'http://beacon.example/',
	"new WebSocket('ws://live.example/')": 'ws://live.example/',
	"new Worker('/worker.js')": 'http://worker-of-page.example/',
	"navigator.serviceWorker.register('/worker.js')": 'http://worker-of-service.example/',
	"document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://frame.example/' }))":
		'http://frame.example/'
};

it('a page that asks somebody else is noticed on every road and in every context; who leaves for elsewhere is not', async () => {
	const site = createServer((request, answer) => {
		const isWorker = request.url === '/worker.js';
		answer.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
		answer.end(isWorker ? worker : '<p>Xin chào');
	});
	await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
	const browser = await launch();
	try {
		const asked = watchOutside(browser);
		const page = await (await browser.newContext()).newPage();
		await page.goto(origin);
		await page.evaluate(`open('http://window.example/'); void 0`);
		await page.evaluate(`${Object.keys(roads).join(';\n')}; void 0`);
		await expect
			.poll(() => [...asked].sort(), { timeout: 20_000 })
			.toEqual(Object.values(roads).sort());
		const other = await browser.newPage();
		await other.goto(origin);
		await other.evaluate(`new Image().src = 'http://other.example/'`);
		await expect.poll(() => [...asked]).toContain('http://other.example/');
		expect(asked.size).toBe(Object.keys(roads).length + 1);
	} finally {
		await browser.close();
		site.closeAllConnections();
		site.close();
	}
}, 60_000);
