/** What moves on a page while the rest of it comes. */
import type { Page } from './world.ts';

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
