import { atDesk, unlock } from './at-desk.ts';
import { photo } from './camera.ts';
import { comeBackWith, openDesk, type Desk } from './desk.ts';
import { phoneOf } from './on-a-phone.ts';
import { sendTip } from './tip-sent.ts';
import { listenTo } from './wire.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

test.use({ alone: 'tips-later-files', actionTimeout: 20_000 });

const unit = '21451';
const story = 'Có người đổ phế thải xuống bờ kênh lúc nửa đêm';
const secret = 'Máy ảnh của bà Sáu Kênh';

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

const back = (page: Page, code: string) => comeBackWith(page, code, { [unit]: desk.floor });
const thread = (page: Page) => page.getByRole('list', { name: 'Trao đổi' });
const more = (page: Page) => page.getByRole('button', { name: 'Gửi thêm ảnh, tệp' });
const choose = (page: Page) => page.getByLabel('Chọn ảnh, tệp');
const send = (page: Page) => page.getByRole('button', { name: 'Gửi tin nhắn' });
/** A file that begins as a HEIC of a phone does, with an EXIF that says where it was taken. */
const heic = Buffer.concat([
	Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
	Buffer.alloc(200),
	Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\0', 'latin1'),
	Buffer.alloc(4000, 7)
]);

test('somebody comes back with a photo, and an officer at another browser sees it', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const tip = await sendTip(stack, desk, story);
	const phone = await phoneOf(browser, stack);
	const heard = listenTo(phone);
	const sender = await phone.newPage();
	await back(sender, tip.code);
	await more(sender).click();
	await expect(
		sender.getByRole('heading', { name: 'Ảnh, tệp gửi kèm tin nhắn này' })
	).toBeFocused();
	const buffer = await photo(sender, secret);
	await choose(sender).setInputFiles({ name: 'bo-kenh.jpg', mimeType: 'image/jpeg', buffer });
	await expect(sender.getByText('Đã vẽ lại và bỏ: nơi chụp')).toBeVisible();
	await expectNoFaults(sender);
	await sender.getByLabel('Nội dung nhắn thêm').fill('Ảnh chụp sáng nay.');
	await send(sender).click();
	await expect(sender.getByText('Đã gửi. Cán bộ sẽ thấy')).toBeVisible();
	const first = thread(sender).getByRole('listitem').first();
	await expect(first).toContainText('Ảnh chụp sáng nay.');
	await expect(first).toContainText('Kèm 1 tệp');
	await expect(more(sender)).toBeVisible();

	const sent = await heard();
	const body = sent.map(({ url, body }) => `${url.href}\n${body}`).join('\n');
	expect(sent.filter(({ url }) => url.pathname === '/functions/v1/tips')).toHaveLength(1);
	for (const word of [secret, 'bo-kenh', 'Ảnh chụp', tip.code]) expect(body).not.toContain(word);
	const asked = sent.filter(({ url }) => url.pathname === '/functions/v1/lookup');
	expect(new Set(asked.map(({ body }) => body.length))).toEqual(new Set([10_240]));
	await phone.close();

	const officer = desk.members[1]!;
	const page = await atDesk(browser, stack, desk, officer);
	await page.goto(`/can-bo?case=${tip.id}`);
	await unlock(page, officer);
	await expect(page.getByText('Ảnh chụp sáng nay.')).toBeVisible();
	await page.getByRole('button', { name: 'Mở xem' }).click();
	await expect(page.locator('canvas')).toHaveAttribute('width', '64');
	await expect(page.getByText('bị hỏng')).toHaveCount(0);
	await page.context().close();
});

