import { openFromHome } from './desk.ts';
import { expect, expectNoFaults, test } from './world.ts';

test.use({
	userAgent:
		'Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0 Mobile Safari/537.36 Zalo android/12100689'
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
