/** The pictures of the README and of the officers' handbook, taken where a journey stands anyway. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/**
 * With GANDAN_PICTURES (`npm run pictures`) what the page shows is written to `docs/pictures`; else nothing is done, and a
 * journey loses no time. As WebP, which is a third of a PNG.
 * @param top what stands at the upper edge, where a page is longer than the screen
 */
export async function picture(page: Page, name: string, top?: Locator): Promise<void> {
	if (!process.env.GANDAN_PICTURES) return;
	await page.evaluate(() => {
		scrollTo(0, 0);
		for (const node of document.querySelectorAll('dialog[open], dialog[open] *'))
			node.scrollTop = 0;
	});
	await top?.evaluate((node) => node.scrollIntoView({ block: 'start' }));
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
	await session.detach();
	await writeFile(`docs/pictures/${name}.webp`, Buffer.from(data, 'base64'));
}
