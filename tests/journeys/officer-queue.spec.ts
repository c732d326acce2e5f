import { bookVisit } from './booked.ts';
import { atTheList, expect, expectNoFaults, signIn, test, ward } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('an officer goes through the list by keyboard, logs a call that nobody answered, and the case leaves until then', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await signIn(page, officer);
	await page.getByRole('link', { name: 'Cần gọi' }).click();
	await expect(page).toHaveURL(/call=1/);
	// Visits to confirm are calls to make, too; which stand first is a matter of the hour.
	await page.goto(`${page.url()}&kind=call_back`);
	const rows = page.locator('.rows a');
	await expect(rows.first()).toContainText('Gọi lại');
	await expect(rows.first()).toBeVisible();
	const reference = await rows.nth(1).locator('.reference').innerText();
	for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
	await expect(page.getByRole('article')).toContainText(reference);
	await page.keyboard.press('c');
	await expect(page.getByRole('radio').first()).toBeFocused();
	await page.keyboard.press('2');
	for (const key of ['Tab', 'Tab']) await page.keyboard.press(key);
	await page.keyboard.type('Chuông reo, không nghe máy');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('Đã xong: Ghi cuộc gọi.')).toBeVisible();
	await expect(page.locator('.rows')).not.toContainText(reference);
	await expect(page.getByRole('article')).toContainText('Gọi điện: không nghe');
	// The time has come: the case is back.
	await stack.sql`update queue.cases set again_at = now() - interval '1 minute' where reference = ${reference}`;
	await page.reload();
	await expect(page.locator('.rows')).toContainText(reference);
});

test('what is filtered stands in the address and survives a reload', async ({ page, stack }) => {
	await signIn(page, await stack.officer({ unit: ward, roles: ['desk'] }));
	await expect(page.locator('.rows a').first()).toBeVisible();
	await page.getByLabel('Loại việc').selectOption('call_back');
	await expect(page).toHaveURL(/kind=call_back/);
	await expect(page.locator('.rows')).not.toContainText('Đến nhà');
	await page.reload();
	await expect(page.getByLabel('Loại việc')).toHaveValue('call_back');
	await expect(page.locator('.rows a').first()).toContainText('Gọi lại');
});

