import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, expectNoFaults, test } from './world.ts';

const addresses = ['/', '/dia-ban', '/rieng-tu', '/tra-cuu'].concat(
	existsSync('src/routes/(citizen)/prepare/+page.svelte') ? ['/chuan-bi'] : []
);

for (const address of addresses) {
	test(`${address} has no fault, fits a narrow screen and speaks English too`, async ({ page }) => {
		await page.goto(address);
		await expectNoFaults(page);
		await page.setViewportSize({ width: 320, height: 700 });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over).toBeLessThanOrEqual(0);
		await page.getByRole('link', { name: 'English' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expectNoFaults(page);
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the essentials are there to read: 113, who serves whom, what is kept', async ({ page }) => {
		await page.goto('/');
		await expect(page.locator('a[href="tel:113"]').first()).toBeVisible();
		await page.goto('/dia-ban');
		await expect(page.getByRole('link', { name: 'Phường Nguyễn Nghiêm' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Công an phường Đức Phổ' })).toBeVisible();
		await page.goto('/rieng-tu');
		await expect(page.getByText('Xóa sau 90 ngày.').first()).toBeVisible();
		// Playwright's Chromium shows no <noscript>, so what it holds is read from the page as it is sent.
		const lookup = await page.request.get('/tra-cuu');
		expect(await lookup.text()).toContain('<noscript><p>Trang tra cứu cần JavaScript');
	});
});

/** Gzip KiB of the scripts that a page names: what it needs before it can act. `npm run bench` weighs whole visits. */
async function scripts(origin: string, address: string): Promise<number> {
	const html = await (await fetch(origin + address)).text();
	const files = new Set([...html.matchAll(/\/_app\/[\w./-]+\.js/g)].map(([at]) => at));
	const sizes = [...files].map(async (at) => {
		const body = await (await fetch(origin + at)).arrayBuffer();
		return gzipSync(Buffer.from(body)).length / 1024;
	});
	return (await Promise.all(sizes)).reduce((total, one) => total + one, 0);
}

test('a first visit is small, and asks nobody else', async ({ page, stack }) => {
	const foreign: string[] = [];
	page.on('request', (asked) => {
		if (!asked.url().startsWith(stack.origin)) foreign.push(asked.url());
	});
	for (const [address, most] of [
		// No contract and no door in what is read: the frame of the page alone.
		['/', 55],
		['/chuan-bi', 53],
		['/dia-ban', 54],
		['/rieng-tu', 49],
		// Nor before the first answer: the questions, the doors and the keys come when they are wanted.
		['/dat-lich', 54],
		['/goi-lai', 75],
		['/tra-cuu', 55],
		// What is read before a tip; questions and cipher come after.
		['/tin-bao', 53]
	] as const) {
		await page.goto(address);
		expect(await scripts(stack.origin, address), `${address} in KiB`).toBeLessThanOrEqual(most);
	}
	expect(foreign).toEqual([]);
});

test('an address that does not exist, and the gallery in a build, lead home', async ({ page }) => {
	for (const address of ['/khong-co', '/ui']) {
		await page.goto(address);
		await expect(page.getByRole('heading', { name: 'Không có trang này' })).toBeVisible();
	}
	await expectNoFaults(page);
	await page.getByRole('link', { name: 'Về trang chủ' }).click();
	await expect(page.locator('a[href="tel:113"]').first()).toBeVisible();
});
