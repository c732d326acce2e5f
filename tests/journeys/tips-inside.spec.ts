import { openFromHome } from './desk.ts';
import { expect, expectNoFaults, test } from './world.ts';

const android = 'Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko)';
const iphone =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

test.describe('on Android', () => {
	test.use({
		userAgent: `${android} Version/4.0 Chrome/118.0 Mobile Safari/537.36 Zalo android/12`
	});

	for (const link of ['Gửi tin báo', 'Tra cứu bằng mã'])
		test(`inside Zalo, "${link}" says why another browser is better, and opens it`, async ({
			page
		}) => {
			await openFromHome(page, link);
			await expect(page.getByText('Đang mở trong Zalo')).toBeVisible();
			await expect(page.getByText('có thể ghi lại trang đã mở')).toBeVisible();
			const out = page.getByRole('link', { name: 'Mở bằng trình duyệt' });
			await expect(out).toHaveAttribute('href', /^intent:\/\/.+#Intent;scheme=/);
			await expectNoFaults(page);
		});
});

/** What each app says of itself, as it is named on the page, and whether the phone has an address that leads out of it. */
const apps = [
	[
		`${android} Chrome/126.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/468.0.0.51.74;]`,
		'Facebook',
		true
	],
	[`${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0.40.103;FBDV/iPhone14,5]`, 'Facebook', false],
	[`${iphone} Mobile/15E148 Zalo iOS/591`, 'Zalo', false],
	[`${iphone} Version/17.5 Mobile/15E148 Safari/604.1`, null, false]
] as const;

test('inside Facebook, and on an iPhone, where no address leads out, a sender is told what to press', async ({
	browser,
	stack
}) => {
	for (const [userAgent, app, leads] of apps)
		await test.step(userAgent, async () => {
			const context = await browser.newContext({ userAgent, baseURL: stack.origin });
			const page = await context.newPage();
			await page.goto('/tin-bao');
			await expect(page.getByRole('button', { name: 'Bắt đầu viết' })).toBeEnabled();
			if (app) await expect(page.getByText(`Đang mở trong ${app}`)).toBeVisible();
			else await expect(page.getByText('Đang mở trong')).toHaveCount(0);
			const told = page.getByText('chọn “Mở bằng trình duyệt” hoặc “Mở bằng Safari”');
			await expect(told).toHaveCount(app && !leads ? 1 : 0);
			await expect(page.locator('a[href^="intent:"]')).toHaveCount(leads ? 1 : 0);
			if (app && !leads) await expectNoFaults(page);
			await context.close();
		});
});
