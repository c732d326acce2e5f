import { readFile } from 'node:fs/promises';
import { quietWorld, title } from './answering.ts';
import { bookVisit } from './booked.ts';
import { giveVoices, saidOn, vietnamese } from './speaking.ts';
import { expect, expectNoFaults, test, type Page, type TestStack } from './world.ts';

const read = (page: Page) => page.getByRole('button', { name: 'Nghe đọc' });

async function askedCall(page: Page, stack: TestStack) {
	const world = await quietWorld(stack);
	await page.goto('/goi-lai');
	await page.getByLabel('Họ và tên của ông/bà').fill('Võ Thị Sương');
	await page.getByLabel('Số điện thoại của ông/bà').fill('0900000106');
	await page.getByLabel('Xã, phường trước ngày').selectOption(world.area);
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await expect(title(page)).toContainText('Cán bộ sẽ gọi lại');
	return (await page.locator('.access .group').allInnerTexts()).map((group) => group.slice(0, 4));
}

test('a grandfather who reads badly has the home page read to him, and stops it', async ({
	page
}) => {
	await giveVoices(page, [{ lang: 'en-US', localService: true }, vietnamese]);
	await page.goto('/');
	await read(page).click();
	const said = await saidOn(page);
	expect(said.join(' ')).toContain(await title(page).innerText());
	expect(said.join(' ')).not.toContain('Nghe đọc');
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Dừng đọc' }).click();
	await expect(read(page)).toBeVisible();
});

test('nothing offers to read where the device has no Vietnamese voice of its own, in English, or about tips', async ({
	page
}) => {
	await giveVoices(page, [{ lang: 'vi-VN', localService: false }]);
	await page.goto('/');
	await expect(title(page)).toBeVisible();
	await page.evaluate(() => speechSynthesis.dispatchEvent(new Event('voiceschanged')));
	await expect(read(page)).toHaveCount(0);
	const other = await page.context().newPage();
	await giveVoices(other, [vietnamese]);
	for (const path of ['/en', '/tin-bao', '/tra-cuu']) {
		await other.goto(path, { waitUntil: 'networkidle' });
		await expect(other.getByRole('button', { name: /Nghe đọc|Read aloud/ })).toHaveCount(0);
	}
	await other.close();
});

test('the confirmation is read aloud without the code, and a visit’s status with its day', async ({
	page,
	stack
}) => {
	await giveVoices(page, [vietnamese]);
	const groups = await askedCall(page, stack);
	await read(page).click();
	const said = (await saidOn(page)).join(' ');
	expect(said).toContain('Cán bộ sẽ gọi lại');
	expect(said).toContain('Hai từ nhận biết');
	expect(groups.join('')).toMatch(/^[0-9A-Z]{16}$/);
	for (const group of groups) {
		expect(said).not.toContain(group);
		expect(said).not.toContain([...group].join(' '));
	}

	const visit = await bookVisit(stack);
	const other = await page.context().newPage();
	await giveVoices(other, [vietnamese]);
	await other.goto('/tra-cuu');
	await other.getByLabel('Mã tra cứu').fill(visit.code);
	await other.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await read(other).click();
	const status = (await saidOn(other)).join(' ');
	expect(status).toMatch(/Thứ Bảy, \d\d\/\d\d, 07:30 đến 09:30/);
	expect(status).toContain(visit.reference);
	await other.close();
});

test('the slip is saved as a picture after a warning about galleries, drawn here and sent nowhere', async ({
	page,
	stack,
	baseURL
}) => {
	await askedCall(page, stack);
	const elsewhere: string[] = [];
	page.on('request', (request) => {
		if (/^https?:/.test(request.url()) && !request.url().startsWith(baseURL))
			elsewhere.push(request.url());
	});
	await page.getByRole('button', { name: 'Lưu phiếu thành ảnh' }).click();
	const warning = page.getByRole('dialog');
	await expect(warning).toContainText('thư viện ảnh');
	await expectNoFaults(page);
	const sent: string[] = [];
	page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		warning.getByRole('button', { name: 'Lưu ảnh' }).click()
	]);
	expect(download.suggestedFilename()).toBe('gan-dan-phieu.png');
	const picture = await readFile(await download.path());
	expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
	expect(picture.readUInt32BE(16)).toBe(1080);
	expect(picture.readUInt32BE(20)).toBeGreaterThan(1200);
	await expect(warning).toBeHidden();
	expect([...elsewhere, ...sent]).toEqual([]);
});
