/**
 * An officer's second visit on the slow profile: the cache of the browser is as the first one left it, the tab is a new one. Lighthouse
 * cannot do that: it opens its page once. Median of five.
 */
import type { BrowserContext, Page } from '@playwright/test';
import { launch } from '../supabase/local/browser.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { visits } from './slow.ts';

const KBIT = 1000 / 8;

type Seen = { lcp: number; cls: number; tbt: number; bytes: number };

export async function secondVisit(
	url: string,
	path: string,
	before: ((context: BrowserContext) => Promise<void>) | undefined
): Promise<Figure[]> {
	const runs: Seen[] = [];
	for (let i = 0; i < visits; i++) {
		const browser = await launch();
		try {
			const context = await browser.newContext({
				viewport: { width: 360, height: 740 },
				deviceScaleFactor: 2,
				isMobile: true,
				hasTouch: true
			});
			await before?.(context);
			await visit(context, url);
			runs.push(await visit(context, url));
		} finally {
			await browser.close();
		}
	}
	const median = (pick: (run: Seen) => number) => percentile(runs.map(pick), 0.5);
	const name = `${path}, second visit`;
	return [
		atMost(`${name}, LCP, slow profile`, median((r) => r.lcp) / 1000, 's', 2),
		atMost(`${name}, CLS, slow profile`, median((r) => r.cls), '', 0),
		atMost(`${name}, TBT, slow profile`, median((r) => r.tbt), 'ms', 50),
		atMost(`${name}, over the line`, median((r) => r.bytes) / 1024, 'KB', null)
	];
}

/** Opens a page in a tab of its own, until nothing has come over the line for two seconds. */
async function visit(context: BrowserContext, url: string): Promise<Seen> {
	const page = await context.newPage();
	const line = await context.newCDPSession(page);
	await line.send('Network.enable');
	await line.send('Network.emulateNetworkConditions', {
		offline: false,
		latency: 300,
		downloadThroughput: 700 * KBIT,
		uploadThroughput: 700 * KBIT
	});
	await line.send('Emulation.setCPUThrottlingRate', { rate: 6 });
	let bytes = 0;
	let last = Date.now();
	line.on('Network.requestWillBeSent', () => (last = Date.now()));
	line.on('Network.loadingFinished', ({ encodedDataLength }) => {
		bytes += encodedDataLength;
		last = Date.now();
	});
	await page.goto(url);
	while (Date.now() - last < 2000) await page.waitForTimeout(200);
	const seen = await painted(page);
	await page.close();
	return { ...seen, bytes };
}

type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean };

const painted = (page: Page) =>
	page.evaluate(async () => {
		const all = (type: string) =>
			new Promise<Entry[]>((resolve) => {
				new PerformanceObserver((list) => resolve(list.getEntries() as Entry[])).observe({ type, buffered: true });
				// A page in which nothing of a type happened is told of nothing.
				setTimeout(() => resolve([]), 1000);
			});
		const [paints, shifts, long] = await Promise.all(
			['largest-contentful-paint', 'layout-shift', 'longtask'].map(all)
		);
		const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
		return {
			lcp: Math.max(...paints!.map(({ startTime }) => startTime)),
			cls: sum(shifts!.filter(({ hadRecentInput }) => !hadRecentInput).map(({ value }) => value)),
			tbt: sum(long!.map(({ duration }) => Math.max(0, duration - 50)))
		};
	});
