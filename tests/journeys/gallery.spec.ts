import { createServer, type ViteDevServer } from 'vite';
import { expect, expectNoFaults, test as base } from './world.ts';

/** The gallery exists in development alone, so this journey brings a development server. */
const test = base.extend<{ baseURL: string }, { dev: ViteDevServer }>({
	dev: [
		// Playwright reads the names of fixtures out of the parameter, so there must be a pattern.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
			await server.listen();
			await use(server);
			await server.close();
		},
		{ scope: 'worker' }
	],
	baseURL: ({ dev }, use) => use(dev.resolvedUrls!.local[0]!)
});

test.beforeEach(async ({ page }) => {
	// The first request lets Vite read the whole kit; axe then looks at some hundred examples, twice.
	test.setTimeout(180_000);
	await page.setViewportSize({ width: 1280, height: 900 });
});

for (const [who, address] of [
	['residents', 'ui'],
	['officers', 'ui?desk']
] as const) {
	test(`the kit as ${who} meet it has no fault in either theme`, async ({ page }) => {
		await page.goto(address);
		await expect(page.getByRole('heading', { name: 'Timeline', exact: true })).toBeVisible();
		await expectNoFaults(page);
	});
}

test('the kit in large type and high contrast has no fault in either theme', async ({ page }) => {
	await page.goto('ui');
	await page.getByRole('button', { name: 'Cỡ chữ lớn' }).click();
	await page.getByRole('button', { name: 'Tương phản' }).click();
	await expect(page.locator('html')).toHaveClass(/large.*contrast|contrast.*large/);
	await expectNoFaults(page);
});

test('the look for faults finds those that are planted, in the theme in which they are', async ({
	page
}) => {
	const holding = (planted: string) =>
		page.setContent(
			`<!doctype html><html lang="vi"><title>Gần Dân</title><main><h1>Gần Dân</h1>${planted}</main></html>`
		);
	await holding('<p>Không có gì</p>');
	await expectNoFaults(page);
	await holding('<img src="data:,">');
	await expect(expectNoFaults(page)).rejects.toThrow('image-alt: img');
	await holding('<input>');
	await expect(expectNoFaults(page)).rejects.toThrow('label: input');
	await holding(
		'<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>Chữ khó đọc</p>'
	);
	await expect(expectNoFaults(page)).rejects.toThrow(/in the dark theme[^]*color-contrast: p/);
});