test('on a phone the filters are one button, which says how many are set', async ({
	page,
	stack
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await signIn(page, await stack.officer({ unit: ward, roles: ['desk'] }));
	const kind = page.getByLabel('Loại việc');
	const ask = page.getByRole('button', { name: 'Lọc hồ sơ' });
	await expect(ask).toHaveAttribute('aria-expanded', 'false');
	await expect(kind).toBeHidden();
	await ask.click();
	await kind.selectOption('call_back');
	await expect(ask).toHaveText('Lọc hồ sơ: đang chọn 1');
	await expectNoFaults(page);
	await ask.click();
	await expect(kind).toBeHidden();
	await expect(page).toHaveURL(/kind=call_back/);
});

test('an officer takes a case, asks the family and returns one field, and the history says who did it', async ({
	page,
	stack
}) => {
	const name = 'Nguyễn Thị Trực';
	await atTheList(page, stack, { name });
	await page.getByLabel('Trạng thái').selectOption('held');
	// The list that was asked for, not the one that stood there before.
	await expect(page.locator('.rows a').first()).toContainText('Đã giữ giờ');
	await page.locator('.rows a').first().click();
	await expect(page.getByRole('article')).toBeVisible();
	await page.keyboard.press('e');
	await expect(page.getByRole('article')).toContainText(`${name} phụ trách`);
	await page.keyboard.press('z');
	await expect(page.getByRole('article')).toContainText('Chưa giao');
	await page.keyboard.press('g');
	await page.getByLabel('Giao cho').selectOption({ label: name });
	await page.getByRole('button', { name: 'Giao việc' }).click();
	await expect(page.getByRole('article')).toContainText(`${name} phụ trách`);
	// The form takes the focus, and with it the place of what is below the finger, to the head of the case.
	await expect(page.getByLabel('Giao cho')).toBeHidden();
	await page.getByRole('button', { name: 'Việc khác' }).click();
	await page.getByRole('button', { name: 'Trả lại để sửa' }).click();
	await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Mục này chưa được điền.' })).toHaveCount(2);
	await page.getByRole('group', { name: 'Mục cần sửa' }).getByLabel('Số điện thoại').check();
	await page.getByLabel('Vì sao cần sửa').fill('Số này không gọi được');
	await page.getByRole('button', { name: 'Trả lại', exact: true }).click();
	await expect(page.getByRole('article')).toContainText('Đang chờ gia đình sửa số điện thoại');
	await expectNoFaults(page);
});

test('an officer of another ward does not find the case, whatever the address says', async ({
	page,
	stack
}) => {
	const [known] = await stack.sql<{ id: string }[]>`
		select id from queue.cases where unit = ${ward} and kind = 'home_visit' limit 1`;
	await signIn(page, await stack.officer({ unit: '21451', roles: ['desk'] }));
	await page.goto(`/can-bo?case=${known!.id}`);
	await expect(page.getByRole('alert')).toContainText('Không tìm thấy hồ sơ này.');
});

test('an officer on the road has one row of pages, and all the rest and the way out behind it', async ({
	page,
	stack
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	const bar = page.getByRole('banner');
	await signIn(
		page,
		await stack.officer({ unit: ward, roles: ['field'], name: 'Tổ Viên Minh Họa' })
	);
	await expect(bar.getByRole('link')).toHaveText(['Danh sách', 'Đi tuyến']);
	const row = (await bar.getByRole('link').first().boundingBox())!.height;
	expect((await bar.boundingBox())!.height).toBeLessThan(row * 1.5);
	await bar.getByRole('button', { name: 'Mục khác' }).click();
	await expect(bar.getByText('Tổ Viên Minh Họa')).toBeVisible();
	await expect(bar.getByRole('link', { name: 'Phiếu đi nhà' })).toBeVisible();
	// What the server would refuse them is not offered.
	await expect(bar.getByRole('link', { name: 'Lịch đến nhà' })).toHaveCount(0);
	await expectNoFaults(page);
	await bar.getByRole('button', { name: 'Đăng xuất' }).click();
	await expect(page).toHaveURL(/dang-nhap/);
});

test('the list on a phone has no fault, and the case opens alone', async ({ page, stack }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await atTheList(page, stack);
	await expect(page.locator('.rows a').first()).toBeVisible();
	await expectNoFaults(page);
	await page.locator('.rows a').first().click();
	await expect(page.getByRole('article')).toBeVisible();
	await expect(page.locator('.rows')).toBeHidden();
	await page.getByRole('link', { name: 'Danh sách' }).last().click();
	await expect(page.locator('.rows a').first()).toBeVisible();
});

test('a lost code is replaced after the call, and the paper holds the new one and nothing of the case', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack, ['Nguyễn Thị Lụa']);
	await signIn(page, await stack.officer({ unit: visit.world.unit, roles: ['desk'] }));
	await page.getByRole('link', { name: visit.reference }).click();
	const replace = page.getByRole('button', { name: 'Cấp mã mới' });
	await page.getByRole('button', { name: 'Việc khác' }).click();
	await replace.click();
	await page.getByLabel('đúng họ tên').check();
	await page.getByLabel('đúng thôn').check();
	await replace.last().click();
	await expect(page.getByRole('alert')).toContainText('gọi');
	await page.keyboard.press('Escape');
	await page.keyboard.press('c');
	await page.keyboard.press('1');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('Đã xong: Ghi cuộc gọi.')).toBeVisible();
	await replace.click();
	await page.getByLabel('đúng họ tên').check();
	await page.getByLabel('đúng thôn').check();
	await replace.last().click();
	await expect(page.getByText('Mã chỉ hiện lần này')).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	const paper = page.getByRole('heading', { name: 'Phiếu tra cứu' }).locator('..');
	await expect(paper).toBeVisible();
	await expect(page.getByRole('article').filter({ hasText: visit.reference })).toBeHidden();
	const code = (await paper.locator('.code span').allInnerTexts()).join(' ');
	await page.emulateMedia({ media: 'screen' });
	await page.getByRole('button', { name: 'Đã in hoặc đã chép' }).click();
	await expect(paper).toHaveCount(0);

	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(code);
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(page.getByText(visit.reference)).toBeVisible();
});
