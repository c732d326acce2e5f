import { readFileSync } from 'node:fs';
import { expect, expectNoFaults, signIn, test, ward } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('an officer searches, saves a view for the unit, and gives many cases to a colleague at once', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'], name: 'Nguyễn Thị Trực' });
	const colleague = await stack.officer({ unit: ward, roles: ['desk'], name: 'Lê Văn Cùng' });
	await signIn(page, officer);
	const rows = page.locator('.rows a');
	const views = page.getByRole('navigation', { name: 'Cách xem', exact: true });
	await expect(views.getByRole('link', { name: 'Đang mở' })).toContainText(/\d/);

	// Somebody rings and says a name; it stands in the address, and going back brings the list again.
	const [known] = await stack.sql`
		select c.id, c.reference, b.name, b.phone from queue.cases c join booking.call_backs b on b.case_id = c.id
		where c.unit = ${ward} and c.ended_at is null limit 1`;
	const plain = known!.name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
	await page.keyboard.press('/');
	await page.keyboard.type(plain.toLowerCase());
	await expect(page).toHaveURL(/q=/);
	await expect(page.locator('.rows h2')).toContainText('Kết quả');
	await expect(page.locator('.rows')).toContainText(known!.reference);
	await page.getByLabel('Tìm việc').fill(known!.phone.slice(-6));
	await expect(page.locator('.rows')).toContainText(known!.reference);
	await page.getByLabel('Tìm việc').fill('không có ai tên như thế');
	await expect(page.getByText('Không tìm thấy việc nào')).toBeVisible();
	await page.getByLabel('Tìm việc').press('Escape');
	await expect(page.getByLabel('Tìm việc')).toHaveValue('');
	await expect(page).not.toHaveURL(/q=/);

	// A filter gets a name, and its address is the unit's.
	await page.getByLabel('Loại việc').selectOption('call_back');
	await page.getByRole('button', { name: 'Lưu cách xem này' }).click();
	await page.getByLabel('Tên cách xem').fill('Gọi lại trong tuần');
	await page.getByLabel('Cả đơn vị cùng dùng').check();
	await page.getByRole('button', { name: 'Lưu cách xem', exact: true }).click();
	await expect(page).toHaveURL(/view=/);
	const named = page.getByRole('navigation', { name: 'Cách xem đã lưu' });
	await expect(named.getByRole('link', { name: 'Gọi lại trong tuần' })).toContainText(/\d/);
	await page.reload();
	await expect(page.getByLabel('Loại việc')).toHaveValue('call_back');

	// Three cases by keyboard, one of which a colleague changes meanwhile.
	await expect(rows.nth(2)).toBeVisible();
	const third = await rows.nth(2).locator('.reference').innerText();
	for (const key of ['k', 'x', 'Shift+J', 'Shift+J']) await page.keyboard.press(key);
	await expect(page.getByText('Đã chọn 3')).toBeVisible();
	await stack.sql`update queue.cases set version = version + 1 where reference = ${third}`;
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Phân công' }).click();
	await page.getByLabel('Giao cho').selectOption({ label: colleague.name });
	await page.getByRole('dialog').getByRole('button', { name: 'Phân công' }).click();
	await expect(page.getByText('Đã xong 2 trên 3 việc.')).toBeVisible();
	await expect(page.getByRole('dialog')).toContainText(third);
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Đóng' }).click();
	await expect(page.getByText('Đã chọn 1')).toBeVisible();
	await expect(rows.filter({ hasText: 'Cùng' })).toHaveCount(2);

	// What is taken away is a file of what the list shows, and the server knows of it.
	const download = page.waitForEvent('download');
	await page.getByRole('button', { name: 'Xuất tệp CSV' }).click();
	const file = readFileSync(await (await download).path(), 'utf8');
	expect(file).toContain(`"${third}"`);
	expect(file).not.toContain(known!.phone.slice(-6));
	const [read] =
		await stack.sql`select count(*)::int as n from queue.reads r join queue.cases c on c.id = r.case_id
		where c.reference = ${third} and r.code = 'exported'`;
	expect(read!.n).toBe(1);
	await page.keyboard.press('Escape');
	await expect(page.getByText('Đã chọn')).toHaveCount(0);
});
