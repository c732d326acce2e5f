import { existsSync } from 'node:fs';
import english from '../../messages/en.json' with { type: 'json' };
import vietnamese from '../../messages/vi.json' with { type: 'json' };
import { beforeATip, expectRead } from './before-a-tip.ts';
import { expectInert } from './injected.ts';
import { firstVisits } from './first-visit.ts';
import { answersOneByOne, jumps } from './jumps.ts';
import work from './page-work.json' with { type: 'json' };
import { sent } from './weighed.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

// How much a page works depends on what its unit has: nobody else may write on this stack.
test.use({ alone: 'reading' });

const addresses = [
	'/',
	'/dia-ban',
	'/so-lieu',
	'/rieng-tu',
	'/tra-cuu',
	'/tin-tuc',
	'/tin-tuc/dot'
].concat(existsSync('src/routes/(citizen)/prepare/+page.svelte') ? ['/chuan-bi'] : []);

/** Pages that other journeys read: what of them moves is looked at here. */
const others = [
	...['/dat-lich', '/goi-lai', '/ho-tro', '/tin-bao', '/phieu-de-nghi', '/to-roi'],
	...['/danh-sach-khoa', '/ban-dung', '/quy', '/ket-qua', '/tin-tuc/theo-doi']
];

/** Some calls are of the moment: what is told of a change once or twice, as it falls. */
const slack = 1.05;

/** What is pressed and is lower than a thumb; a link within a sentence is as high as the sentence. */
const tooLowForAThumb = (page: Page) =>
	page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('a, button, select, summary')]
			.filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 44)
			.filter(
				(node) =>
					getComputedStyle(node).display !== 'inline' ||
					node.parentElement!.innerText.trim() === node.innerText.trim()
			)
			// Shown to the keyboard alone.
			.filter((node) => node.getBoundingClientRect().bottom > 0)
			.map((node) => node.innerText)
	);

for (const address of addresses) {
	test(`${address} has no fault, fits a narrow screen and speaks English too`, async ({ page }) => {
		await page.goto(address);
		await expectNoFaults(page);
		await page.setViewportSize({ width: 320, height: 700 });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(over).toBeLessThanOrEqual(0);
		expect(await tooLowForAThumb(page), 'lower than 44 pixels').toEqual([]);
		await page.getByRole('link', { name: 'English' }).click();
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expectNoFaults(page);
	});
}

test('nothing that somebody got into a page of residents runs there', async ({ page }) => {
	// Where a code or a secret is typed, too.
	for (const address of ['/tin-tuc', '/tra-cuu', '/tin-bao', '/ho-tro'])
		await expectInert(page, address);
});

test('on a slow line nothing jumps on the pages of residents, what they are about comes first, and they work no more than they did', async ({
	page,
	stack
}) => {
	await answersOneByOne(page);
	const visit = await firstVisits(page, stack.origin);
	const jumped: string[] = [];
	const late: string[] = [];
	const calls: Record<string, number> = {};
	for (const address of [...addresses, ...others]) {
		const seen = await visit(address);
		calls[address] = seen.calls;
		if (!seen.isEarly) late.push(address);
		for (const what of await jumps(page)) jumped.push(`${address}: ${what}`);
	}
	expect(jumped).toEqual([]);
	expect(late, 'the largest text comes with more than the page').toEqual([]);
	const most = work as Record<string, number>;
	expect(Object.keys(most).sort(), 'every page has its work written down').toEqual(
		Object.keys(calls).sort()
	);
	const busier = Object.entries(calls)
		.filter(([address, count]) => count > most[address]! * slack)
		.map(([address, count]) => `${address}: ${count} calls of ${most[address]}`);
	expect(busier).toEqual([]);
});

test('a page that asks somebody else would be noticed, in a browser that a journey opens by itself, too', async ({
	browser,
	asked
}) => {
	const page = await (await browser.newContext()).newPage();
	await page.setContent('<img src="http://somebody.example/a.png" alt="">');
	await expect.poll(() => [...asked]).toEqual(['http://somebody.example/a.png']);
	asked.clear();
	await page.context().close();
});

test('before the first question a sender reads whom to call, who reads and when, and what is not hidden', async ({
	page
}) => {
	for (const language of beforeATip) {
		await page.goto(language.address);
		await expect(page.getByRole('button', { name: language.told.at(-1)! })).toBeEnabled();
		await expectRead(page, language);
	}
});

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
		await page.goto('/ket-qua');
		await expect(page.getByRole('heading', { name: 'Kết quả thực hiện' })).toBeVisible();
		// Playwright's Chromium shows no <noscript>, so what it holds is read from the page as it is sent.
		const lookup = await page.request.get('/tra-cuu');
		expect(await lookup.text()).toContain('<noscript><p>Trang tra cứu cần JavaScript');
	});

	test('a sender reads the same before a tip, and that nothing can be sent from there', async ({
		page
	}) => {
		for (const language of beforeATip) {
			await page.goto(language.address);
			await expectRead(page, language);
			await expect(page.getByRole('button', { name: language.told.at(-1)! })).toBeDisabled();
			const html = await (await page.request.get(language.address)).text();
			expect(/<noscript>([^]*?)<\/noscript>/.exec(html)?.[1]).toContain(language.off);
		}
	});
});

test('a page brings the style of everything it shows, so that nothing moves when more comes', async ({
	stack
}) => {
	for (const address of [
		...addresses,
		...['/dat-lich', '/goi-lai', '/tin-bao', '/tin-tuc/theo-doi', '/en']
	]) {
		const html = await (await fetch(stack.origin + address)).text();
		const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
		const shown = html.slice(html.indexOf('<body')).match(/\bsvelte-[a-z0-9]+/g) ?? [];
		const bare = [...new Set(shown)].filter(
			(one) => one !== 'svelte-announcer' && !style.includes(`.${one}`)
		);
		expect(shown.length, address).toBeGreaterThan(9);
		expect(bare, address).toEqual([]);
	}
});

test('a page carries the words of its language and no others', async ({ stack }) => {
	const lines = { vi: vietnamese.site_line, en: english.site_line };
	for (const [address, locale, other] of [
		['/', 'vi', 'en'],
		['/en', 'en', 'vi'],
		['/tra-cuu', 'vi', 'en'],
		// Made in the browser, of the page for whatever was not built.
		['/can-bo', 'vi', 'en'],
		['/en/staff', 'en', 'vi']
	] as const) {
		const { html, scripts } = await sent(stack.origin, address);
		expect(html).toContain(`<html lang="${locale}">`);
		const said = scripts.join('\n');
		expect(said, address).toContain(lines[locale]);
		expect(said, address).not.toContain(lines[other]);
	}
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
