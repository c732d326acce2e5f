import {
	cases,
	keepFirst,
	lua,
	quietWorld,
	radios,
	send,
	title,
	untilCheck,
	untilWindow
} from './answering.ts';
import { offersFor, type World } from '../functions/world.ts';
import { expect, test, type Page, type TestStack } from './world.ts';

const promised = (page: Page) =>
	expect(title(page)).toContainText('Đã giữ giờ, chờ cán bộ gọi xác nhận');

/** Another family keeps the only place of the first day. */
async function otherFamily(stack: TestStack, world: World) {
	const { body } = await offersFor(stack, world);
	const { token } = body.days[0].windows[0];
	const asked = { key: crypto.randomUUID(), token, hold: null };
	expect((await stack.edge('booking', 'booking_hold', asked)).status).toBe(200);
}

/** The minutes for which a window is kept have passed. */
const lapse = ({ sql }: TestStack, { unit }: World) => sql`
	update booking.stops set held_until = now() - interval '1 minute'
	where held_until is not null and team_day in (
		select id from booking.team_days where unit = ${unit})`;

test('a reload in the middle keeps the answers, and the window', async ({ page, stack }) => {
	const world = await quietWorld(stack);
	await stack.sql`update unit.settings set erase_contact_days = 45 where unit = ${world.unit}`;
	await untilCheck(page, world);
	await page.reload();
	await expect(title(page)).toContainText('Kiểm tra lại thông tin');
	await expect(page.getByText('45 ngày')).toBeVisible();
	await expect(page.getByText(lua.name)).toBeVisible();
	await send(page).click();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
	// At the end the tab has forgotten everything.
	const kept = await page.evaluate(() =>
		JSON.stringify([{ ...sessionStorage }, { ...localStorage }])
	);
	expect(kept).not.toContain(lua.name);
});

test('back goes one question back, with the answer there', async ({ page, stack }) => {
	await untilWindow(page, await quietWorld(stack));
	await page.goBack();
	await expect(title(page)).toContainText('Cán bộ liên lạc với ai?');
	await expect(page.getByLabel('Họ và tên của ông/bà')).toHaveValue('Nguyễn Văn Bền');
	await page.getByRole('button', { name: 'Quay lại' }).click();
	await expect(title(page)).toContainText('Nơi cán bộ đến');
	await expect(page.getByLabel('Chỉ dẫn đường đến')).toHaveValue('Sau chợ, cổng màu xanh');
});

test('a double tap on sending makes one case', async ({ page, stack }) => {
	const world = await quietWorld(stack);
	await untilCheck(page, world);
	await send(page).dblclick();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
});

test('a window taken while choosing is said, and the answers are still there', async ({
	page,
	stack
}) => {
	const world = await quietWorld(stack, { places: 1 });
	await untilWindow(page, world);
	const before = await radios(page).count();
	await radios(page).first().check();
	await otherFamily(stack, world);
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await expect(page.getByRole('alert').first()).toContainText('vừa có người đặt');
	expect(await radios(page).count()).toBeLessThan(before);
	await keepFirst(page);
	await expect(page.getByText(lua.name)).toBeVisible();
	await send(page).click();
	await promised(page);
});

test('a hold that lapsed is tried again at sending', async ({ page, stack }) => {
	const world = await quietWorld(stack);
	await untilCheck(page, world);
	await lapse(stack, world);
	await send(page).click();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
});

test('a hold that lapsed and whose window is gone leads back to the windows left', async ({
	page,
	stack
}) => {
	const world = await quietWorld(stack, { places: 1 });
	await untilCheck(page, world);
	await lapse(stack, world);
	await otherFamily(stack, world);
	await send(page).click();
	await expect(title(page)).toContainText('Chọn ngày giờ');
	await expect(page.getByRole('alert').first()).toContainText('vừa có người đặt');
	await keepFirst(page);
	await expect(page.getByText(lua.name)).toBeVisible();
	await send(page).click();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
});

test('without a line nothing is lost, and sending again makes one case', async ({
	page,
	context,
	stack
}) => {
	const world = await quietWorld(stack);
	await untilCheck(page, world);
	await context.setOffline(true);
	await send(page).click();
	await expect(page.getByRole('alert')).toContainText('không có mạng');
	await context.setOffline(false);
	await send(page).click();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
});

test('an answer lost after the case was made is fetched by sending again, also after a reload', async ({
	page,
	stack
}) => {
	const world = await quietWorld(stack);
	await untilCheck(page, world);
	await page.route('**/functions/v1/booking', async (route) => {
		if (route.request().postDataJSON().action !== 'booking_submit') return route.fallback();
		await route.fetch();
		await route.abort('connectionreset');
	});
	await send(page).click();
	await expect(page.getByRole('status').filter({ hasText: 'Chưa rõ máy chủ' })).toBeVisible();
	await page.unroute('**/functions/v1/booking');
	await page.reload();
	await send(page).click();
	await promised(page);
	expect(await cases(stack, world.unit)).toBe(1);
});

for (const [device, wrong] of [
	['a day behind', -86_400_000],
	// As long as a window is kept: by such a clock it would have lapsed at once.
	['ten minutes ahead', 600_000]
] as const) {
	test(`a device ${device} is shown the same days, and its hold has not lapsed`, async ({
		page,
		stack
	}) => {
		const world = await quietWorld(stack);
		await page.clock.install({ time: Date.now() + wrong });
		await untilWindow(page, world);
		const day = world.days[0]!.split('-').reverse();
		await expect(
			page.locator('summary').filter({ hasText: day.slice(0, 2).join('/') })
		).toBeVisible();
		await keepFirst(page);
		await expect(
			page.getByText(/Khung giờ này được giữ cho ông\/bà thêm (9|10) phút/)
		).toBeVisible();
		await send(page).click();
		await promised(page);
	});
}