test('where the line breaks in the middle of a film, words and film stay, and only the rest goes out again', async ({
	page,
	stack
}) => {
	test.setTimeout(120_000);
	const tip = await sendTip(stack, desk, story);
	await back(page, tip.code);
	await more(page).click();
	const buffer = Buffer.alloc(9 * 1024 * 1024, 3);
	await choose(page).setInputFiles({ name: 'phim.mp4', mimeType: 'video/mp4', buffer });
	await expect(page.getByText('Đoạn ghi vẫn giữ giọng nói')).toBeVisible();
	await page.getByLabel('Nội dung nhắn thêm').fill('Phim đêm qua.');
	let uploads = 0;
	let broken = true;
	await page.route('**/functions/v1/tips', async (route) => {
		uploads += 1;
		if (broken && uploads > 1) return route.abort('connectionreset');
		return route.fallback();
	});
	await send(page).click();
	await expect(page.getByRole('progressbar', { name: /phim\.mp4/ })).toBeVisible();
	await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
	await expect(page.getByLabel('Nội dung nhắn thêm')).toHaveValue('Phim đêm qua.');
	await expect(page.getByText('phim.mp4')).toBeVisible();
	[broken, uploads] = [false, 1];
	await send(page).click();
	await expect(thread(page)).toContainText('Kèm 1 tệp', { timeout: 30_000 });
	expect(uploads).toBe(3);
	const [row] = await stack.sql`
		select count(*)::int as n from tips.parts where case_id = ${tip.id}`;
	expect(row!.n).toBe(3);
});

test('a photo that this browser cannot draw goes only after the sender has said so', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await back(page, tip.code);
	await more(page).click();
	// As many phones hand it over: without a type.
	const file = { name: 'IMG_0412.HEIC', mimeType: '', buffer: heic };
	await choose(page).setInputFiles([file, { ...file, name: 'IMG_0413.HEIC' }]);
	await expect(page.getByText('Trong ảnh này có: nơi chụp.').first()).toBeVisible();
	await expectNoFaults(page);
	await send(page).click();
	await expect(page.getByRole('alert')).toContainText('Có ảnh đang chờ ông/bà quyết định');
	await page.getByRole('button', { name: 'Bỏ ảnh này' }).first().click();
	await page.getByRole('button', { name: 'Vẫn gửi nguyên bản' }).click();
	await expect(page.getByText('Máy này không vẽ lại được ảnh dạng này')).toBeVisible();
	await send(page).click();
	await expect(thread(page)).toContainText('Kèm 1 tệp');
	const [row] = await stack.sql`
		select count(*)::int as n from tips.parts where case_id = ${tip.id}`;
	expect(row!.n).toBe(1);
});

test('a browser that gives made-up pixels, as Tor Browser does, never sends a photo of noise', async ({
	page,
	stack
}) => {
	await page.addInitScript(() => {
		CanvasRenderingContext2D.prototype.getImageData = (_x, _y, width, height) =>
			new ImageData(new Uint8ClampedArray(width * height * 4).fill(255), width, height);
	});
	const tip = await sendTip(stack, desk, story);
	await back(page, tip.code);
	const buffer = await photo(page, secret);
	await more(page).click();
	await choose(page).setInputFiles({ name: 'bo-kenh.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByText('không cho trang vẽ lại ảnh')).toBeVisible();
	const tells = 'Trong ảnh này có: nơi chụp, ghi chú hay ảnh nhỏ ẩn bên trong.';
	await expect(page.getByText(tells)).toBeVisible();
});

test('who leaves with something unsent is asked first, and staying keeps words and files', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await back(page, tip.code);
	await more(page).click();
	const buffer = await photo(page, secret);
	await choose(page).setInputFiles({ name: 'bo-kenh.jpg', mimeType: 'image/jpeg', buffer });
	await expect(page.getByText('bo-kenh.jpg')).toBeVisible();
	const links = page.getByRole('navigation').getByRole('link', { name: 'Chuẩn bị' });
	for (const way of [links.first(), page.getByRole('button', { name: 'Tra mã khác' })]) {
		await way.click();
		await expect(page.getByRole('dialog')).toContainText('Rời trang là mất');
		await page.getByRole('button', { name: 'Ở lại' }).click();
		await expect(page.getByText('bo-kenh.jpg')).toBeVisible();
	}
	await page.getByRole('button', { name: 'Tra mã khác' }).click();
	await page.getByRole('button', { name: 'Rời trang' }).click();
	await expect(page.getByLabel('Mã tra cứu')).toHaveValue('');
});
