/** The pages as journeys build them, a stack that serves them and a browser, for what is measured there. */
import process from 'node:process';
import type { Browser, Locator, Page } from '@playwright/test';
import { buildingForTests } from '../scripts/checks.ts';
import { step } from '../scripts/step.ts';
import { launch } from '../supabase/local/browser.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';

/** `site`: folder of the pages, below bench/out. `functions` false: without the edge functions. */
type Wanted = { site: string; functions?: false };

export async function atBuiltPages<T>(
	{ site, functions }: Wanted,
	work: (at: { stack: TestStack; browser: Browser }) => Promise<T>
): Promise<T> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		if (!(await step(buildingForTests, { env: { GANDAN_SITE: site } })))
			throw new Error('The pages do not build.');
		const stack = await startStack({ build: site, ...(functions === false && { functions }) });
		const browser = await launch();
		try {
			return await work({ stack, browser });
		} finally {
			await browser.close();
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}

/** The lines of an officer's list. */
export const rowsOf = (page: Page) => page.locator('.rows a');

/** Presses "Xem thêm" until so many of these lines are there. */
export async function showMore(page: Page, lines: Locator, count: number): Promise<void> {
	const rows = rowsOf(page);
	await lines.first().waitFor();
	while ((await lines.count()) < count) {
		const before = await rows.count();
		await page.getByRole('button', { name: 'Xem thêm' }).click();
		await rows.nth(before).waitFor();
	}
}
