import { join } from 'node:path';
import { drivenDay, takeAlong } from './driven.ts';
import { weekend } from './rounds-scene.ts';
import { expect, signIn, test, ward } from './world.ts';

/** With GANDAN_PICTURES the pictures of the README are written anew (`npm run pictures`); else they are only taken. */
const folder = process.env.GANDAN_PICTURES ? 'docs/pictures' : 'test-results/pictures';
const file = (name: string) => join(folder, `${name}.png`);

test('the home page as a resident sees it on a phone', async ({ page }) => {
	await page.goto('/');
	await expect(page.getByRole('link', { name: 'Gọi 113' })).toBeVisible();
	await page.screenshot({ path: file('home') });
});

test('the list as an officer sees it at a desk', async ({ page, stack }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	await signIn(
		page,
		await stack.officer({ unit: ward, roles: ['desk', 'lead'], name: 'Trực Ban Minh Họa' })
	);
	await page.locator('.rows a').nth(4).click();
	await expect(page.getByRole('article')).toBeVisible();
	await page.screenshot({ path: file('queue') });
});

test('the plan of a Saturday as a lead lays it out', async ({ page, stack }) => {
	await page.setViewportSize({ width: 1280, height: 800 });
	const { lead, day } = await weekend(stack);
	await signIn(page, lead);
	await page.goto(`/can-bo/ke-hoach?from=${day}&to=${day}`);
	await expect(page.getByRole('region', { name: 'Tổ 4', exact: true })).toBeVisible();
	await page.screenshot({ path: file('plan') });
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
	await page.evaluate(() => scrollTo(0, 0));
	await page.screenshot({ path: file('field') });
});
