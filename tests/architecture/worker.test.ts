import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveCryptoPage, type CryptoPage } from '../../bench/crypto-page/serve.ts';
import vectors from '../../src/lib/sealed/vectors.json' with { type: 'json' };
import { launch } from '../../supabase/local/browser.ts';

type Browser = Awaited<ReturnType<typeof launch>>;
type Page = Awaited<ReturnType<Browser['newPage']>>;

let site: CryptoPage;
let browser: Browser;
let page: Page;
const blocked: string[] = [];
const [{ code, deployment, lookup }] = vectors as [(typeof vectors)[number]];
const question = JSON.stringify({ code, deployment });

beforeAll(async () => {
	[site, browser] = await Promise.all([serveCryptoPage(), launch()]);
	page = await browser.newPage();
	page.on('console', (message) => message.type() === 'error' && blocked.push(message.text()));
	await page.goto(site.origin);
}, 60_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
});

it('a real browser makes the keys of a code in a Worker, under the policy of the portal', async () => {
	const { result } = (await page.evaluate(`inWorker(${question})`)) as { result: string };
	expect(result).toBe(lookup);
	expect(blocked).toEqual([]);
});

it('a browser without module workers makes the same keys on the page', async () => {
	const { result } = (await page.evaluate(`onPage(${question})`)) as { result: string };
	expect(result).toBe(lookup);
});

it('a page cannot start a foreign Worker, nor one past the place that makes them', async () => {
	expect(await page.evaluate('foreign()')).toBe('worker_failed');
	expect(await page.evaluate('sideDoor()')).toBe('TypeError');
});

it('the Worker that makes keys is small enough to come while a person still reads', () => {
	expect(site.workerBytes).toBeLessThanOrEqual(6 * 1024);
});
