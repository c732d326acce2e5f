/** A slow line: something that was sent does not arrive before the test lets it. */
import type { Page } from '@playwright/test';

/** Requests of a door that say this wait until the line is there again. */
export async function hold(page: Page, door: string, words: string) {
	const line = Promise.withResolvers<void>();
	const asked = Promise.withResolvers<void>();
	await page.route(`**/rest/v1/rpc/${door}`, async (route) => {
		if (!route.request().postData()?.includes(words)) return route.continue();
		asked.resolve();
		await line.promise;
		await route.continue();
	});
	return { asked: asked.promise, release: line.resolve };
}
