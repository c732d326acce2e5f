/** The pictures of the README and of the officers' handbook, taken where a journey stands anyway. */
import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** Taller than any page that is shown. */
const TALL = 3200;
const EDGE = 8;

/**
 * With GANDAN_PICTURES (`npm run pictures`) what the page shows is written to `docs/pictures`; else nothing is done, and a
 * journey loses no time. As WebP, which is a third of a PNG.
 * @param about what the handbook's sentence talks of: the picture is cut around all of it, however long the page; else the screen
 */
export async function picture(page: Page, name: string, ...about: Locator[]): Promise<void> {
	if (!process.env.GANDAN_PICTURES) return;
	const { width, height } = page.viewportSize()!;
	// Lists and dialogs scroll by themselves: on a tall screen nothing of them is hidden.
	if (about.length) await page.setViewportSize({ width, height: TALL });
	await page.evaluate(() => {
		for (const node of document.querySelectorAll('html, main, dialog[open], dialog[open] *'))
			node.scrollTop = 0;
	});
	const clip = about.length ? { clip: await around(about, width) } : {};
	const session = await page.context().newCDPSession(page);
	const options = { format: 'webp', quality: 80, ...clip } as const;
	const { data } = await session.send('Page.captureScreenshot', options);
	await session.detach();
	await writeFile(`docs/pictures/${name}.webp`, Buffer.from(data, 'base64'));
	if (about.length) await page.setViewportSize({ width, height });
}

/** What holds all of these, and a margin. */
async function around(about: readonly Locator[], width: number) {
	const boxes = [];
	for (const one of about) boxes.push((await one.boundingBox())!);
	const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - EDGE);
	const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - EDGE);
	const right = Math.min(width, Math.max(...boxes.map((box) => box.x + box.width)) + EDGE);
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + EDGE;
	return { x: left, y: top, width: right - left, height: bottom - top, scale: 1 };
}
