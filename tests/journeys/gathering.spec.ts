/** A morning at a nhà văn hóa: the desk opens it with the keyboard, two families come, one of them cannot. */
import { makeWorld } from '../functions/world.ts';
import { waitFor } from './booked.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';

/** Goes on with Tab until a control is reached, as somebody without a mouse does. */
async function tabTo(page: Page, name: string) {
	const wanted = page.locator('input').and(page.getByLabel(name, { exact: true }));
	for (let presses = 0; presses < 40; presses++) {
		if (await wanted.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`no way to ${name} with the keyboard`);
}

test('the desk brings a hamlet together at one place, and who cannot come waits for a visit again', async ({
	page,
	stack,
	browser
}) => {
	test.setTimeout(90_000);
	await page.setViewportSize({ width: 1280, height: 900 });
	const world = await makeWorld(stack.sql);
	const one = await waitFor(stack, world, 'Bà Lụa Minh Họa');
	const two = await waitFor(stack, world, 'Ông Bền Minh Họa');
	const lead = await stack.officer({ unit: world.unit, roles: ['lead'] });
	await signIn(page, lead);

	await page.goto('/can-bo/lich');
	await page.getByRole('link', { name: /Tổ 1/ }).first().click();
	await page.getByRole('link', { name: 'Mở điểm tập trung trong ngày này' }).click();
	await expect(page.getByRole('heading', { name: 'Mở điểm tập trung' })).toBeVisible();
	await page.getByRole('button', { name: 'Mở điểm tập trung' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expectNoFaults(page);

	// From here to the opened gathering without a mouse.
	await page.getByLabel('Tên nơi').focus();
	await page.keyboard.type('Nhà văn hóa Thôn số 1');
	await tabTo(page, 'Nơi');
	await page.keyboard.type('thon so 1');
	await page.keyboard.press('Enter');
	await tabTo(page, 'Từ');
	await page.keyboard.type('0800');
	await tabTo(page, 'Đến');
	await page.keyboard.type('1000');
	await tabTo(page, 'Người giữ chìa khóa');
	await page.keyboard.type('Ông Giữ Khóa Minh Họa');
	await tabTo(page, 'Điện thoại người giữ chìa khóa');
	await page.keyboard.type('0900000198');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Đã mở điểm tập trung').first()).toBeVisible();

	await page.getByRole('button', { name: 'Chọn người trong thôn, vừa đủ chỗ' }).click();
	await page.getByRole('button', { name: 'Thêm 2 hồ sơ' }).click();
	await expect(page.getByRole('heading', { name: 'Danh sách 2 người' })).toBeVisible();
	await expectNoFaults(page);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('heading', { name: 'Giấy hẹn: Bà Lụa Minh Họa' })).toBeVisible();
	await page.emulateMedia({ media: null });

	const context = await browser.newContext({
		baseURL: stack.origin,
		locale: 'vi-VN',
		viewport: { width: 360, height: 780 }
	});
	const holder = await context.newPage();
	await holder.goto('/tra-cuu');
	await holder.getByLabel('Mã tra cứu').fill(one.code);
	await holder.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(holder.getByText('Nhà văn hóa Thôn số 1').first()).toBeVisible();
	await expect(holder.getByText('08:00 đến 10:00').first()).toBeVisible();
	await expect(holder.getByText('Mang theo thẻ căn cước').first()).toBeVisible();
	await expectNoFaults(holder);
	await holder.getByRole('button', { name: 'Không đến được, chờ hẹn đến nhà' }).click();
	await holder.getByRole('button', { name: 'Không đến được, chờ hẹn đến nhà' }).click();
	await expect(holder.getByRole('heading', { level: 1 })).toHaveText('Đang chờ xếp giờ');
	await context.close();

	await page.reload();
	await expect(page.getByRole('heading', { name: 'Danh sách 1 người' })).toBeVisible();
	await expect(page.getByRole('link', { name: two.reference })).toBeVisible();
	await page.goto('/can-bo/phieu');
	await page.getByRole('link', { name: /Tổ 1/ }).first().click();
	const stop = page.getByRole('region', { name: 'Nhà văn hóa Thôn số 1' }).first();
	await expect(stop.getByText('Ông Bền Minh Họa')).toBeVisible();
	await expect(stop.getByText('Bà Lụa Minh Họa')).toBeHidden();
	await expectNoFaults(page);
});
