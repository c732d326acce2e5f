import { readFileSync } from 'node:fs';
import { askCall, bookVisit, promisingWorld, type Booked } from './booked.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

const hour = 3_600_000;
const groups = (code: string) => code.toLowerCase().replace(/.{4}(?=.)/g, '$& ');
const open = (page: Page) => page.getByRole('button', { name: 'Tra cứu', exact: true });
const state = (page: Page) => page.getByRole('heading', { level: 1 });

async function lookUp(page: Page, { code }: Pick<Booked, 'code'>) {
	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(groups(code));
	await open(page).click();
	await expect(page.getByText('Số hồ sơ')).toBeVisible();
}

test('a grandson looks a visit up, moves it and cancels it', async ({ page, stack }) => {
	const visit = await bookVisit(stack);
	await lookUp(page, visit);
	await expect(state(page)).toHaveText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
	await expect(page.getByText(visit.reference)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Hai từ nhận biết' })).toBeVisible();
	await expectNoFaults(page);

	const [day, hours] = (await page.locator('.window').innerText()).split(/, (?=\d\d:)/);
	await page.getByRole('button', { name: 'Đổi giờ' }).click();
	const all = page.locator('input[name=window]');
	await expect(all.first()).toBeVisible();
	const offered = page.locator(`[aria-label="${day}"] label`, { hasText: hours! });
	await expect(offered, 'the hour that the visit has is none to move to').toHaveCount(0);
	await page.getByRole('button', { name: 'Đổi sang giờ này' }).click();
	const missing = page.getByRole('alert').filter({ hasText: 'Chọn một khung giờ.' });
	await expect(missing, 'the button stands far below the list').toBeFocused();
	await expect(missing).toBeInViewport();
	await expectNoFaults(page);
	await missing.getByRole('link').click();
	await expect(all.first()).toBeFocused();
	await page.getByRole('radio').last().check();
	await page.getByRole('button', { name: 'Đổi sang giờ này' }).click();
	await expect(page.getByText('Đã đổi sang giờ mới.')).toBeVisible();
	expect(await visit.stops()).toBe(1);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Thêm vào lịch điện thoại' }).click()
	]);
	expect(readFileSync(await file.path(), 'utf8')).toContain('SEQUENCE:1');

	await page.getByRole('button', { name: 'Hủy', exact: true }).click();
	await page.getByRole('button', { name: 'Đồng ý hủy' }).click();
	await expect(page.getByRole('alert')).toContainText(/Chọn lý do hủy.+Đánh dấu ô này/);
	await expectNoFaults(page);
	await page.getByLabel('Đã tự đến trụ sở làm').check();
	await page.getByLabel('Tôi đồng ý hủy').check();
	await page.getByRole('button', { name: 'Đồng ý hủy' }).click();
	await expect(state(page)).toHaveText('Đã hủy');
	expect(await visit.stops()).toBe(0);
	await page.getByRole('link', { name: 'Đặt lịch mới' }).click();
	await expect(state(page)).toHaveText('Đặt lịch làm căn cước tại nhà');
});

test('a case left lying on a table closes by itself, and whoever is still there is asked first', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	await page.clock.install();
	await lookUp(page, visit);
	const asked = page.getByRole('dialog', { name: 'còn ở đây' });
	await page.clock.runFor('08:00');
	await expect(asked).toContainText('Sau 2 phút nữa trang tự đóng');
	await expectNoFaults(page);
	await asked.getByRole('button', { name: 'Tôi còn ở đây' }).click();
	await expect(asked).toBeHidden();
	await page.clock.runFor('07:59');
	await expect(page.getByText(visit.reference)).toBeVisible();
	await expect(asked).toBeHidden();
	await page.clock.runFor('02:01');
	await expect(page.getByText('vì 10 phút không ai chạm vào')).toBeVisible();
	await expect(page.getByText(visit.reference)).toHaveCount(0);
	await expect(page.getByLabel('Mã tra cứu')).toHaveValue('');
	// The code opens it again, and what was said is over.
	await page.getByLabel('Mã tra cứu').fill(groups(visit.code));
	await open(page).click();
	await expect(page.getByText(visit.reference)).toBeVisible();
	await expect(page.getByText('vì 10 phút không ai chạm vào')).toHaveCount(0);
});

test('when one of two has died, the visit for the other is kept', async ({ page, stack }) => {
	const visit = await bookVisit(stack, ['Nguyễn Thị Lụa', 'Nguyễn Văn Cần']);
	await lookUp(page, visit);
	await page.getByRole('button', { name: 'Hủy', exact: true }).click();
	await page.getByLabel('Người được phục vụ đã mất').check();
	await page.getByLabel('Nguyễn Văn Cần').check();
	await page.getByLabel('Lịch của những người khác').check();
	await page.getByRole('button', { name: 'Đồng ý hủy' }).click();
	await expect(page.getByText('Việc của những người khác')).toBeVisible();
	await expect(page.getByText('Nguyễn Văn Cần. Đã mất')).toBeVisible();
	expect(await visit.stops()).toBe(1);
});

