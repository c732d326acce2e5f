import {
	begin,
	can,
	fillContact,
	fillPlace,
	fillWho,
	lua,
	radios,
	send,
	tickNeeds,
	title
} from './answering.ts';
import { expect, expectNoFaults, test, ward } from './world.ts';

test('a grandson books for two grandparents of one household on a narrow phone', async ({
	page,
	stack
}) => {
	test.setTimeout(150_000);
	const [place] = await stack.sql`
		select a.code as area, h.id as hamlet from unit.areas a join unit.hamlets h on h.area = a.code
		where a.unit = ${ward} order by a.code, h.name limit 1`;
	const goOn = page.getByRole('button', { name: 'Tiếp tục' });
	await page.goto('/');
	await expectNoFaults(page);
	await page.getByRole('link', { name: 'Đặt lịch làm căn cước tại nhà' }).first().click();
	await expect(title(page)).toContainText('Đặt lịch làm căn cước tại nhà');
	await expectNoFaults(page);

	await begin(page);
	await goOn.click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expectNoFaults(page);
	await fillWho(page, lua);
	await tickNeeds(page, lua);
	await expect(page.getByLabel('Tôi đồng ý')).not.toBeChecked();
	await page.getByLabel('Tôi đồng ý').check();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Thêm một người cùng nhà' }).click();
	await expect(title(page)).toContainText('Người tiếp theo trong nhà');
	await fillWho(page, can);
	await tickNeeds(page, can);
	await goOn.click();

	await expect(title(page)).toContainText('Nơi cán bộ đến');
	await expectNoFaults(page);
	await fillPlace(page, place!.area, place!.hamlet);
	await expect(title(page)).toContainText('Cán bộ liên lạc với ai?');
	await expectNoFaults(page);
	await fillContact(page, 'Những người được phục vụ đã biết việc này');

	await expect(radios(page).first()).toBeVisible();
	await goOn.click();
	await expect(page.getByRole('alert')).toContainText('Chọn một khung giờ.');
	await expectNoFaults(page);
	await radios(page).first().check();
	await goOn.click();

	await expect(title(page)).toContainText('Kiểm tra lại thông tin');
	for (const { name } of [lua, can]) await expect(page.getByText(name)).toBeVisible();
	await expect(page.getByText('Khung giờ này được giữ cho ông/bà')).toBeVisible();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Giữ thêm' }).click();
	await expect(page.getByRole('button', { name: 'Giữ thêm' })).toHaveCount(0);
	await send(page).click();

	await expect(title(page)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
	await expect(page.getByText(/^[0-9A-Z]{4}$/).first()).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Hai từ nhận biết' })).toBeVisible();
	await expect(page.getByText('không hỏi mã OTP').first()).toBeVisible();
	await expectNoFaults(page);
	const code = await page.locator('.slip .code').textContent();
	expect(code).toMatch(/^[0-9A-Z]{16}$/);
	await page.emulateMedia({ media: 'print' });
	const visitSlip = page.getByRole('article').filter({ hasText: 'Phiếu đặt lịch' });
	await expect(visitSlip).toBeVisible();
	const printed = (await visitSlip.innerText()).replace(/[\s-]/g, '');
	expect(printed).not.toContain(code!);
	await expect(
		page.getByRole('article').filter({ hasText: 'Phiếu tra cứu' }).locator('.code')
	).toBeVisible();

	const people = await stack.sql`
		select p.name from booking.people p join booking.visits v on v.id = p.visit_id
		join queue.cases c on c.id = v.case_id
		where c.unit = ${ward} and v.booker_phone = '+84900000101'
			and v.booker_name = 'Nguyễn Văn Bền' order by p.position`;
	expect(people.map(({ name }) => name)).toEqual([lua.name, can.name]);
});
