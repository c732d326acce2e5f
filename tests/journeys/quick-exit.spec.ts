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
		await test.step('a dialog that asks makes all else deaf, and the way out is in it', async () => {
			await page.getByRole('navigation').getByRole('link', { name: 'Chuẩn bị' }).first().tap();
			const asks = page.getByRole('dialog');
			await expect(asks).toContainText('Rời trang là mất');
			const within = asks.getByRole('button', { name: 'Thoát nhanh' });
			await expect(within).toBeInViewport({ ratio: 1 });
			const [box, way] = [await asks.boundingBox(), await within.boundingBox()];
			expect(way!.y, 'below what it asks').toBeGreaterThanOrEqual(box!.y + box!.height);
			await page.getByRole('button', { name: 'Ở lại' }).tap();
			await expect(asks).toBeHidden();
			await expect(page.locator('[data-exit]')).toHaveCount(1);
			await page.getByRole('navigation').getByRole('link', { name: 'Chuẩn bị' }).first().tap();
			await within.tap();
		});
		await page.waitForURL('https://www.google.com/**');
		await page.goBack();
		await expect(page.getByRole('heading', { level: 1 })).not.toContainText('tin báo');
	});

	test('nothing of the page shows among the apps of the phone, and whoever comes back goes on in the same field', async ({
		page
	}) => {
		await openFromHome(page, 'Tra cứu bằng mã');
		const code = page.getByLabel('Mã tra cứu');
		await code.fill('K7QM');
		const seen = () => page.evaluate(() => Number(getComputedStyle(document.body).opacity));
		const goes = (hidden: boolean) =>
			page.evaluate((away) => {
				Object.defineProperty(document, 'hidden', { value: away, configurable: true });
				document.dispatchEvent(new Event('visibilitychange'));
			}, hidden);
		// The page acts once Kit runs; its own script does the same before.
		for (const [hidden, opacity] of [
			[true, 0],
			[false, 1]
		] as const) {
			await goes(hidden);
			expect(await seen()).toBe(opacity);
		}
		await expect(code).toBeFocused();
		await expect(code).toHaveValue(/K7QM/);
	});

	test('a keyboard never lies over the way out', async ({ page }) => {
		await openFromHome(page, 'Tra cứu bằng mã');
		// Where a keyboard makes the page smaller, the button is at the foot of what is left.
		await expect(page.locator('meta[name="viewport"]')).toHaveAttribute(
			'content',
			/interactive-widget=resizes-content/
		);
		await page.getByLabel('Mã tra cứu').fill('K7QM');
		await expect(page.getByRole('button', { name: 'Tra cứu', exact: true })).toBeVisible();
		// iOS lays it over the page, and says what it leaves: 300 of 740 are gone.
		await expect(async () => {
			await page.evaluate(() => {
				const view = window.visualViewport!;
				Object.defineProperty(view, 'height', { value: innerHeight - 300, configurable: true });
				view.dispatchEvent(new Event('resize'));
			});
			const { y, height } = (await exit(page).boundingBox())!;
			expect(y + height).toBeLessThanOrEqual(440);
		}).toPass({ timeout: 5_000 });
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
