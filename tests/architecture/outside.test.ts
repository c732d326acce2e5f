/** That journeys notice whoever is asked outside this machine, on whatever road (tests/journeys/outside.ts). */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { launch } from '../../supabase/local/browser.ts';
import { watchOutside } from '../journeys/outside.ts';

/** For both kinds: a page's own, and one that stays. */
const worker = `const kind = 'registration' in self ? 'service' : 'page';
fetch('http://worker-of-' + kind + '.example/').catch(() => {})`;

/** What a page does, and what is heard of it. */
const roads = {
	"new Image().src = 'http://picture.example/a.png'": 'http://picture.example/a.png',
	"new Image().src = 'http://192.0.2.7/'": 'http://192.0.2.7/',
	"fetch('https://fetched.example/').catch(() => {})": 'fetched.example:443',
	"navigator.sendBeacon('http://beacon.example/')": 'http://beacon.example/',
	"new WebSocket('ws://live.example/')": 'live.example:80',
	"new Worker('/worker.js')": 'http://worker-of-page.example/',
	"navigator.serviceWorker.register('/worker.js')": 'http://worker-of-service.example/',
	"open('http://window.example/')": 'http://window.example/'
};

it('a page that asks somebody else is noticed on every road, and what it asks of this machine is not', async () => {
	const site = createServer((request, answer) => {
		const isWorker = request.url === '/worker.js';
		answer.setHeader('content-type', isWorker ? 'text/javascript' : 'text/html');
		answer.end(isWorker ? worker : '<p>Xin chào');
	});
	await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
	const [outside, browser] = await Promise.all([watchOutside(), launch()]);
	try {
		const context = await browser.newContext({ proxy: outside.proxy });
		const page = await context.newPage();
		await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}`);
		expect([...outside.asked]).toEqual([]);
		await page.evaluate(Object.keys(roads).join(';\n'));
		await expect
			.poll(() => [...outside.asked].sort(), { timeout: 20_000 })
			.toEqual(Object.values(roads).sort());
	} finally {
		await browser.close();
		await outside.stop();
		site.closeAllConnections();
		site.close();
	}
}, 60_000);
