/** An officer and a visit, from the request to the card in the right hands. */
import { askCall, bookVisit } from './booked.ts';
import { expect, expectNoFaults, signIn, test, type Page, type TestStack } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const button = (page: Page, name: string) => page.getByRole('button', { name });
const radio = (page: Page, name: string) => page.getByRole('radio', { name });

/** Signs an officer of the unit in and opens the case from the queue. */
async function openCase(page: Page, stack: TestStack, unit: string, reference: string) {
	await signIn(page, await stack.officer({ unit, roles: ['desk'] }));
	await page.getByRole('link', { name: reference }).click();
	await expect(article(page)).toContainText(reference);
}

const article = (page: Page) => page.getByRole('article');

/** The form of an action, by the word on its button. */
async function openForm(page: Page, action: string) {
	await article(page).getByRole('button', { name: action }).first().click();
	await expect(page.getByRole('heading', { name: action, level: 3 })).toBeVisible();
}

test('an officer takes a visit from the request to the card in the hands of the person named', async ({
	page,
	stack
}) => {
	// Ten axe passes over the longest way there is: a busy machine needs more than a minute.
	test.setTimeout(120_000);
	const booked = await bookVisit(stack, ['Nguyễn Thị Lụa', 'Trần Văn Gạo']);
	await openCase(page, stack, booked.world.unit, booked.reference);

	const map = article(page).getByRole('link', { name: 'Mở bản đồ' });
	await expect(map).toHaveAttribute('href', /^geo:14\.\d+,108\.\d+\?q=/);
	await openForm(page, 'Ghi cuộc gọi');
	await expect(article(page)).toContainText('Không đọc mã này cho bất kỳ ai, kể cả Công an');
	await radio(page, 'Không nghe').check();
	await button(page, 'Lưu cuộc gọi').click();
	await expect(article(page)).toContainText('Gọi lại');

	// Nobody answered: the case is out of the list, and back in it when it is time to call again.
	const inList = page.getByRole('link', { name: booked.reference });
	await page.goto('/can-bo');
	await expect(page.getByRole('main')).toContainText('Không có việc nào');
	await expect(inList).toHaveCount(0);
	await stack.sql`
		update queue.cases set again_at = now() - interval '1 minute'
		where reference = ${booked.reference}`;
	await page.reload();
	await inList.click();

	await openForm(page, 'Xác nhận lịch');
	await button(page, 'Xác nhận lịch hẹn').click();
	await expect(page.getByRole('alert')).toContainText('Chọn cách đã kiểm tra.');
	await radio(page, 'Gia đình cần chuẩn bị giấy tờ').check();
	await page.getByLabel('Giấy tờ cần chuẩn bị').fill('Giấy khai sinh');
	await expectNoFaults(page);
	await button(page, 'Xác nhận lịch hẹn').click();
	await expect(article(page)).toContainText('Đã xác nhận');
	await expect(article(page)).toContainText('Giấy khai sinh');

	await openForm(page, 'Đổi giờ');
	await page.locator('input[name=window]').nth(1).check();
	const chosen = await page.locator('label:has(input[name=window]:checked)').innerText();
	const [span] = /\d\d:\d\d đến \d\d:\d\d/.exec(chosen)!;
	await expectNoFaults(page);
	await button(page, 'Đổi sang khung giờ này').click();
	await expect(button(page, 'Đổi sang khung giờ này')).toBeHidden();
	await expect(article(page)).toContainText(`, ${span}`);

	await openForm(page, 'Ghi kết quả');
	const first = page.getByRole('group', { name: 'Nguyễn Thị Lụa' });
	await first.getByRole('radio', { name: 'Đã thu nhận' }).check();
	await button(page, 'Lưu kết quả').click();
	await expect(page.getByRole('alert')).toContainText('Chọn kết quả của người này.');
	await page
		.getByRole('group', { name: 'Trần Văn Gạo' })
		.getByRole('radio', { name: 'Không đồng ý làm' })
		.check();
	await page.getByLabel('Ai được nhận thẻ thay Nguyễn Thị Lụa?').fill('Nguyễn Văn Mía');
	await expectNoFaults(page);
	await button(page, 'Lưu kết quả').click();
	await expect(article(page)).toContainText('Chờ thẻ về');

	await openForm(page, 'Thẻ đã về');
	await expectNoFaults(page);
	await button(page, 'Ghi thẻ đã về').click();
	await expect(article(page)).toContainText('Đã có thẻ, chờ trao');

	await openForm(page, 'Đã trao thẻ');
	await radio(page, 'Người chủ thẻ đã nêu tên').check();
	await button(page, 'Ghi đã trao thẻ').click();
	await expect(page.getByRole('alert')).toContainText('Xem thẻ của người nhận');
	await page.getByLabel('Đã xem thẻ của người nhận, đúng tên').check();
	await expectNoFaults(page);
	await button(page, 'Ghi đã trao thẻ').click();
	await expect(article(page)).toContainText('Đã trao cho Nguyễn Văn Mía');
	await expect(article(page)).toContainText('Đã xong');
});

