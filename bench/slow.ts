/**
 * A page on the slow profile: 300 ms round trip, 700 kbit/s, six times CPU slowdown, `throttlingMethod: 'devtools'`,
 * median of 5 visits by Lighthouse.
 */
import { chromium, type BrowserContext } from '@playwright/test';
import { launch } from '../supabase/local/browser.ts';
import { atMost, percentile, type Figure } from './figure.ts';

/** Five, as the marks say. Fewer make a survey of many pages, and are no figure. */
export const visits = Number(process.env.GANDAN_VISITS ?? 5);

export async function slowProfile(
	url: string,
	path: string,
	/** What the browser has done before: an officer has signed in. What it keeps of that stays; its cache does not. */
	before?: (context: BrowserContext) => Promise<void>
): Promise<Figure[]> {
	// An officer's page asks again and again: it is never quiet for the five seconds that Lighthouse waits for.
	const quiet = before
		? { pauseAfterFcpMs: 2000, pauseAfterLoadMs: 2000, networkQuietThresholdMs: 2000, cpuQuietThresholdMs: 2000, maxWaitForLoad: 25_000 }
		: {};
	const { default: lighthouse } = await import('lighthouse');
	const runs: { lcp: number; cls: number; tbt: number }[] = [];
	for (let i = 0; i < visits; i++) {
		const port = 9300 + Math.floor(Math.random() * 600);
		const browser = await launch({ args: [`--remote-debugging-port=${port}`] });
		try {
			if (before) await inItself(port, before);
			const result = await lighthouse(url, {
				port,
				output: 'json',
				logLevel: 'error',
				disableStorageReset: before !== undefined,
				...quiet,
				onlyCategories: ['performance'],
				formFactor: 'mobile',
				screenEmulation: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false },
				throttlingMethod: 'devtools',
				throttling: {
					requestLatencyMs: 300,
					downloadThroughputKbps: 700,
					uploadThroughputKbps: 700,
					cpuSlowdownMultiplier: 6,
					rttMs: 300,
					throughputKbps: 700
				}
			});
			const audits = result?.lhr.audits;
			const value = (id: string) => {
				const v = audits?.[id]?.numericValue;
				if (v === undefined) throw new Error(`Lighthouse gave no ${id} for ${path}`);
				return v;
			};
			runs.push({
				lcp: value('largest-contentful-paint'),
				cls: value('cumulative-layout-shift'),
				tbt: value('total-blocking-time')
			});
		} finally {
			await browser.close();
		}
	}
	const median = (pick: (run: (typeof runs)[number]) => number) => percentile(runs.map(pick), 0.5);
	return [
		atMost(`${path} LCP, slow profile`, median((r) => r.lcp) / 1000, 's', 2),
		atMost(`${path} CLS, slow profile`, median((r) => r.cls), '', 0),
		atMost(`${path} TBT, slow profile`, median((r) => r.tbt), 'ms', 50)
	];
}

/** Lighthouse opens its page in the browser's own profile, which Playwright reaches by the same port. */
async function inItself(port: number, before: (context: BrowserContext) => Promise<void>): Promise<void> {
	const same = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
	try {
		await before(same.contexts()[0]!);
	} finally {
		await same.close();
	}
}
