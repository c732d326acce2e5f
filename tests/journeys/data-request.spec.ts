/** A resident asks for their data to be corrected; the desk checks who asks, prints what is held and answers. */
import { bookVisit } from './booked.ts';
import { expect, expectNoFaults, signIn, test } from './world.ts';

test('a family sees, corrects and takes back what is held of them', async ({
	page,
	browser,
	stack
}) => {
	const visit = await bookVisit(stack);
	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(visit.code);
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	const mine = page.getByText('Dữ liệu cá nhân của ông/bà');
	await mine.click();
	await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
	await expect(page.getByRole('alert')).toContainText('Chọn điều ông/bà muốn');
	await page.getByLabel('Sửa chỗ sai').check();
	await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
	await expect(page.getByRole('alert')).toContainText('Nói rõ chỗ nào sai');
	await page.getByLabel('Nói rõ thêm').fill('Tên bà là Nguyễn Thị Lụa Minh Họa');
	await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
	await expect(page.getByText('Đơn vị trả lời trong 2 ngày làm việc.').first()).toBeVisible();
	await expect(page.getByText('Sửa chỗ sai: đang xử lý')).toBeVisible();
	await page.getByLabel('Xóa dữ liệu').check();
	await page.getByRole('button', { name: 'Gửi yêu cầu' }).click();
	const erasing = page.getByText('Xóa dữ liệu: đang xử lý').locator('..');
	await erasing.getByRole('button', { name: 'Rút yêu cầu' }).click();
	await expect(page.getByText('Xóa dữ liệu: đã rút')).toBeVisible();
	await expectNoFaults(page);

	const context = await browser.newContext({
		baseURL: stack.origin,
		locale: 'vi-VN',
		viewport: { width: 1280, height: 900 }
	});
	const officer = await context.newPage();
	await signIn(officer, await stack.officer({ unit: visit.world.unit, roles: ['desk'] }));
	await officer.getByRole('link', { name: /sửa dữ liệu/ }).click();
	const article = officer.getByRole('article');
	await expect(article).toContainText('Tên bà là Nguyễn Thị Lụa Minh Họa');
	await article.getByRole('button', { name: 'Xem và in phiếu dữ liệu' }).click();
	await expect(article.getByRole('heading', { name: 'Dữ liệu cá nhân đang giữ' })).toBeFocused();
	await expectNoFaults(officer);
	await article.getByRole('button', { name: 'Trả lời yêu cầu' }).click();
	await officer.getByLabel('Làm theo yêu cầu').check();
	await officer.getByLabel('Đã xem giấy tờ tại đơn vị').check();
	const send = officer.getByRole('button', { name: 'Trả lời yêu cầu' }).last();
	await send.click();
	await expect(officer.getByRole('alert')).toContainText('Có 1 mục cần sửa lại');
	await officer.getByLabel('Họ và tên').fill('Nguyễn Thị Lụa Minh Họa');
	await officer.getByLabel('Lời nhắn cho người dân').fill('Đã sửa tên theo giấy tờ.');
	await expectNoFaults(officer);
	await send.click();
	await expect(article).toContainText('Đã xong');
	await context.close();

	await page.getByRole('button', { name: 'Xem lại bản mới nhất' }).click();
	await expect(page.getByText('Sửa chỗ sai: đã làm xong')).toBeVisible();
	await expect(page.getByText('Đã sửa tên theo giấy tờ.')).toBeVisible();
	await expect(page.getByText('Nguyễn Thị Lụa Minh Họa')).toBeVisible();
});
