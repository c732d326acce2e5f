/**
 * The officer's list in a browser, with four hundred lines loaded: from a key to the paint that shows what it did, and from
 * Enter to the paint of the case that it opened, over HTTP from the server beside it.
 */
import type { Page } from '@playwright/test';
import { atBuiltPages, rowsOf, showMore } from './built-pages.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { fill } from './million.ts';

const site = 'bench/out/queue';
const LINES = 400;
const PRESSES = 60;
const OPENED = 12;

export const measure = (): Promise<Figure[]> =>
	atBuiltPages({ site, functions: false }, async ({ stack, browser }) => {
		for (const unit of ['21451', '21478', '21457', '21472'])
			await stack.officer({ unit, roles: ['desk'] });
		const { email, password } = await stack.officer({ unit: '21439', roles: ['desk'] });
		await fill(stack.sql, 80_000);
		// A colleague's case asks for a reason first, and the time of whoever types it is not measured here.
		await stack.sql`update queue.cases set assignee = null where unit = '21439' and ended_at is null`;
		// All of that was long ago: nothing is news.
		await stack.sql`truncate queue.news`;
		const page = await browser.newPage({
			baseURL: stack.origin,
			viewport: { width: 1280, height: 900 }
		});
		await page.goto('/can-bo/dang-nhap');
		await page.getByLabel('Thư điện tử').fill(email);
		await page.getByLabel('Mật khẩu').fill(password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await showMore(page, rowsOf(page), LINES);
		return [
			atMost('queue: key to paint, 400 lines, p95', percentile(await moved(page), 0.95), 'ms', 50),
			atMost('queue: Enter to the case painted, median', percentile(await opened(page), 0.5), 'ms', 150)
		];
	});

/** From each key to the end of the frame that drew what it did. */
async function moved(page: Page): Promise<number[]> {
	const times: number[] = [];
	for (let press = 0; press < PRESSES; press++) {
		await page.evaluate(() => {
			const mark = ({ timeStamp }: Event) =>
				requestAnimationFrame(() =>
					setTimeout(() => (document.documentElement.dataset.took = String(performance.now() - timeStamp)))
				);
			addEventListener('keydown', mark, { once: true, capture: true });
		});
		await page.keyboard.press(press % 20 < 15 ? 'j' : 'k');
		times.push(await taken(page));
	}
	return times;
}

/** From Enter on a line to the frame that has its reference in the case beside it. */
async function opened(page: Page): Promise<number[]> {
	const times: number[] = [];
	for (let one = 0; one < OPENED; one++) {
		await page.keyboard.press('j');
		await page.evaluate(() => {
			const reference = document.querySelector('.rows a.selected .reference')!.textContent!.trim();
			const begin = ({ timeStamp }: Event) => {
				const look = () => {
					if (document.querySelector('article')?.textContent?.includes(reference))
						setTimeout(() => (document.documentElement.dataset.took = String(performance.now() - timeStamp)));
					else requestAnimationFrame(look);
				};
				requestAnimationFrame(look);
			};
			addEventListener('keydown', begin, { once: true, capture: true });
		});
		await page.keyboard.press('Enter');
		times.push(await taken(page));
	}
	return times;
}

async function taken(page: Page): Promise<number> {
	const handle = await page.waitForFunction(() => document.documentElement.dataset.took);
	const value = Number(await handle.jsonValue());
	await page.evaluate(() => delete document.documentElement.dataset.took);
	return value;
}
