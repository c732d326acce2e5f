/**
 * One visit on the slow profile: 300 ms round trip, 700 kbit/s, six times CPU slowdown, a phone's window; the first, with nothing in
 * its cache, or the one after it. What Lighthouse says of it with `throttlingMethod: 'devtools'`, in a sixth of its time (docs/decisions/0078).
 */
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';

/** Milliseconds, the score of layout shifts, milliseconds. */
export type Speed = { lcp: number; cls: number; tbt: number };

/** Nothing is on its way and nothing has kept the page busy for so long: the visit is over. */
const QUIET = 3000;
/** A page that is never quiet is left then. */
const MOST = 25_000;
/** What a page may be busy with in one go before somebody feels it. */
const UNFELT = 50;
/** Of the slow profile (BAR.md "Everything"): milliseconds there and back, kbit a second, how much slower a phone's processor is. */
export const profile = { latency: 300, kbit: 700, slowdown: 6 } as const;
const bytesASecond = (profile.kbit * 1024) / 8;

/** What a page tells of itself: when, in milliseconds after it was asked for. */
export type Told = { lcp: number; shifts: { at: number; value: number }[]; busy: number };
/** What a browser's trace says of a page's main thread: when something was first seen there, and its tasks, all in milliseconds. */
export type Traced = { fcp: number; tasks: { at: number; lasted: number }[] };
declare global {
	var told: Told;
}

export async function visit(
	browser: Browser,
	url: string,
	kept: BrowserContextOptions['storageState'],
	nth: 1 | 2
): Promise<Speed> {
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		storageState: kept,
		// Of the bench's own host (front.ts).
		ignoreHTTPSErrors: true
	});
	try {
		if (nth === 2) await look(browser, context, url);
		return await look(browser, context, url);
	} finally {
		await context.close();
	}
}

/** In a tab of its own. */
async function look(browser: Browser, context: BrowserContext, url: string): Promise<Speed> {
	const page = await context.newPage();
	try {
		await page.addInitScript(watch);
		const wire = await context.newCDPSession(page);
		await wire.send('Network.enable');
		await wire.send('Network.emulateNetworkConditions', {
			offline: false,
			latency: profile.latency,
			downloadThroughput: bytesASecond,
			uploadThroughput: bytesASecond
		});
		await wire.send('Emulation.setCPUThrottlingRate', { rate: profile.slowdown });
		let under = 0;
		let last = performance.now();
		const moved = (by: number) => {
			under += by;
			last = performance.now();
		};
		page.on('request', () => moved(1));
		page.on('requestfinished', () => moved(-1));
		page.on('requestfailed', () => moved(-1));
		await browser.startTracing(page, { categories });
		const from = performance.now();
		await page.goto(url);
		for (;;) {
			const idle = await page.evaluate(() => performance.now() - told.busy);
			const quiet = under > 0 ? 0 : Math.min(idle, performance.now() - last);
			if (quiet >= QUIET || performance.now() - from > MOST) break;
			await page.waitForTimeout(Math.max(100, QUIET - quiet));
		}
		const seen = await page.evaluate(() => told);
		const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Event[] };
		return speedOf(seen, tracedIn(traceEvents));
	} finally {
		await page.close();
	}
}

/** Runs in the page before any script of it. */
export function watch() {
	globalThis.told = { lcp: 0, shifts: [], busy: 0 };
	const on = (type: string, heard: (entry: PerformanceEntry) => void) =>
		new PerformanceObserver((list) => list.getEntries().forEach(heard)).observe({ type, buffered: true });
	on('largest-contentful-paint', ({ startTime }) => (told.lcp = startTime));
	on('layout-shift', (entry) => {
		const { startTime, value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
		if (!hadRecentInput) told.shifts.push({ at: startTime, value });
	});
	// Of scripts alone: what lays out and paints is in the trace.
	on('longtask', ({ startTime, duration }) => (told.busy = startTime + duration));
}

/** A line of a trace, in microseconds. */
export type Event = { name: string; ph: string; pid: number; tid: number; ts: number; dur?: number };
const categories = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'loading'];

/** @throws Error where nothing was ever seen */
export function tracedIn(events: readonly Event[]): Traced {
	const first = events.find(({ name }) => name === 'firstContentfulPaint');
	if (!first) throw new Error('The trace holds no first paint.');
	const tasks = events
		.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid)
		.map(({ ts, dur = 0 }) => ({ at: ts / 1000, lasted: dur / 1000 }));
	return { fcp: first.ts / 1000, tasks };
}

/**
 * LCP as it was seen; CLS is the worst window of shifts (less than a second apart, five seconds at most, web.dev/articles/cls);
 * TBT what long tasks after the first paint took beyond 50 ms each.
 */
export function speedOf({ lcp, shifts }: Told, { fcp, tasks }: Traced): Speed {
	let cls = 0;
	let window = { from: -Infinity, last: -Infinity, sum: 0 };
	for (const { at, value } of shifts) {
		const isSame = at - window.last < 1000 && at - window.from < 5000;
		window = isSame ? { ...window, last: at, sum: window.sum + value } : { from: at, last: at, sum: value };
		cls = Math.max(cls, window.sum);
	}
	const over = tasks.map(({ at, lasted }) => at + lasted - Math.max(at, fcp) - UNFELT);
	return { lcp, cls, tbt: over.reduce((sum, one) => sum + Math.max(0, one), 0) };
}
