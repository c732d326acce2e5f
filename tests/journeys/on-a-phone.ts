/** A phone in somebody's hand, and the quick exit as they find it. */
import type { Browser, BrowserContext, Locator } from '@playwright/test';
import { expect, type Page, type TestStack } from './world.ts';

/** @param permissions what its owner lets the portal do, as `clipboard-read` */
export const phoneOf = (
	browser: Browser,
	stack: TestStack,
	permissions: string[] = []
): Promise<BrowserContext> =>
	browser.newContext({
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		isMobile: true,
		baseURL: stack.origin,
		locale: 'vi-VN',
		permissions
	});

export const exit = (page: Page) => page.getByRole('button', { name: 'Thoát nhanh' });

/** At the thumb however far the page is scrolled, and nothing in the app switcher but the portal's name. */
export async function expectAtHand(page: Page) {
	await expect(page).toHaveTitle('Gần Dân');
	for (const to of [0, 100_000]) {
		await page.evaluate((y) => scrollTo(0, y), to);
		await expect(exit(page)).toBeInViewport({ ratio: 1 });
		const { y, height } = (await exit(page).boundingBox())!;
		expect(y, 'in the lower third').toBeGreaterThan(740 * 0.66);
		expect(height).toBeGreaterThanOrEqual(44);
	}
}

/** The number to call stands in sight, above the field that is given, and is pressed without aiming. */
export async function expectCallFirst(page: Page, number: string, words: string, field: Locator) {
	const call = page.getByRole('main').locator(`a[href="tel:${number}"]`);
	await expect(call).toContainText(words);
	await expect(call).toBeInViewport({ ratio: 1 });
	const [first, below] = [(await call.boundingBox())!, (await field.boundingBox())!];
	expect(first.y + first.height).toBeLessThanOrEqual(below.y);
	expect(first.height).toBeGreaterThanOrEqual(44);
	expect(first.width).toBeGreaterThanOrEqual(240);
}
