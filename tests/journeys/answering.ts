/** How a resident answers the questions of a booking, one page after another, as the page words them. */
import { makeWorld, type World } from '../functions/world.ts';
import { expect, type Page, type TestStack } from './world.ts';

export type Grandparent = { name: string; year: string; needs: string[] };

export const lua: Grandparent = {
	name: 'Nguyễn Thị Lụa',
	year: '1941',
	needs: ['Nằm liệt giường', 'Nghe kém']
};
export const can: Grandparent = {
	name: 'Đặng Hữu Cẩn',
	year: '1938',
	needs: ['Tuổi cao, yếu', 'Tay yếu, mất ngón hoặc mòn vân tay']
};

/** A unit of its own, so that no other journey takes its windows. */
export const quietWorld = (stack: TestStack, over: { places?: number; days?: number } = {}) =>
	makeWorld(stack.sql, over);

export const title = (page: Page) => page.getByRole('heading', { level: 1 });
export const radios = (page: Page) => page.locator('input[name=window]');
const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

export async function begin(page: Page, forWhom = 'Cho người nhà') {
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.goto('/dat-lich');
	await page.getByRole('link', { name: 'Tự đặt lịch' }).click();
	await expect(title(page)).toContainText('Ông/bà đặt lịch cho ai?');
	await page.getByLabel(forWhom).check();
	await goOn(page);
}

export async function fillWho(page: Page, { name, year }: Grandparent) {
	await page.getByLabel('Họ và tên', { exact: true }).fill(name);
	await page.getByLabel('Năm', { exact: true }).fill(year);
	await page.getByLabel('Cấp đổi thẻ').check();
	await goOn(page);
}

/** Ticks what the team must know, and answers nothing else. */
export async function tickNeeds(page: Page, { name, needs }: Grandparent) {
	await expect(page.getByText(`Cần báo trước điều gì về ${name}?`)).toBeVisible();
	for (const need of needs) await page.getByLabel(need).check();
}

export async function fillPlace(page: Page, area: string, hamlet?: string) {
	await expect(title(page)).toContainText('Nơi cán bộ đến');
	await page.getByLabel('Xã, phường trước ngày').selectOption(area);
	if (hamlet) await page.getByLabel('Thôn, tổ dân phố').selectOption(hamlet);
	await page.getByLabel('Chỉ dẫn đường đến').fill('Sau chợ, cổng màu xanh');
	await goOn(page);
}

export async function fillContact(page: Page, knows = 'Người được phục vụ đã biết việc này') {
	await expect(title(page)).toContainText('Cán bộ liên lạc với ai?');
	await page.getByLabel('Họ và tên của ông/bà').fill('Nguyễn Văn Bền');
	await page.getByLabel('Số điện thoại của ông/bà').fill('0900.000 101');
	await page.getByLabel('Ông/bà là gì').selectOption({ label: 'Cháu' });
	await page.getByLabel('Tôi có mặt tại nhà').check();
	await page.getByLabel(knows).check();
	await goOn(page);
}

/** Marks the first window and has it kept. */
export async function keepFirst(page: Page) {
	await expect(title(page)).toContainText('Chọn ngày giờ');
	await radios(page).first().check();
	await goOn(page);
}

export const send = (page: Page) => page.getByRole('button', { name: 'Gửi và giữ giờ này' });

/** From the start to the page that asks to check everything, for one grandmother. */
export async function untilCheck(page: Page, world: World) {
	await untilWindow(page, world);
	await keepFirst(page);
	await expect(title(page)).toContainText('Kiểm tra lại thông tin');
}

export async function untilWindow(page: Page, { area, hamlets }: World) {
	await begin(page);
	await fillWho(page, lua);
	await tickNeeds(page, lua);
	await page.getByLabel('Tôi đồng ý').check();
	await goOn(page);
	await fillPlace(page, area, hamlets[0]);
	await fillContact(page);
	await expect(radios(page).first()).toBeVisible();
}

/** Cases of a unit that somebody really sent. */
export async function cases({ sql }: TestStack, unit: string): Promise<number> {
	const [row] = await sql`select count(*)::int as n from queue.cases where unit = ${unit}`;
	return row!.n;
}
