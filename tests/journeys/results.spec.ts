/** A lead fills in a model, writes a report, publishes and corrects it; anybody reads it, and the paper is taken along. */
import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import { picture } from './picture.ts';
import { expect, expectNoFaults, goTo, signIn, test } from './world.ts';

/** Nobody else's reports on this stack. */
const unit = '21478';

test('a lead publishes what the unit did in a month, and a reader finds it', async ({
	page,
	stack
}) => {
	const lead = await stack.officer({ unit, roles: ['lead'] });
	await signIn(page, lead);
	await goTo(page, 'Kết quả thực hiện');
	const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

	await test.step('a row that was empty becomes a model', async () => {
		await page.getByRole('link', { name: 'Mô hình' }).click();
		const fifth = page.getByRole('group', { name: /^5\./ });
		await fifth.getByLabel('Thực hiện từ').fill('năm kia');
		await page.getByRole('button', { name: 'Lưu các mô hình' }).click();
		await expect(page.getByRole('alert').getByRole('link')).toHaveText([
			'Nhập tên mô hình, hoặc để trống cả dòng.',
			/Nhập năm/
		]);
		await expectNoFaults(page);
		await fifth.getByLabel('Tên mô hình').fill('Camera an ninh');
		await fifth.getByLabel('Thực hiện từ').fill('4/2023');
		await page.getByRole('button', { name: 'Lưu các mô hình' }).click();
		await expect(page.getByText('Đã lưu.')).toBeVisible();
		await expect(page.getByRole('group', { name: '5. Camera an ninh' })).toBeVisible();
	});

	await test.step('the month before is drafted, read over and published by its name', async () => {
		await page.getByRole('link', { name: 'Báo cáo', exact: true }).click();
		await page.getByRole('button', { name: 'Soạn báo cáo' }).click();
		await page.getByLabel('Lời về Camera an ninh').fill('Lắp thêm 3 camera ở chợ.');
		await page.setViewportSize({ width: 1280, height: 900 });
		const words = page.getByRole('heading', { name: 'Lời của báo cáo' });
		await picture(page, 'report', words, page.getByRole('button', { name: 'Lưu bản thảo' }));
		await page.setViewportSize({ width: 360, height: 780 });
		await page.getByLabel('Lời về Camera an ninh').fill('Lắp thêm 3 camera <b>ở</b> chợ.');
		await expect(page.getByText('Hãy lưu bản thảo trước khi công bố.')).toBeVisible();
		await page.getByText('Xem trước như người dân đọc').click();
		const unsaved = page.getByText('Lời chưa lưu chưa có trong bản xem trước.');
		await expect(unsaved).toBeVisible();
		await page.getByRole('button', { name: 'Lưu bản thảo' }).click();
		await expect(page.getByText('Hãy lưu bản thảo trước khi công bố.')).toHaveCount(0);
		// What was open stays open, with what was saved.
		await expect(unsaved).toHaveCount(0);
		const told = page.getByRole('heading', { name: '5. Camera an ninh' });
		await expect(told).toBeVisible();
		await expect(page.getByText('Lắp thêm 3 camera <b>ở</b> chợ.').last()).toBeVisible();
		await expectNoFaults(page);
		expect(await over()).toBeLessThanOrEqual(0);
		await page.getByRole('button', { name: 'Công bố' }).click();
		const typed = page.getByLabel('để xác nhận');
		await expect(typed).toHaveAttribute('aria-invalid', 'true');
		const [month] = await stack.sql<{ nth: number; year: number }[]>`
			select nth, year from results.reports where unit = ${unit}`;
		await typed.fill(`${month!.nth}/${month!.year}`);
		await page.getByRole('button', { name: 'Công bố' }).click();
		await expect(page.getByText('Đã công bố báo cáo.')).toBeVisible();
	});

	await test.step('the paper is a Word file with the words in it', async () => {
		const given = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Tải bản Word (.docx)' }).click();
		const file = await given;
		expect(file.suggestedFilename()).toMatch(/^bao-cao-\d{4}-\d\d\.docx$/);
		const files = unzipSync(new Uint8Array(await readFile(await file.path())));
		const written = strFromU8(files['word/document.xml']!);
		expect(written).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
		expect(written).toContain('Lắp thêm 3 camera &lt;b&gt;ở&lt;/b&gt; chợ.');
	});

	await test.step('a correction begins as the next edition', async () => {
		await page.getByText('Đính chính báo cáo').first().click();
		await page.getByRole('button', { name: 'Đính chính báo cáo' }).click();
		await expect(page.getByText('Bản 2')).toBeVisible();
		await expect(page.getByLabel('Đính chính điều gì')).toBeVisible();
	});

	await test.step('anybody reads what was published', async () => {
		await page.goto(`/ket-qua?don-vi=${unit}`);
		await expect(page.getByText('Lắp thêm 3 camera <b>ở</b> chợ.')).toBeVisible();
		await expect(page.getByText('Thực hiện từ 04/2023.')).toBeVisible();
		await expect(page.getByRole('table', { name: 'Số liệu: Gần dân sát việc' })).toContainText(
			'không nêu'
		);
		await expect(page.getByText('Dòng chưa điền')).toHaveCount(0);
		await expectNoFaults(page);
		expect(await over()).toBeLessThanOrEqual(0);
		await page.goto(`/ket-qua?don-vi=${unit}&ky=2020-01`);
		await expect(page.getByText('Đơn vị chưa công bố báo cáo của kỳ này.')).toBeVisible();
	});

	await test.step('tens of millions that a fund was given lie side by side on a phone', async () => {
		await page.route('**/rpc/results_public', async (route) => {
			const answer = await route.fetch();
			const sums = { now: 46_500_000, before: 34_700_000, year_ago: 28_400_000 };
			const json: unknown = JSON.parse(await answer.text(), (_, value) =>
				['given', 'spent'].includes(value?.figure) ? { ...value, ...sums } : value
			);
			await route.fulfill({ response: answer, json });
		});
		await page.goto(`/ket-qua?don-vi=${unit}`);
		const table = page.getByRole('region', { name: /^Số liệu: Vì quê hương/ });
		await expect(table).toContainText(/46\.500\.000.+28\.400\.000/);
		const hidden = await table.evaluate((frame) => frame.scrollWidth - frame.clientWidth);
		expect(hidden, 'none of them lies beyond the edge').toBe(0);
		await expectNoFaults(page);
	});
});
