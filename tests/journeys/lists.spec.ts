/** The head of a hamlet with a sheet on a phone, and an officer with the unit's old lists. */
import { readFileSync } from 'node:fs';
import { hamletOf } from './hamlet.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, goTo, signIn, test, ward, type Page } from './world.ts';

const example = (name: string) => `src/lib/booking/lists/examples/${name}`;

/** Signs the head of a hamlet in, who has one page. */
async function signInHead(page: Page, { email, password }: { email: string; password: string }) {
	await page.goto('/can-bo/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(email);
	await page.getByLabel('Mật khẩu').fill(password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danh sách thôn, tổ');
}

const stored = (page: Page) =>
	page.evaluate(() =>
		Object.entries({ ...localStorage, ...sessionStorage })
			.filter(([name]) => !name.includes('auth'))
			.map((entry) => entry.join(' '))
			.join('\n')
	);

test('the head of a hamlet brings a sheet on a phone, mends a row, and leaves with slips on paper', async ({
	page,
	stack,
	browser
}) => {
	test.setTimeout(120_000);
	await page.setViewportSize({ width: 360, height: 780 });
	const hamlet = await hamletOf(stack, 'Thôn số 1');
	const head = await stack.officer({
		unit: ward,
		roles: ['collaborator'],
		hamlet,
		name: 'Trưởng Thôn Minh Họa'
	});
	await signInHead(page, head);
	await expectNoFaults(page);
	await expect(page.getByRole('navigation').getByRole('link')).toHaveText('Danh sách thôn, tổ');
	await expect(page.getByText('Chưa có ai trong danh sách.')).toBeVisible();

	await page.getByRole('link', { name: 'Nhập danh sách' }).click();
	await page.getByLabel('Tệp danh sách').setInputFiles(example('half.xlsx'));
	await expect(page.getByRole('button', { name: 'Cần sửa 3' })).toBeVisible();
	await expect(page.getByText('Dòng 6: Ngày hoặc năm sinh “1890”: trước năm 1900')).toBeVisible();
	await expect(page.getByText('Trùng với dòng 2')).toBeVisible();
	await expectNoFaults(page);
	await picture(page, 'list-rows', page.getByRole('region', { name: '3. Xem từng dòng' }));
	await page.getByRole('button', { name: 'Sửa Dòng 6' }).click();
	const mending = page.getByRole('dialog');
	await mending.getByLabel('Ngày hoặc năm sinh').fill('1940');
	await expectNoFaults(page);
	await mending.getByRole('button', { name: 'Lưu dòng này' }).click();
	await expect(page.getByRole('button', { name: 'Cần sửa 2' })).toBeVisible();

	await page.getByLabel('Số điện thoại người lập danh sách').fill('0905 000 199');
	await page.getByRole('button', { name: 'Nhận 5 người và tạo mã' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await page.getByLabel('Tôi đã hỏi từng người').check();
	await page.getByRole('button', { name: 'Nhận 5 người và tạo mã' }).click();
	await expect(page.getByText('Đã nhận 5 người')).toBeVisible({ timeout: 60_000 });
	await expectNoFaults(page);
	const done = page.getByRole('heading', { level: 1 });
	await picture(page, 'list-slips', done, page.getByText('Xem mã để chép tay'));

	await page.getByText('Xem mã để chép tay').click();
	const code = await page.locator('.codes .code').first().innerText();
	expect(await stored(page)).not.toContain(code.replaceAll('-', ''));
	await page.emulateMedia({ media: 'print' });
	await expect(page.locator('.alone .slip').first()).toBeVisible();
	await expect(page.locator('.alone .slip')).toHaveCount(5);
	await expect(page.locator('main')).toBeHidden();
	await page.emulateMedia({ media: null });

	// Whoever holds the slip finds their place on the waitlist.
	const holder = await browser.newPage({ baseURL: stack.origin });
	await holder.goto('/tra-cuu');
	await holder.getByLabel('Mã tra cứu').fill(code);
	await holder.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(holder.getByText(/ĐN-\d\d-\d{4}/).first()).toBeVisible();
	await holder.close();

	// Codes that are on no paper are not left by accident.
	await page.getByRole('link', { name: 'Về danh sách đã nhận' }).click();
	await expect(page.getByRole('dialog', { name: 'Rời trang này?' })).toBeVisible();
	await page.getByRole('button', { name: 'Ở lại' }).click();
	await page.getByRole('button', { name: 'Đã in hoặc chép xong' }).click();
	await expect(page.getByText('Xem mã để chép tay')).toHaveCount(0);
	await page.getByRole('link', { name: 'Về danh sách đã nhận' }).click();
	await expect(page.getByText('5 người trong danh sách')).toBeVisible();
	await expect(page.getByText('Bà Sinh Sớm')).toBeVisible();
	await expectNoFaults(page);

	await page.getByRole('link', { name: 'Nhập danh sách' }).click();
	await page.getByLabel('Tệp danh sách').setInputFiles(example('half.xlsx'));
	await expect(page.getByText(/Đã có hồ sơ ĐN-/).first()).toBeVisible();
	await expect(page.getByRole('button', { name: /Nhận \d+ người/ })).toHaveCount(0);

	// Rows that were not taken are asked about even when the tab goes.
	page.once('dialog', (dialog) => dialog.accept());
	await page.goto('/can-bo');
	await page.waitForURL((url) => url.pathname === '/can-bo/danh-sach-thon');
});

test('the head of a hamlet adds one person by hand', async ({ page, stack }) => {
	const hamlet = await hamletOf(stack, 'Thôn số 2');
	await signInHead(page, await stack.officer({ unit: ward, roles: ['collaborator'], hamlet }));
	await page.getByRole('link', { name: 'Thêm một người' }).click();
	await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
	await expect(page.getByRole('link', { name: 'Họ và tên: còn thiếu' })).toBeVisible();
	await page.getByLabel('Họ và tên').fill('Cụ Viết Tay');
	await page.getByLabel('Ngày hoặc năm sinh').fill('17/3/1941');
	await page.getByLabel('Nằm liệt giường').check();
	await page.getByRole('button', { name: 'Thêm vào danh sách' }).click();
	await page.getByLabel('Số điện thoại người lập danh sách').fill('0905 000 199');
	await page.getByLabel('Tôi đã hỏi từng người').check();
	await page.getByRole('button', { name: 'Nhận 1 người và tạo mã' }).click();
	await expect(page.getByText('Đã nhận 1 người')).toBeVisible({ timeout: 30_000 });
	const [row] = await stack.sql`
		select p.needs, v.booker_phone, v.relation from booking.people p
		join booking.visits v on v.id = p.visit_id where p.name = 'Cụ Viết Tay'`;
	expect(row).toEqual({
		needs: ['bedridden'],
		booker_phone: '+84905000199',
		relation: 'hamlet_head'
	});
});

test('an officer is told what to do with files that cannot be read, and takes what is pasted', async ({
	page,
	stack
}) => {
	await page.setViewportSize({ width: 1280, height: 900 });
	await hamletOf(stack, 'Thôn An Minh Họa');
	await signIn(page, await stack.officer({ unit: ward, roles: ['desk'] }));
	await goTo(page, 'Danh sách thôn, tổ');
	await page.getByRole('link', { name: 'Nhập danh sách' }).click();
	const file = page.getByLabel('Tệp danh sách');
	for (const [name, words] of [
		['locked.xlsx', 'Tệp có mật khẩu'],
		['old.xls', 'tệp Excel kiểu cũ'],
		['open.ods', 'không phải bảng tính']
	] as const) {
		await file.setInputFiles({
			name,
			mimeType: 'application/octet-stream',
			buffer: readFileSync(example(name))
		});
		await expect(page.getByText(words)).toBeVisible();
	}
	await page
		.getByLabel('Hoặc dán từ Excel')
		.fill('Cụ Không Tiêu Đề\t1935\tthon an minh hoa\nCụ Thứ Hai\t1936\tthon an minh hoa');
	await page.getByRole('button', { name: 'Đọc danh sách' }).click();
	await expect(page.getByText('Không thấy dòng tiêu đề')).toBeVisible();
	await page.getByLabel('Cột 1').selectOption({ label: 'Họ và tên' });
	await page.getByLabel('Cột 2').selectOption({ label: 'Ngày hoặc năm sinh' });
	await page.getByLabel('Cột 3').selectOption({ label: 'Thôn, tổ' });
	await expect(page.getByRole('button', { name: 'Nhận được 2' })).toBeVisible();
	await expectNoFaults(page);
	await page.getByLabel('Người lập danh sách', { exact: true }).fill('Trưởng Thôn Ba');
	await page.getByLabel('Số điện thoại người lập danh sách').fill('0905 000 198');
	await page.getByLabel('Giấy tờ, danh sách cũ của đơn vị').check();
	await page.getByLabel('Tôi đã hỏi từng người').check();
	await page.getByRole('button', { name: 'Nhận 2 người và tạo mã' }).click();
	await expect(page.getByText('Đã nhận 2 người')).toBeVisible({ timeout: 30_000 });
	await page.getByRole('button', { name: 'Đã in hoặc chép xong' }).click();
	await page.getByRole('link', { name: 'Về danh sách đã nhận' }).click();
	const row = page.getByRole('listitem').filter({ hasText: 'Cụ Không Tiêu Đề' });
	await row.getByRole('link', { name: /Mở hồ sơ/ }).click();
	await expect(page).toHaveURL(/\/can-bo\?case=/);
	await expect(page.getByText('Cụ Không Tiêu Đề').first()).toBeVisible();
});

test('a lead invites the head of a hamlet and must say of which', async ({ page, stack }) => {
	await hamletOf(stack, 'Thôn Tân Minh Họa');
	await signIn(page, await stack.officer({ unit: ward, roles: ['lead'] }));
	await page.goto('/can-bo/thiet-lap/can-bo?edit=new');
	await page.getByLabel('Họ và tên').fill('Trưởng Thôn Được Mời');
	await page.getByLabel('Thư điện tử').fill('truong-thon@example.test');
	await page.getByLabel('Cộng tác viên thôn, tổ').check();
	await expect(page.getByLabel('Trực ban')).not.toBeChecked();
	await page.getByRole('button', { name: 'Tạo lời mời' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	const choice = page.getByLabel('Thôn, tổ phụ trách');
	const option = choice.locator('option', { hasText: 'Tân Minh Họa' });
	await choice.selectOption((await option.getAttribute('value'))!);
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Tạo lời mời' }).click();
	await expect(page.getByLabel('Đường dẫn mời')).toBeVisible();
});
