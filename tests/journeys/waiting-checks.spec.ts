/** Pages that are read, and bring what reckons or draws when somebody wants it (docs/decisions/0060, 0087). */
import { holdKit, isAlive, isRead, knows } from './waited.ts';
import { expect, expectNoFaults, test, ward } from './world.ts';

const checks = [
	{
		address: '/danh-sach-khoa',
		asks: '**/rest/v1/rpc/staff_desk_public',
		lost: 'Lúc này chưa hỏi được máy chủ',
		said: /Đơn vị chưa ký danh sách nào|Danh sách hợp lệ|chưa có mốc để kiểm tra/
	},
	{
		address: '/ban-dung',
		asks: '**/ban-dung.json',
		lost: 'Lúc này chưa đọc được danh sách',
		said: /Danh sách chưa có chữ ký của người dựng/
	}
];

for (const { address, asks, lost, said } of checks)
	test(`${address} is read without what checks it; a press that came early checks, and one without a line can be pressed again`, async ({
		page
	}) => {
		const status = page.getByRole('status').filter({ visible: true }).first();
		const now = page.getByRole('button', { name: 'Kiểm tra ngay trên máy này' });
		const again = page.getByRole('button', { name: 'Kiểm tra lại' });
		const release = await holdKit(page);
		await page.goto(address);
		await isRead(page);
		await expect(status).toHaveText('Chưa kiểm tra trên máy này.');
		await expectNoFaults(page);
		await page.route(asks, (route) => route.abort());
		await now.click();
		expect(await isAlive(page)).toBe(false);
		release();
		await expect(status).toContainText(lost);
		await page.unroute(asks);
		await again.click();
		await expect(status).toContainText(said);
		await expect(again).toBeVisible();
		await expectNoFaults(page);

		// Whoever reads on wants to know as well.
		await page.goto('about:blank');
		await page.goto(address);
		await isRead(page);
		await page.mouse.wheel(0, 300);
		await expect(status).toContainText(said);
	});

test('figures of this hour stand as they were built, those of yesterday are asked for, and only others are drawn anew', async ({
	page,
	stack
}) => {
	const asked: string[] = [];
	page.on('request', (one) => {
		if (one.url().endsWith('/rpc/queue_figures_public')) asked.push(one.postData() ?? '');
	});
	const figures = { at: '/so-lieu', unit: ward };
	await knows(page, stack, ['figures'], figures);
	await page.goto('/so-lieu');
	await isRead(page);
	expect(asked).toEqual([]);

	await page.unrouteAll();
	await knows(page, stack, ['figures'], { ...figures, hoursAgo: 20 });
	await page.goto('/so-lieu');
	await isRead(page);
	expect(asked).toEqual([JSON.stringify({ unit: ward })]);

	await page.unrouteAll();
	await knows(page, stack, ['figures'], { ...figures, hoursAgo: 20, mark: 'others' });
	await page.goto('/so-lieu');
	await expect.poll(() => isAlive(page)).toBe(true);
	await expect(page.getByText('Đang đọc số liệu')).toBeHidden();
	await expectNoFaults(page);
});

test('a unit that is chosen before the page of figures runs is the one whose figures come', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['figures'], { at: '/so-lieu', unit: ward });
	const release = await holdKit(page);
	await page.goto('/so-lieu', { waitUntil: 'commit' });
	const units = page.getByRole('combobox');
	await units.selectOption({ label: 'Công an phường Trà Câu' });
	expect(await isAlive(page)).toBe(false);
	const [{ code }] = await stack.sql<[{ code: string }]>`
		select code from unit.units where police_name = 'Công an phường Trà Câu'`;
	const asked = page.waitForRequest((one) => one.postData() === JSON.stringify({ unit: code }));
	release();
	expect((await asked).url()).toMatch(/rpc\/queue_figures_public$/);
	await expect(units).toHaveValue(code);
	await expect(page.getByText('Đang đọc số liệu')).toBeHidden();
});
