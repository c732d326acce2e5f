/** One visit that Lighthouse and bench/visit.ts look at together: both must say the same of it, however busy the machine is. */
import { chromium } from '@playwright/test';
import { launch } from '../supabase/local/browser.ts';
import { profile, speedOf, tracedIn, watch, type Event, type Speed, type Told } from './visit.ts';

/** How often the page is asked what it has told: Lighthouse closes it without a word. */
const EVERY = 500;

const ids = ['largest-contentful-paint', 'cumulative-layout-shift', 'total-blocking-time'];

/** @throws Error where Lighthouse came to no figure, as on a machine that is too busy for it */
export async function besideLighthouse(url: string): Promise<{ ours: Speed; theirs: Speed }> {
	const { default: lighthouse } = await import('lighthouse');
	const port = 9300 + Math.floor(Math.random() * 600);
	const browser = await launch({ args: [`--remote-debugging-port=${port}`] });
	let asking: NodeJS.Timeout | undefined;
	try {
		// Lighthouse opens its page in the browser's own profile, which Playwright reaches by the same port.
		const context = (await chromium.connectOverCDP(`http://127.0.0.1:${port}`)).contexts()[0]!;
		await context.addInitScript(watch);
		let last: Told | undefined;
		asking = setInterval(() => {
			const page = context.pages().find((one) => one.url() === url);
			// It is closed between two questions.
			page?.evaluate(() => told).then((told) => (last = told), () => undefined);
		}, EVERY);
		const result = await lighthouse(url, {
			port,
			output: 'json',
			logLevel: 'error',
			onlyAudits: [...ids, 'first-contentful-paint', 'interactive'],
			formFactor: 'mobile',
			screenEmulation: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false },
			throttlingMethod: 'devtools',
			throttling: {
				requestLatencyMs: profile.latency,
				downloadThroughputKbps: profile.kbit,
				uploadThroughputKbps: profile.kbit,
				cpuSlowdownMultiplier: profile.slowdown,
				rttMs: profile.latency,
				throughputKbps: profile.kbit
			}
		});
		const value = (id: string) => {
			const found = result?.lhr.audits[id]?.numericValue;
			if (found === undefined) throw new Error(`Lighthouse gave no ${id} for ${url}`);
			return found;
		};
		const [lcp, cls, tbt] = ids.map(value) as [number, number, number];
		const theirs = { lcp, cls, tbt };
		if (!last) throw new Error(`${url} told nothing.`);
		const { traceEvents } = (result?.artifacts as unknown as { Trace: { traceEvents: Event[] } }).Trace;
		// Lighthouse counts until the page can be used; what it does in the page by itself comes after that.
		const { fcp, tasks } = tracedIn(traceEvents);
		const usable = fcp - value('first-contentful-paint') + value('interactive');
		return { ours: speedOf(last, { fcp, tasks: tasks.filter(({ at }) => at < usable) }), theirs };
	} finally {
		clearInterval(asking);
		await browser.close();
	}
}