test("a family answers an officer's question, and sees the call that was made", async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	const again_at = new Date(Date.now() + hour).toISOString();
	await visit.officer('queue_call', { outcome: 'no_answer', again_at, note: null });
	await visit.officer('queue_ask', { body: 'Xe máy vào được tới cửa không?' });
	await lookUp(page, visit);
	await expect(state(page)).toHaveText('Cán bộ đang chờ ông/bà trả lời');
	await expect(page.getByText('không có người nghe máy')).toBeVisible();
	await page.getByLabel('Trả lời của ông/bà').fill('Vào được ạ');
	await page.getByRole('button', { name: 'Gửi câu trả lời' }).click();
	await expect(page.getByText('Đã gửi câu trả lời.')).toBeVisible();
	await expect(state(page)).toHaveText('Đã giữ giờ, chờ cán bộ gọi xác nhận');
});

test('a family mends what was given back in one go, and is told at the fields what is wrong', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack, ['Nguyễn Thị Lụa'], await promisingWorld(stack));
	const fields = ['phone', 'landmark'];
	await visit.officer('queue_return', { reason: 'Số này gọi không được, chưa rõ đường.', fields });
	await lookUp(page, visit);
	await expect(page.getByRole('heading', { name: 'Cần sửa 2 mục' })).toBeVisible();
	await expect(page.locator('.status')).toContainText('tạm dừng từ');
	const phone = page.getByLabel('Số điện thoại');
	const landmark = page.getByLabel('Chỉ dẫn đường đến');
	const send = page.getByRole('button', { name: 'Gửi nội dung đã sửa' });
	await phone.fill('nhà bà Lụa');
	await send.click();
	await expect(page.getByRole('alert')).toContainText('Ghi nội dung đã sửa: chỉ dẫn đường đến.');
	await landmark.fill('Sau chợ, cổng xanh');
	await send.click();
	await expect(page.getByRole('alert')).toContainText('Số điện thoại chưa đúng');
	await expectNoFaults(page);
	await expect(phone).toHaveValue('nhà bà Lụa');
	await expect(landmark).toHaveValue('Sau chợ, cổng xanh');
	await phone.fill('0900.000.103');
	await send.click();
	await expect(page.getByText('Đã gửi nội dung sửa.')).toBeVisible();
	await expect(page.locator('.status')).not.toContainText('tạm dừng');
	await expect(page.getByText('Đơn vị tính tiếp thời hạn')).toBeVisible();
});

test('a wrong code is told to be wrong, and of what kind it might be is not', async ({
	page,
	stack
}) => {
	const call = await askCall(stack);
	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(call.code.slice(0, 15));
	await open(page).click();
	await expect(page.getByRole('alert')).toContainText('Mã chưa đúng');
	await expect(page.getByLabel('Mã tra cứu')).toHaveValue(call.code.slice(0, 15));
	await expectNoFaults(page);
	// A code in due form that opens nothing.
	await page.getByLabel('Mã tra cứu').fill('0000 0000 0000 0000');
	await open(page).click();
	await expect(page.getByRole('alert')).toContainText('Không tìm thấy hồ sơ nào với mã này');
	await page.getByLabel('Mã tra cứu').fill(call.code);
	await open(page).click();
	await expect(state(page)).toHaveText('Chờ cán bộ gọi lại');
});

test('without a line the code stays typed, and what was read stays on the page', async ({
	page,
	context,
	stack
}) => {
	const visit = await bookVisit(stack);
	await lookUp(page, visit);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Xem lại bản mới nhất' }).click();
	await expect(page.getByRole('alert')).toContainText('không có mạng');
	await expect(page.getByText(visit.reference)).toBeVisible();
	await context.setOffline(false);
	await page.getByRole('button', { name: 'Xem lại bản mới nhất' }).click();
	await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the page keeps nothing: no storage, no code in the address, gone after a quick exit', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await lookUp(page, visit);
	expect(new URL(page.url()).search).toBe('');
	const kept = await page.evaluate(() =>
		JSON.stringify([{ ...sessionStorage }, { ...localStorage }])
	);
	expect(kept.toUpperCase()).not.toContain(visit.code);
	expect(kept).not.toContain(visit.reference);
	expect(await page.context().cookies()).toEqual([]);
	await page.getByRole('button', { name: 'Thoát nhanh' }).click();
	await page.waitForURL('https://www.google.com/**');
	await expect(page.getByText(visit.reference)).toHaveCount(0);
});
