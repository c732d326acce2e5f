/** Scenes that stand nowhere else. All other pictures are taken where their journey stands (`picture.ts`). */
import { drivenDay, house, takeAlong } from './driven.ts';
import { picture } from './picture.ts';
import { weekend } from './rounds-scene.ts';
import { expect, signIn, test, ward } from './world.ts';

test('the home page as a resident sees it on a phone', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'Gọi 113' })).toBeVisible();
	await picture(page, 'home');
});

test('the list as an officer sees it at a desk', async ({ page, stack }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await signIn(
		page,
		await stack.officer({ unit: ward, roles: ['desk', 'lead'], name: 'Trực Ban Minh Họa' })
	);
	await page.locator('.rows a').nth(4).click();
	await expect(page.getByRole('article')).toBeVisible();
	await picture(page, 'queue');
});

test('the plan of a Saturday as a lead lays it out', async ({ page, stack }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	const { lead, day } = await weekend(stack);
	await signIn(page, lead);
	await page.goto(`/can-bo/ke-hoach?from=${day}&to=${day}`);
	await expect(page.getByRole('region', { name: 'Tổ 4', exact: true })).toBeVisible();
	await picture(page, 'plan');
});

test('the day of a team as its officer carries it, without a signal', async ({
	page,
	stack,
	context
}) => {
	const windows: [number, number][] = [
		[-30, 120],
		[20, 140],
		[60, 200]
	];
	const { officers } = await drivenDay(stack, { windows });
	await takeAlong(page, officers[0]!);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Đã đến' }).click();
	await expect(page.getByText('Đã ghi trên máy, chưa gửi').first()).toBeVisible();
	const way = house(page, 'Nguyễn Thị Lụa').getByRole('link', { name: 'Chỉ đường' });
	await picture(page, 'field', page.getByText('Không có mạng'), way);
});
