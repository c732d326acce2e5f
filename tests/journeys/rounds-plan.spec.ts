/** A lead lays out a Saturday of four teams: by hand, by keys, by the search; and a colleague is faster once. */
import { randomUUID } from 'node:crypto';
import { carried } from '../../src/lib/rounds/plan-lifting.ts';
import { Standing } from '../../src/lib/rounds/plan-standing.ts';
import { writtenOf } from '../../src/lib/rounds/plan-written.ts';
import { weekend, type Weekend } from './rounds-scene.ts';
import { expect, expectNoFaults, signIn, test, type Page, type TestStack } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const team = (page: Page, number: number) =>
	page.getByRole('region', { name: `Tổ ${number}`, exact: true });
const rows = (page: Page, number: number) => team(page, number).locator('[data-stop]');
const handle = (page: Page, number: number, at: number) =>
	rows(page, number).nth(at).locator('[data-handle]');
const says = (page: Page, words: string | RegExp) =>
	expect(page.getByRole('status').filter({ hasText: words }).first()).toBeAttached();

/** Carries a stop with the mouse onto another element. */
async function drag(page: Page, from: ReturnType<typeof handle>, to: ReturnType<typeof team>) {
	await from.scrollIntoViewIfNeeded();
	await from.hover();
	await page.mouse.down();
	const box = (await to.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + 8, { steps: 6 });
	await page.mouse.up();
}

/** What a colleague does meanwhile: the first stop of the third team goes to the fourth. */
async function colleague(stack: TestStack, { lead, read }: Weekend): Promise<string> {
	const standing = new Standing(await read());
	const [, , third, fourth] = standing.rounds.days;
	const id = third!.stops[0]!.subject;
	const laid = carried(standing, { id, layout: standing.layout, refused: null }, fourth!.id);
	const { status, body } = await stack.rpc(
		'rounds_accept',
		{ key: randomUUID(), ...writtenOf(standing, laid.layout) },
		lead.token
	);
	expect([status, body]).toEqual([200, body]);
	return id;
}

test('a lead drags, steps by keys, sees what breaks and lets it be optimised, and a colleague was faster', async ({
	page,
	stack
}) => {
	test.setTimeout(90_000);
	const scene = await weekend(stack, { visits: 16, waiting: 2, hamlets: 6 });
	await signIn(page, scene.lead);
	await page.goto(`/can-bo/ke-hoach?from=${scene.day}&to=${scene.day}`);
	await expect(rows(page, 1)).toHaveCount(4);
	await expectNoFaults(page);

	await drag(page, handle(page, 1, 0), team(page, 2).locator('[data-head]'));
	await expect(rows(page, 1)).toHaveCount(3);
	await expect(rows(page, 2)).toHaveCount(5);
	await expect(team(page, 2).getByText('Đổi tổ')).toBeVisible();
	await page.keyboard.press('Control+z');
	await expect(rows(page, 1)).toHaveCount(4);

	// From here on without the mouse: past the afternoon's visits, a morning window breaks, and it is said by how much.
	await handle(page, 1, 0).focus();
	await page.keyboard.press('Enter');
	await says(page, 'Đã nhấc');
	for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown');
	await says(page, /thứ 4 trong 4.*Trễ khung giờ \d+ phút/);
	await expect(
		rows(page, 1)
			.last()
			.getByText(/Trễ khung giờ \d+ phút/)
	).toBeVisible();
	await expect(handle(page, 1, 3)).toBeFocused();
	await expectNoFaults(page);
	await page.keyboard.press('Escape');
	await says(page, 'đã trả về chỗ cũ');
	await expect(team(page, 1).getByText(/Trễ khung giờ/)).toHaveCount(0);
	await page.keyboard.press('Enter');
	await page.keyboard.press('ArrowRight');
	await says(page, /Tổ 2, thứ/);
	await page.keyboard.press('Enter');
	await says(page, 'Đã đặt xuống');
	await expect(rows(page, 2)).toHaveCount(5);

	// What a visit needs and a team has: a promise stays with a team that lacks it, and the page says so until it has it.
	const needs = rows(page, 3).last();
	await needs.locator('.name').click();
	await needs.getByRole('button', { name: 'Ghim với tổ này' }).click();
	await expect(needs.getByText('Đã ghim', { exact: true })).toBeVisible();
	await needs.getByText('Lượt này cần gì ở tổ?').click();
	await needs.getByLabel('Ô tô').check();
	await needs.getByRole('button', { name: 'Lưu điều cần có' }).click();
	await expect(needs.getByText('Tổ thiếu: Ô tô')).toBeVisible();
	await team(page, 3).getByText('Tổ và người đi').click();
	await team(page, 3)
		.getByRole('group', { name: 'Tổ này có (mọi ngày)' })
		.getByLabel('Ô tô')
		.check();
	await team(page, 3).getByRole('button', { name: 'Lưu những gì tổ có' }).click();
	await expect(needs.getByText('Tổ thiếu: Ô tô')).toHaveCount(0);
	await expectNoFaults(page);

	// A visit that has no window says why, and what each would cost.
	const aside = page.getByRole('region', { name: 'Chưa xếp vào ngày nào' });
	await expect(aside.locator('[data-stop]')).toHaveCount(2);
	await aside.locator('.name').first().click();
	await aside.getByRole('button', { name: 'Vì sao?' }).click();
	const why = page.getByRole('dialog', { name: /^Vì sao .* chưa có chỗ$/ });
	await expect(why.getByText(/thêm \d+ phút đường/).first()).toBeVisible();
	await expectNoFaults(page);
	await why.getByRole('button', { name: 'Đóng' }).click();

	await page.getByRole('button', { name: 'Tối ưu' }).click();
	const compare = page.getByRole('dialog', { name: 'Kết quả tối ưu' });
	await expect(compare.getByRole('row', { name: /Lượt chưa có chỗ/ })).toContainText('0');
	await expectNoFaults(page);
	await compare.getByRole('button', { name: 'Lấy kết quả này' }).click();
	await expect(aside.locator('[data-stop]')).toHaveCount(0);

	const theirs = await colleague(stack, scene);
	await page.getByRole('button', { name: /Nhận kế hoạch/ }).click();
	await says(page, 'Có người vừa đổi kế hoạch');
	await expectNoFaults(page);
	await page.getByRole('button', { name: /Nhận kế hoạch/ }).click();
	await says(page, 'Đã nhận kế hoạch');
	const { days } = await scene.read();
	const stood = days.find(({ stops }) => stops.some(({ subject }) => subject === theirs));
	expect(stood?.team_name).toBe('Tổ 4');
	expect(days.flatMap(({ stops }) => stops).length).toBeGreaterThanOrEqual(16);
});
