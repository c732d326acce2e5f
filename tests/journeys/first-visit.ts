/**
 * What a first visit of a page costs, in figures that no busy machine changes (docs/decisions/0078): whether its largest text comes with
 * the page itself, and how many functions of the portal's scripts run before anybody does something.
 */
import { painted } from './jumps.ts';
import type { Page } from './world.ts';

export type Visit = {
	/** The largest text stood before anything but the page had come. */
	isEarly: boolean;
	/** Calls of functions, until the line was quiet. */
	calls: number;
};

/** Opens pages one after another; whatever a page names or asks comes after what was sent of it has been painted. */
export async function firstVisits(page: Page, origin: string) {
	let stands = Promise.withResolvers<void>();
	await page.route('**/*', async (route) => {
		if (!route.request().isNavigationRequest()) await stands.promise;
		await route.fallback();
	});
	const tool = await page.context().newCDPSession(page);
	await tool.send('Profiler.enable');
	await tool.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

	return async (address: string): Promise<Visit> => {
		stands = Promise.withResolvers();
		const comes = page.goto(origin + address, { waitUntil: 'networkidle' });
		await page.waitForURL(origin + address, { waitUntil: 'commit' });
		const before = await paintedAlone(page);
		// What the page before this one did is no part of it.
		stands.resolve();
		await comes;
		await painted(page);
		const { result } = await tool.send('Profiler.takePreciseCoverage');
		const calls = result
			.filter(({ url }) => url.startsWith(origin))
			.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0))
			.reduce((sum, count) => sum + count, 0);
		return { isEarly: (await largest(page)) <= before, calls };
	};
}

/** When a page has been painted with nothing but itself; long before anything where it waits for its styles. */
async function paintedAlone(page: Page): Promise<number> {
	const waits = await page.waitForFunction(() => {
		const styled = [...document.querySelectorAll<HTMLLinkElement>('link[rel~=stylesheet]')];
		if (styled.some(({ disabled }) => !disabled)) return 'styles';
		return performance.getEntriesByName('first-contentful-paint').length > 0 && 'nothing';
	});
	if ((await waits.jsonValue()) === 'styles') return -Infinity;
	await painted(page);
	return page.evaluate(() => performance.now());
}

/** When the last text or picture came that is larger than all before it. */
const largest = (page: Page) =>
	page.evaluate(() => {
		const observer = new PerformanceObserver(() => undefined);
		observer.observe({ type: 'largest-contentful-paint', buffered: true });
		return observer.takeRecords().at(-1)?.startTime ?? Infinity;
	});
