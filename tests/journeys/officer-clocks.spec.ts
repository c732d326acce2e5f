/** A desk officer lets a visit's clock stand still by a document; the lead sees it and decides what may pause. */
import { bookVisit, promisingWorld } from './booked.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const article = (page: Page) => page.getByRole('article');
const button = (page: Page, name: string) =>
	article(page).getByRole('button', { name, exact: true });

test('an officer pauses a clock and lets it go on; the lead counts it, and forbids it', async ({
	page,
	browser,
	stack
}) => {
	test.setTimeout(90_000);
	const world = await promisingWorld(stack);
	const { unit } = world;
	const { reference } = await bookVisit(stack, ['Nguyễn Thị Lụa'], world);
	await signIn(page, await stack.officer({ unit, roles: ['desk'] }));
	await page.getByRole('link', { name: reference }).click();

	await button(page, 'Tạm dừng thời hạn').click();
	await button(page, 'Lưu việc tạm dừng').click();
	await expect(page.getByRole('alert')).toBeVisible();
	await article(page).getByRole('radio', { name: 'Gia đình đề nghị lùi lại' }).check();
	const number = page.getByLabel('Số, ký hiệu văn bản');
	await number.fill('7/cv-cap');
	await button(page, 'Lưu việc tạm dừng').click();
	// A document is named whole or not at all; what was typed stays.
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(number).toHaveValue('7/cv-cap');
	await page.getByLabel('Ngày văn bản').fill('31/2/2026');
	await page.getByLabel('Người ký').selectOption('unit_head');
	await button(page, 'Lưu việc tạm dừng').click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expectNoFaults(page);
	const [today] = await stack.sql`select to_char(house.local_day(now()), 'DD/MM/YYYY') as day`;
	await page.getByLabel('Ngày văn bản').fill(today!.day);
	await button(page, 'Lưu việc tạm dừng').click();
	await expect(article(page)).toContainText('tạm dừng từ');
	await expect(article(page)).toContainText(`Văn bản 7/CV-CAP, ngày ${today!.day}`);
	await expectNoFaults(page);

	const desk = await (await browser.newContext({ baseURL: stack.origin })).newPage();
	await signIn(desk, await stack.officer({ unit, roles: ['lead'] }));
	await desk.goto('/can-bo/thoi-han');
	const row = desk.getByRole('row', { name: /^Đến nhà/ });
	await expect(row.getByRole('cell').last()).toHaveText('1');
	await expectNoFaults(desk);
	await desk.goto('/can-bo/thiet-lap/thoi-han');
	const rule = desk.getByRole('listitem').filter({ hasText: 'Gia đình đề nghị lùi lại' }).first();
	await rule.getByRole('button', { name: /Không cho tạm dừng/ }).click();
	await expect(rule.getByRole('button', { name: /Cho tạm dừng/ })).toBeVisible();
	await expectNoFaults(desk);

	// What stands still stays so until somebody lets it go on; then nobody can pause it for that again.
	await button(page, 'Tính tiếp thời hạn').click();
	await button(page, 'Lưu việc tính tiếp').click();
	await expect(article(page)).toContainText('Tính tiếp thời hạn: đến nhà');
	await button(page, 'Tạm dừng thời hạn').click();
	await expect(article(page).getByRole('radio')).toHaveCount(1);
});
