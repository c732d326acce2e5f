/** Officers at their screens. */
import type { Browser } from '@playwright/test';
import type { Desk, Keyed } from './desk.ts';
import { builtWith } from './officer-tips.ts';
import { signIn, type Page, type TestStack } from './world.ts';

/** An officer at a desk of their own, whose page knows the unit's list. */
export async function atDesk(
	browser: Browser,
	stack: TestStack,
	{ unit, floor }: Desk,
	who: Keyed
): Promise<Page> {
	const viewport = { width: 1280, height: 900 };
	const context = await browser.newContext({ viewport, baseURL: stack.origin });
	await builtWith(context, unit, floor);
	const page = await context.newPage();
	await signIn(page, who.officer);
	return page;
}

export async function unlock(page: Page, { code }: Keyed) {
	await page.getByLabel('Mã khóa').fill(code);
	await page.getByRole('button', { name: 'Mở khóa', exact: true }).click();
}
