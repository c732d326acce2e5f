import { readFileSync } from 'node:fs';
import { title } from './answering.ts';
import { openBuiltWith } from './desk.ts';
import { area, goOn } from './telling.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

const begin = async (page: Page) => {
	await openBuiltWith(page, {});
	await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
};

test('a sender who must stop keeps a locked file, and goes on with it and its code', async ({
	page
}) => {
	const wire: string[] = [];
	page.on('request', (request) => wire.push(request.url(), request.postData() ?? ''));
	await begin(page);
	await page.getByLabel('Xã, phường trước ngày').selectOption(area);
	await goOn(page);
	await page.getByLabel('Không', { exact: true }).check();
	await page.getByText('Lưu bản nháp có khóa').click();
	await page.getByRole('button', { name: 'Tạo tệp và mã' }).click();
	const shown = page.getByRole('group', { name: 'Mã của bản nháp' }).first();
	await expect(shown.locator('.group')).toHaveCount(4);
	const code = (await shown.locator('.group').allTextContents()).join('');
	await expectNoFaults(page);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tải tệp tep.age' }).click()
	]);
	expect(download.suggestedFilename()).toBe('tep.age');
	const file = await download.path();
	expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 15\n/);
	await page.getByLabel('Có', { exact: false }).first().check();
	await expect(page.getByText('đã sửa câu trả lời')).toBeVisible();
	const stored = await page.evaluate(() => [
		document.cookie,
		localStorage.length,
		sessionStorage.length
	]);
	expect(stored.slice(0, 2)).toEqual(['', 0]);
	expect(wire.join('\n')).not.toContain(code);

	await test.step('later, on a page that knows nothing', async () => {
		await page.goto('/');
		await begin(page);
		await expect(page.getByLabel('Xã, phường trước ngày')).toHaveValue('');
		await page.getByText('Mở bản nháp').click();
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByText('Xin chọn tệp bản nháp').first()).toBeVisible();
		await page.getByLabel('Tệp bản nháp').setInputFiles(file);
		await page.getByLabel('Mã của bản nháp').fill('K7QM-2XRD-9WTA-44HM');
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByText('không mở được tệp đã chọn').first()).toBeVisible();
		await expectNoFaults(page);
		await page.getByLabel('Mã của bản nháp').fill(code.toLowerCase());
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByText('Đã mở bản nháp')).toBeVisible();
		await expect(page.getByLabel('Xã, phường trước ngày')).toHaveValue(area);
		await goOn(page);
		await expect(title(page)).toContainText('cán bộ ở địa phương');
		await expect(page.getByLabel('Không', { exact: true })).toBeChecked();
	});
});

test.describe('inside Zalo, where a download is lost', () => {
	test.use({ userAgent: 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130 Mobile Zalo android/12' });

	test('no draft is offered', async ({ page }) => {
		await begin(page);
		await page.getByLabel('Xã, phường trước ngày').selectOption(area);
		await expect(page.getByRole('button', { name: 'Xóa hết và thôi gửi' })).toBeVisible();
		await expect(page.getByText('bản nháp có khóa')).toHaveCount(0);
		await expect(page.getByText('Mở bản nháp')).toHaveCount(0);
	});
});
