/** How a sender answers the questions of a tip, keeps the code, and what their photo looks like. */
import { title } from './answering.ts';
import { expect, type Page } from './world.ts';

/** Of Trà Câu (unit 21451): its areas are not those of the demo's first ward. */
export const area = '21442';

export const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

/** From what is read before to the page that asks to check everything. */
export async function write(page: Page, story: string, from = area) {
	await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
	await expect(title(page)).toContainText('Việc xảy ra ở đâu?');
	await page.getByLabel('Xã, phường trước ngày').selectOption(from);
	await goOn(page);
	await expect(title(page)).toContainText('cán bộ ở địa phương');
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await expect(title(page)).toContainText('Việc gì?');
	await page.getByLabel('Trộm cắp, cướp, cướp giật').check();
	await goOn(page);
	await expect(title(page)).toContainText('Đã xảy ra việc gì?');
	await page.getByLabel('Nội dung sự việc').fill(story);
	await goOn(page);
	await page.getByLabel('Nơi xảy ra').fill('Sau chợ Trà Câu');
	await page.getByLabel('Vẫn lặp lại').check();
	await goOn(page);
	await page.getByLabel('Mất gì, có đặc điểm gì để nhận ra?').fill('Xe máy biển 76-A1 123.45');
	await page.getByLabel('Tận mắt thấy hoặc nghe').check();
	await goOn(page);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await expect(title(page)).toContainText('Có ảnh hay tệp nào không?');
}

export const send = (page: Page) => page.getByRole('button', { name: 'Gửi', exact: true });

/** The code as it stands on the page, written down and proven; then the reference. */
export async function keepCode(page: Page) {
	const shown = await page.locator('.code').first().innerText();
	const code = /[0-9A-Z]{4}(?:\s*-\s*[0-9A-Z]{4}){3}/.exec(shown)![0].replace(/[\s-]/g, '');
	const group = page.getByLabel('Gõ lại nhóm cuối');
	const done = page.getByRole('button', { name: 'Tôi đã ghi mã' });
	await group.fill('0000');
	await done.click();
	await expect(page.getByRole('alert')).toContainText('Chưa khớp');
	await group.fill(code.slice(-4).toLowerCase());
	await done.click();
	await expect(title(page)).toContainText('Xong');
	const said = await page.getByText('Số hồ sơ').innerText();
	return { code, reference: said.replace('Số hồ sơ', '').trim() };
}

/** A JPEG drawn by the browser, red on white, with the EXIF of a camera that wrote where it was, and these words. */
export async function photo(page: Page, words = ''): Promise<Buffer> {
	const drawn = await page.evaluate(async () => {
		const canvas = document.createElement('canvas');
		canvas.width = 64;
		canvas.height = 48;
		const pen = canvas.getContext('2d')!;
		pen.fillStyle = 'white';
		pen.fillRect(0, 0, 64, 48);
		pen.fillStyle = 'red';
		pen.fillRect(0, 0, 32, 48);
		return canvas.toDataURL('image/jpeg').split(',')[1]!;
	});
	const plain = Buffer.from(drawn, 'base64');
	const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(Buffer.from(`${words}\0`))]);
	const head = Buffer.alloc(4);
	head.writeUInt16BE(0xffe1, 0);
	head.writeUInt16BE(exif.length + 2, 2);
	return Buffer.concat([plain.subarray(0, 2), head, exif, plain.subarray(2)]);
}

/** Two entries: a description, and the pointer to where it was. */
function tiff(words: Buffer): Buffer {
	const head = Buffer.alloc(38);
	head.write('MM', 0);
	head.writeUInt16BE(42, 2);
	head.writeUInt32BE(8, 4);
	head.writeUInt16BE(2, 8);
	head.writeUInt16BE(0x010e, 10);
	head.writeUInt16BE(2, 12);
	head.writeUInt32BE(words.length, 14);
	head.writeUInt32BE(head.length, 18);
	head.writeUInt16BE(0x8825, 22);
	return Buffer.concat([head, words]);
}
