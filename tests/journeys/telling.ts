/** How a sender answers the questions of a tip, and keeps the code. */
import { title } from './answering.ts';
import { expect, type Page } from './world.ts';

/** Of Trà Câu (unit 21451): its areas are not those of the demo's first ward. */
export const area = '21442';

export const goOn = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

/** From what is read before to the question whose answer says who reads. */
export async function begin(page: Page, from = area) {
	await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
	await expect(title(page)).toContainText('Việc xảy ra ở đâu?');
	await page.getByLabel('Xã, phường trước ngày').selectOption(from);
	await goOn(page);
	await expect(title(page)).toContainText('cán bộ ở địa phương');
}

/** From what is read before to the page that asks to check everything. */
export async function write(page: Page, story: string, from = area) {
	await begin(page, from);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await tell(page, story);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await expect(title(page)).toContainText('Có ảnh hay tệp nào không?');
}

/** What is told beside the story. The plate is none that could stand in hex by chance. */
export const told = { place: 'Sau chợ Trà Câu', lost: 'Xe máy biển 76-H1 123.45' };

/** From the question of what it is about to the one whether anybody is in danger. */
export async function tell(page: Page, story: string) {
	await expect(title(page)).toContainText('Việc gì?');
	await page.getByLabel('Trộm cắp, cướp, cướp giật').check();
	await goOn(page);
	await expect(title(page)).toContainText('Đã xảy ra việc gì?');
	await page.getByLabel('Nội dung sự việc').fill(story);
	await goOn(page);
	await page.getByLabel('Nơi xảy ra').fill(told.place);
	await page.getByLabel('Vẫn lặp lại').check();
	await goOn(page);
	await page.getByLabel('Mất gì, có đặc điểm gì để nhận ra?').fill(told.lost);
	await page.getByLabel('Tận mắt thấy hoặc nghe').check();
	await goOn(page);
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

/** Nothing can be sent, and who reads that is told why and whom to call. */
export async function expectToldToCall(
	page: Page,
	why = 'không khớp với chữ ký mà trang này biết'
) {
	await expect(title(page)).toContainText('Chưa gửi được tin ở đây');
	await expect(page.getByText(why)).toBeVisible();
	await expect(page.locator('a[href="tel:113"]').first()).toBeVisible();
}

/** Sendings of a tip from now on. */
export function submits(page: Page): string[] {
	const sent: string[] = [];
	page.on('request', (request) => {
		if ((request.postData() ?? '').includes('tips_submit')) sent.push(request.url());
	});
	return sent;
}
