/**
 * A page on the slow profile: 300 ms round trip, 700 kbit/s, six times CPU slowdown, `throttlingMethod: 'devtools'`,
 * median of 5 visits by Lighthouse.
 */
import { launch } from '../supabase/local/browser.ts';
import { atMost, percentile, type Figure } from './figure.ts';

export async function slowProfile(url: string, path: string): Promise<Figure[]> {
	const { default: lighthouse } = await import('lighthouse');
	const runs: { lcp: number; cls: number; tbt: number }[] = [];
	for (let i = 0; i < 5; i++) {
		const port = 9300 + Math.floor(Math.random() * 600);
		const browser = await launch({ args: [`--remote-debugging-port=${port}`] });
		try {
			const result = await lighthouse(url, {
				port,
				output: 'json',
				logLevel: 'error',
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
