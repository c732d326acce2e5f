import { cases, quietWorld, title } from './answering.ts';
import { expect, expectNoFaults, test, ward } from './world.ts';

test('a grandmother asks for a call on one screen, and the case is there with its clock', async ({
	page,
	stack
}) => {
	// In the demo ward, for a unit without clocks promises no time.
	const before = await cases(stack, ward);
	const [place] = await stack.sql`
		select a.code as area, h.id as hamlet from unit.areas a join unit.hamlets h on h.area = a.code
		where a.unit = ${ward} order by a.code, h.name limit 1`;
	await page.goto('/dat-lich');
	await page.getByRole('link', { name: 'Nhờ gọi lại' }).click();
	await expect(title(page)).toContainText('Nhờ cán bộ gọi lại');
	await expectNoFaults(page);
	const ask = page.getByRole('button', { name: 'Nhờ gọi lại' });
	await page.getByLabel('Họ và tên của ông/bà').fill('Võ Thị Sương');
	await page.getByLabel('Số điện thoại của ông/bà').fill('không có');
	await ask.click();
	await expect(page.getByRole('alert')).toContainText('Số điện thoại chưa đúng');
	await expect(page.getByRole('alert')).toBeFocused();
	await expectNoFaults(page);
	await expect(page.getByLabel('Họ và tên của ông/bà')).toHaveValue('Võ Thị Sương');

	await page.getByLabel('Số điện thoại của ông/bà').fill('+84 900-000-104');
	await page.getByLabel('Xã, phường trước ngày').selectOption(place!.area);
	await expect(page.getByText('Công an phường Đức Phổ').first()).toBeVisible();
	await page.getByLabel('Thôn, tổ dân phố').selectOption(place!.hamlet);
	await page.getByLabel('Buổi sáng').check();
	await ask.dblclick();
	await expect(title(page)).toContainText('Cán bộ sẽ gọi lại');
	await expect(page.getByRole('heading', { name: 'Hai từ nhận biết' })).toBeVisible();
	await expect(page.getByText('Cán bộ gọi trước')).toBeVisible();
	await expectNoFaults(page);
	expect(await cases(stack, ward)).toBe(before + 1);
	const [call] = await stack.sql`
		select kind, due_at > now() as in_time from queue.cases
		where unit = ${ward} order by received_at desc limit 1`;
	expect(call).toMatchObject({ kind: 'call_back', in_time: true });
});

test('a call asked for without a line is asked for once, when the line is back', async ({
	page,
	context,
	stack
}) => {
	const world = await quietWorld(stack);
	await page.goto('/goi-lai');
	await page.getByLabel('Họ và tên của ông/bà').fill('Võ Thị Sương');
	await page.getByLabel('Số điện thoại của ông/bà').fill('0900000105');
	await page.getByLabel('Xã, phường trước ngày').selectOption(world.area);
	await page.getByLabel('Muốn hỏi việc gì?').fill('Làm thẻ cho chồng tôi');
	await context.setOffline(true);
	const ask = page.getByRole('button', { name: 'Nhờ gọi lại' });
	await ask.click();
	await expect(page.getByRole('alert')).toContainText('không có mạng');
	await expect(page.getByLabel('Muốn hỏi việc gì?')).toHaveValue('Làm thẻ cho chồng tôi');
	await context.setOffline(false);
	await ask.click();
	await expect(title(page)).toContainText('Cán bộ sẽ gọi lại');
	expect(await cases(stack, world.unit)).toBe(1);
});
