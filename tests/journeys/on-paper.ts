import type { Page } from '@playwright/test';

/** Presses what prints, waits for the browser to be asked to, and answers every line that then stands on paper. */
export async function onPaper(page: Page, button: string): Promise<string[]> {
	const printer = page.evaluate(() => new Promise<void>((asked) => (window.print = () => asked())));
	await page.getByRole('button', { name: button }).click();
	await printer;
	await page.emulateMedia({ media: 'print' });
	const text = await page.locator('body').innerText();
	await page.emulateMedia({ media: null });
	return text.split(/\n+/).filter(Boolean);
}
