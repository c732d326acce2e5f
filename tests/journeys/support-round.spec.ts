/** Help asked for at the desk, a visit that rides along with a team, and what the team says of it from the road. */
import { localDay } from '../../supabase/functions/_shared/days/index.ts';
import { quietWorld } from './answering.ts';
import { typedDay } from './banked.ts';
import { button, pin } from './driven.ts';
import { expect, expectNoFaults, signIn, test } from './world.ts';

test('an officer enters what a caller says, a lead lays the visit into a round, and the team calls in', async ({
	page,
	browser,
	stack
}) => {
	test.setTimeout(90_000);
	const { sql } = stack;
	const world = await quietWorld(stack);
	const day = world.days[0]!;
	await page.setViewportSize({ width: 1280, height: 900 });
	await signIn(page, await stack.officer({ unit: world.unit, roles: ['lead', 'desk', 'support'] }));
	await page.goto('/can-bo/ghi-ho-tro');
	await button(page, 'Ghi đề nghị').click();
	await expect(page.getByRole('alert').first()).toContainText('Chọn nhận từ đâu');
	await page.getByLabel('Điện thoại', { exact: true }).check();
	await page.getByLabel('Nhờ cho nhà mình').check();
	await page.getByLabel('nạn nhân chất độc da cam').check();
	await page.getByLabel('Thuốc men, xe lăn').check();
	await page.getByLabel('Xã, phường trước ngày').selectOption(world.area);
	await page.getByLabel('Gần đâu').fill('Sau chợ, cổng xanh');
	await page.getByLabel('Tên người cần giúp').fill('Võ Thị Lành');
	await page.getByLabel('Số điện thoại của gia đình').fill('0900 000 131');
	await page.getByLabel('Người nhờ đồng ý').check();
	await expectNoFaults(page);
	await button(page, 'Ghi đề nghị').dblclick();
	await expect(page.getByText(/Đã ghi HT-/)).toBeVisible();
	await expectNoFaults(page);
	const cases = await sql`select id, channel from queue.cases where unit = ${world.unit}`;
	expect(cases).toMatchObject([{ channel: 'hotline' }]);

	await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
	const article = page.getByRole('article');
	await button(page, 'Hẹn ngày đến').click();
	await page.getByLabel('Ngày đến').fill('31/2/2027');
	await button(page, 'Lưu ngày đến').click();
	await expect(page.getByRole('alert').first()).toContainText('Không có ngày này');
	await page.getByLabel('Ngày đến').fill(typedDay(day));
	await page.getByLabel('Nhờ tổ đi tuyến ghé thăm').check();
	await page.getByLabel('Ở lại bao nhiêu phút').fill('20');
	await expectNoFaults(page);
	await button(page, 'Lưu ngày đến').click();
	await expect(article).toContainText('chờ xếp vào tuyến của tổ');

	await page.goto(`/can-bo/ke-hoach?from=${day}&to=${day}`);
	const aside = page.locator('[data-aside]');
	await expect(aside).toContainText('Thăm hộ gia đình');
	await expect(page.getByRole('main')).not.toContainText('Võ Thị Lành');
	await aside.getByRole('button', { name: 'Thăm hộ gia đình', exact: true }).click();
	await aside.getByLabel('Chuyển đến').selectOption({ label: 'Tổ 1' });
	await expect(page.getByRole('region', { name: 'Tổ 1' })).toContainText('Thăm hộ gia đình');
	await expectNoFaults(page);
	await button(page, 'Nhận kế hoạch').click();
	await expect
		.poll(
			() => sql`select 1 from booking.stops s join booking.team_days d on d.id = s.team_day
			where d.unit = ${world.unit} and s.kind = 'support'`
		)
		.toHaveLength(1);

	// The day has come, and its hours lie around this one.
	await sql`update booking.errands set day = ${localDay(new Date())} where unit = ${world.unit}`;
	await sql`update booking.team_days set day = ${localDay(new Date())}, shifts = '[{"from": 0, "to": 1440}]'
		where unit = ${world.unit} and day = ${day}`;
	const phone = await browser.newContext({
		baseURL: stack.origin,
		locale: 'vi-VN',
		viewport: { width: 360, height: 740 }
	});
	const road = await phone.newPage();
	await signIn(road, await stack.officer({ unit: world.unit, roles: ['field'] }));
	await road.getByRole('link', { name: 'Đi tuyến', exact: true }).click();
	await road.getByLabel('Mã PIN', { exact: true }).fill(pin);
	await road.getByLabel('Gõ lại mã PIN').fill(pin);
	await button(road, 'Đặt mã PIN').click();
	await button(road, 'Tôi đi với tổ này').click();
	await expect(road.getByText('Sau chợ, cổng xanh')).toBeVisible();
	await expect(road.getByRole('main')).not.toContainText('Võ Thị Lành');
	await expectNoFaults(road);
	await phone.setOffline(true);
	await button(road, 'Đã gặp người nhà').click();
	await expect(button(road, /^Đã ghi trên máy, chưa gửi/)).toBeVisible();
	await phone.setOffline(false);
	await expect(road.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 });
	await phone.close();

	await page.goto(`/can-bo?case=${cases[0]!.id}`);
	await expect(article).toContainText('tổ báo đã gặp');
	await expectNoFaults(page);
});
