/** Bookings where something is missing: a printer, a free window, or somebody who has to come. */
import {
	begin,
	cases,
	fillContact,
	fillPlace,
	fillWho,
	lua,
	quietWorld,
	send,
	tickNeeds,
	title,
	untilCheck
} from './answering.ts';
import { expect, expectNoFaults, test } from './world.ts';

test.describe('in the browser inside Zalo', () => {
	test.use({
		userAgent: 'Mozilla/5.0 (Linux; Android 9; SM-A105F) Chrome/120 Mobile Zalo android/24'
	});

	test('a booking needs no print, no clipboard, no new window and no download', async ({
		page,
		stack
	}) => {
		await page.addInitScript(() => {
			for (const [of, name] of [
				[window, 'print'],
				[navigator, 'clipboard']
			] as const)
				Object.defineProperty(of, name, { value: undefined });
			window.open = () => null;
		});
		const world = await quietWorld(stack);
		await untilCheck(page, world);
		await send(page).click();
		await expect(title(page)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
		const day = world.days[0]!.split('-').reverse().slice(0, 2).join('/');
		await expect(page.getByText(day).first()).toBeVisible();
		await expect(page.getByText('chép ngày giờ ra giấy là đủ')).toBeVisible();
		await expect(page.getByText('Trình duyệt này không in được')).toBeVisible();
		await expect(page.getByRole('button', { name: /^In / })).toHaveCount(0);
		await page.getByRole('button', { name: 'Chép mã' }).click();
		await expect(
			page.getByRole('status').filter({ hasText: 'Trình duyệt này không cho chép' })
		).toBeVisible();
		const code = await page.locator('.slip .code').textContent();
		const shown = page.getByRole('region', { name: 'Mã tra cứu' }).locator('.code');
		await expect(shown).toBeVisible();
		expect((await shown.innerText()).replace(/[\s-]/g, '')).toContain(code!);

		await page.getByLabel('Tôi đã ghi lại mã tra cứu').check();
		await page.goto('/tra-cuu');
		await page.getByLabel('Mã tra cứu').fill(code!);
		await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
		await expect(page.getByText('Số hồ sơ')).toBeVisible();
	});
});

test('where no window is free there is a list to wait on, a call back and the hotline', async ({
	page,
	stack
}) => {
	const world = await quietWorld(stack, { places: 0 });
	await stack.sql`update unit.units set hotline = '0255 3859 113' where code = ${world.unit}`;
	const goOn = page.getByRole('button', { name: 'Tiếp tục' });
	await begin(page);
	await fillWho(page, { ...lua, year: String(new Date().getFullYear() - 3) });
	await expect(page.getByRole('alert')).toContainText('VNeID');
	await expectNoFaults(page);
	await fillWho(page, lua);
	await tickNeeds(page, lua);
	await page.getByLabel('Tôi đồng ý').check();
	await goOn.click();
	await expect(page.getByLabel('Xã, phường, tỉnh nơi thường trú')).toHaveCount(0);
	await page.getByLabel('Nơi thường trú ở xã, phường khác').check();
	await page.getByLabel('Xã, phường, tỉnh nơi thường trú').fill('xã Ba Động');
	await page.getByLabel('Bệnh viện').check();
	await fillPlace(page, world.area, world.hamlets[0]);
	await fillContact(page);

	await expect(title(page)).toContainText('Chưa có giờ trống');
	await expect(
		page.getByRole('main').getByRole('link', { name: 'Nhờ cán bộ gọi lại', exact: true })
	).toBeVisible();
	await expect(page.getByRole('main').locator('a[href^="tel:"]').first()).toBeVisible();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Vào danh sách chờ' }).click();
	await expect(page.getByText('xã Ba Động')).toBeVisible();
	await page.getByRole('button', { name: 'Gửi và chờ xếp giờ' }).click();
	await expect(title(page)).toContainText('Đã nhận, đang chờ xếp giờ');
	await expectNoFaults(page);
	const [row] = await stack.sql`
		select c.state, v.place_kind, v.permanent_elsewhere from queue.cases c
		join booking.visits v on v.case_id = c.id where c.unit = ${world.unit}`;
	expect(row).toEqual({
		state: 'waiting',
		place_kind: 'hospital',
		permanent_elsewhere: 'xã Ba Động'
	});
});

test('two tabs are two forms: neither sends or empties the other', async ({
	page,
	context,
	stack
}) => {
	const world = await quietWorld(stack);
	await untilCheck(page, world);
	// The browser draws a tab that lies behind another once a second.
	const other = await context.newPage();
	await untilCheck(other, world);
	await page.bringToFront();
	await send(page).click();
	await expect(title(page)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
	expect(await cases(stack, world.unit)).toBe(1);
	await other.bringToFront();
	await other.reload();
	await expect(other.getByText(lua.name)).toBeVisible();
	await send(other).click();
	await expect(title(other)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
	expect(await cases(stack, world.unit)).toBe(2);
});