test('of two officers who confirm the same visit one does, and the other is told', async ({
	page,
	stack,
	browser,
	baseURL
}) => {
	const booked = await bookVisit(stack);
	const desk = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 } });
	const other = await desk.newPage();
	for (const one of [page, other]) {
		await openCase(one, stack, booked.world.unit, booked.reference);
		await openForm(one, 'Xác nhận lịch');
		await radio(one, 'Đã kiểm tra dữ liệu dân cư').check();
	}
	await button(page, 'Xác nhận lịch hẹn').click();
	await expect(article(page)).toContainText('Đã xác nhận');

	await button(other, 'Xác nhận lịch hẹn').click();
	await expect(other.getByRole('alert')).toBeVisible();
	await expect(article(other)).toContainText('Đã xác nhận');
	await expect(radio(other, 'Đã kiểm tra dữ liệu dân cư')).toBeChecked();
	const [row] = await stack.sql`
		select count(*)::int as n from queue.events e join queue.cases c on c.id = e.case_id
		where c.reference = ${booked.reference} and e.code = 'confirm'`;
	expect(row?.n).toBe(1);
	await desk.close();
});

test('an officer proposes two windows, each once, and holds none of them', async ({
	page,
	stack
}) => {
	const booked = await bookVisit(stack);
	await openCase(page, stack, booked.world.unit, booked.reference);
	await openForm(page, 'Đề nghị giờ khác');
	await button(page, 'Gửi đề nghị').click();
	await expect(page.getByRole('alert')).toContainText('Chọn ít nhất một khung giờ.');
	await page.getByLabel('Khung giờ 1').selectOption({ index: 1 });
	await page.getByLabel('Khung giờ 2').selectOption({ index: 2 });
	await page.getByLabel('Khung giờ 3').selectOption({ index: 2 });
	await expectNoFaults(page);
	await button(page, 'Gửi đề nghị').click();
	await expect(article(page)).toContainText('Đã đề nghị');
	const [row] = await stack.sql`
		select count(*)::int as n from booking.proposals p join queue.cases c on c.id = p.case_id
		where c.reference = ${booked.reference}`;
	expect([row?.n, await booked.stops()]).toEqual([2, 1]);
});

test('a visit is cancelled with a reason and its number typed, never with one press', async ({
	page,
	stack
}) => {
	const booked = await bookVisit(stack);
	await openCase(page, stack, booked.world.unit, booked.reference);
	await page.getByRole('button', { name: 'Việc khác' }).click();
	await openForm(page, 'Hủy');
	await radio(page, 'Không cần nữa').check();
	await button(page, 'Hủy lịch hẹn').click();
	await expect(page.getByRole('alert')).toContainText('Gõ số cuối của mã hồ sơ');
	await expectNoFaults(page);
	await page.getByLabel('để hủy').fill(booked.reference.split('-').at(-1)!);
	await button(page, 'Hủy lịch hẹn').click();
	await expect(article(page)).toContainText('Đã hủy');
	expect(await booked.stops()).toBe(0);
});

test('a call that was asked for becomes a visit with a window', async ({ page, stack }) => {
	const asked = await askCall(stack);
	await openCase(page, stack, asked.world.unit, asked.reference);
	await openForm(page, 'Đặt lịch cho người gọi');
	await expect(page.getByLabel('Tên người gọi')).toHaveValue('Lê Thị Ớt');
	await radio(page, 'Chính người gọi').check();
	await page.getByLabel('Họ và tên').first().fill('Lê Thị Ớt');
	await page.getByLabel('Năm', { exact: true }).fill('1944');
	await page.getByLabel('Cần làm gì?').selectOption({ label: 'Cấp đổi thẻ' });
	await page.getByLabel('Không có gì cần báo trước').check();
	await page.getByLabel('Người gọi đồng ý').check();
	await page.getByLabel('Số điện thoại của người gọi').fill('+84 (900) 000-102');
	await button(page, 'Đặt lịch').last().click();
	await expect(page.getByRole('alert')).toContainText('Chọn');
	await page.locator('[id="place.landmark"]').fill('Sau chợ');
	await button(page, 'Tìm khung giờ').click();
	await page.locator('input[name=window]').first().check();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Đặt lịch', exact: true }).click();
	await expect(article(page)).toContainText('Đã đặt lịch');
	const [row] = await stack.sql`
		select v.booker_phone as phone from booking.visits v join queue.cases c on c.id = v.case_id
		where c.unit = ${asked.world.unit}`;
	expect(row?.phone).toBe('+84900000102');
});
