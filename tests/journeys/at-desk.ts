/** Officers at their screens. */
import type { Browser } from '@playwright/test';
import type { Desk, Keyed } from './desk.ts';
import { builtWith } from './officer-tips.ts';
import { signIn, type Page, type TestStack } from './world.ts';

export const wide = { width: 1280, height: 900 };

/** An officer at a desk of their own, whose page knows the unit's list, and those of other units. */
export async function atDesk(
	browser: Browser,
	stack: TestStack,
	desk: Desk,
	who: Keyed,
	others: readonly Desk[] = []
): Promise<Page> {
	const context = await browser.newContext({ viewport: wide, baseURL: stack.origin });
	const known = [desk, ...others].map(({ unit, floor }) => [unit, floor] as const);
	await builtWith(context, Object.fromEntries(known));
	const page = await context.newPage();
	await signIn(page, who.officer);
	return page;
}

export async function unlock(page: Page, { code }: Keyed) {
	await page.getByLabel('Mã khóa').fill(code);
	await page.getByRole('button', { name: 'Mở khóa', exact: true }).click();
}

/** Writes to the sender and presses the button; whether it went out is for the caller to see. */
export async function writeTo(page: Page, text: string, button: 'Trả lời' | 'Hỏi thêm') {
	await page.getByLabel('Viết cho người báo tin').fill(text);
	await page.getByRole('button', { name: button, exact: true }).click();
}
