/** Leaving in a hurry: what stays of the visit in this tab, and where the button is on a phone. */
import { title } from './answering.ts';
import { openFromHome } from './desk.ts';
import { exit, expectAtHand } from './on-a-phone.ts';
import { area, goOn } from './telling.ts';
import { expect, test } from './world.ts';

test.beforeEach(({ context }) =>
	context.route('https://www.google.com/**', (route) =>
		route.fulfill({ body: 'elsewhere', contentType: 'text/plain' })
	)
);

test('what was typed on a page before is not written down again while the tab leaves in a hurry', async ({
	page
}) => {
	await page.goto('/goi-lai');
	const name = page.getByLabel('Họ và tên của ông/bà');
	const kept = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
	// Once the page acts, Kit keeps the form as it goes: it outlives a reload in this tab.
	await expect(async () => {
		await name.fill('Nguyễn Thị Thử');
		await page.reload();
		await expect(name).toHaveValue('Nguyễn Thị Thử', { timeout: 2_000 });
	}).toPass();
	await page.getByRole('link', { name: 'Tra cứu' }).first().click();
	await expect(page.getByLabel('Mã tra cứu')).toBeVisible();
	expect(await kept()).toContain('Nguyễn Thị Thử');
	const steps = await page.evaluate(() => history.length);
	await exit(page).click();
	await page.waitForURL('https://www.google.com/**');
	expect(await page.evaluate(() => history.length)).toBe(steps);
	await page.goto('/_config.json');
	expect(await kept()).toBe('{}');
	// Back over the harmless page, to what was read before the tip.
	await page.goBack();
	await expect(page).toHaveURL('https://www.google.com/');
});

test.describe('on a phone', () => {
	test.use({ hasTouch: true, isMobile: true });

	test('the way out is at the thumb at every step of a tip, and no step is one that "back" returns to', async ({
		page
	}) => {
		await openFromHome(page, 'Gửi tin báo');
		await expect(page).toHaveURL(/\/tin-bao$/);
		await expectAtHand(page);
		const steps = await page.evaluate(() => history.length);
		await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
		await expect(title(page)).toContainText('Việc xảy ra ở đâu?');
		await expectAtHand(page);
		await page.getByLabel('Xã, phường trước ngày').selectOption(area);
		await goOn(page);
		await expect(title(page)).toContainText('cán bộ ở địa phương');
		await expectAtHand(page);
		await page.getByLabel('Không', { exact: true }).check();
		await goOn(page);
		await expect(title(page)).toContainText('Chưa gửi được tin ở đây');
		await expectAtHand(page);
		expect(await page.evaluate(() => history.length)).toBe(steps);
		await exit(page).tap();
		await page.waitForURL('https://www.google.com/**');
		await page.goBack();
		await expect(page.getByRole('heading', { level: 1 })).not.toContainText('tin báo');
	});

	test('a page that is left in any way is blank at once, and one that is kept for "back" is read anew', async ({
		page
	}) => {
		await openFromHome(page, 'Gửi tin báo');
		await expect(exit(page)).toBeVisible();
		await page.evaluate(() => {
			document.title = 'Trộm xe ở chợ';
			dispatchEvent(new PageTransitionEvent('pagehide'));
		});
		await expect(page).toHaveTitle('Gần Dân');
		await expect(page.locator('body')).toBeHidden();
		const anew = page.waitForEvent('load');
		await page.evaluate(() =>
			dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
		);
		await anew;
		await expect(exit(page)).toBeVisible();
	});
});
