/** What moves on a page while the rest of it comes. */
import type { Request } from '@playwright/test';
import { expect, type Page } from './world.ts';

/** Answers of doors come one by one, each after what the one before it changed has been painted. */
export async function answersOneByOne(page: Page) {
	let turn = Promise.resolve();
	await page.route('**/rest/v1/rpc/**', async (route) => {
		const answer = await route.fetch();
		turn = turn.then(async () => {
			await route.fulfill({ response: answer });
			await painted(page);
		});
		await turn;
	});
}

type But = { held: string; seen: string };

/**
 * Opens a page and waits until something is seen and nothing has been on its way for half a second but what the journey holds
 * back: Playwright's own "networkidle" would wait until the page has given that answer up.
 */
export async function openedBut(page: Page, address: string, { held, seen }: But) {
	const onTheWay = new Set<Request>();
	let since = performance.now();
	const goes = (request: Request) => {
		if (!request.url().endsWith(held)) onTheWay.add(request);
	};
	const ends = (request: Request) => {
		if (onTheWay.delete(request)) since = performance.now();
	};
	page.on('request', goes);
	page.on('requestfinished', ends).on('requestfailed', ends);
	await page.goto(address);
	await page.locator(seen).first().waitFor();
	const quiet = () => onTheWay.size === 0 && performance.now() - since > 500;
	await expect.poll(quiet, { intervals: [100] }).toBe(true);
	page.off('request', goes);
	page.off('requestfinished', ends).off('requestfailed', ends);
}

export const painted = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<void>((resolve) =>
				requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
			)
	);

type Shift = PerformanceEntry & {
	value: number;
	hadRecentInput: boolean;
	sources: { node: Node | null }[];
};

/** What jumped since the page was opened, in words of the page. */
export async function jumps(page: Page): Promise<string[]> {
	// What happened before is told by then.
	await painted(page);
	return page.evaluate(() => {
		const observer = new PerformanceObserver(() => undefined);
		observer.observe({ type: 'layout-shift', buffered: true });
		return (observer.takeRecords() as Shift[])
			.filter(({ hadRecentInput }) => !hadRecentInput)
			.map(({ value, sources }) => {
				const words = sources.map(({ node }) => node?.textContent?.trim().slice(0, 60) ?? '?');
				return `${value.toFixed(4)} ${words.join(' | ')}`;
			});
	});
}
