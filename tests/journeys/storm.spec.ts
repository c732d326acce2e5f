/** A stormy weekend: a lead takes a day back, two residents answer, the desk speaks for one of them, and a road is closed. */
import { bookVisit, type Booked } from './booked.ts';
import type { Browser } from '@playwright/test';
import { expect, expectNoFaults, signIn, test, type Page, type TestStack } from './world.ts';

const groups = (code: string) => code.toLowerCase().replace(/.{4}(?=.)/g, '$& ');
const spelled = (day: string) => day.split('-').reverse().join('/');

async function lookUp(page: Page, { code }: Pick<Booked, 'code'>) {
	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(groups(code));
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(page.getByText('Số hồ sơ').first()).toBeVisible();
}

/** Somebody else's browser. */
async function another(browser: Browser, { origin }: TestStack, width: number): Promise<Page> {
	const viewport = { width, height: 900 };
	const context = await browser.newContext({ locale: 'vi-VN', baseURL: origin, viewport });
	return context.newPage();
}

/** The day that somebody is promised now. */
const promisedOn = async ({ sql }: TestStack, reference: string) => {
	const [row] = await sql`
		select to_char(d.day, 'YYYY-MM-DD') as day from booking.stops s
		join booking.team_days d on d.id = s.team_day
		join booking.visits v on v.id = s.subject
		join queue.cases c on c.id = v.case_id
		where c.reference = ${reference} and c.state in ('held', 'confirmed')`;
	return row?.day as string | undefined;
};

test('a lead postpones a stormy day, one resident chooses what is kept for her, another asks for a call and answers on the phone', async ({
	page,
	stack,
	browser
}) => {
	test.setTimeout(120_000);
	const mine = await bookVisit(stack);
	const theirs = await bookVisit(stack, ['Trần Văn Sóng'], mine.world);
	const [day, next] = mine.world.days as [string, string];

	const office = await another(browser, stack, 1280);
	const lead = await stack.officer({ unit: mine.world.unit, roles: ['lead'] });
	await signIn(office, lead);
	await office.goto('/can-bo/lich');
	await office.getByRole('link', { name: 'Hoãn cả ngày' }).click();
	await office.getByRole('button', { name: 'Xem ai bị ảnh hưởng' }).click();
	await expect(office.getByRole('alert').first()).toBeVisible();
	await expectNoFaults(office);
	await office.getByLabel('Từ ngày').fill(spelled(day));
	await office.getByLabel('Mưa bão').check();
	await office.getByRole('button', { name: 'Xem ai bị ảnh hưởng' }).click();
	await expect(office.getByText('2 lượt hẹn, 2 người').first()).toBeVisible();
	await expectNoFaults(office);
	await office.getByRole('button', { name: 'Hoãn', exact: true }).click();
	await expect(office.getByText('Đã hoãn 2 lượt hẹn, 2 người.').first()).toBeVisible();
	await expect(office.getByText('0 trên 2 đã trả lời').last()).toBeVisible();
	await expectNoFaults(office);

	await page.goto('/');
	await expect(page.getByText('Có lịch hẹn phải hoãn')).toBeVisible();
	await expectNoFaults(page);
	await lookUp(page, mine);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lịch hẹn phải hoãn');
	await expect(page.getByText('Vì mưa bão.')).toBeVisible();
	await page.getByRole('button', { name: 'Gửi lựa chọn' }).click();
	await expect(page.getByRole('alert')).toContainText('Chọn một mục');
	await expectNoFaults(page);
	await page.locator('input[name=offer]').first().check();
	await page.getByRole('button', { name: 'Gửi lựa chọn' }).click();
	await expect(page.getByText('Đã nhận giờ. Giờ này là của ông/bà.')).toBeVisible();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Đã giữ giờ, chờ cán bộ gọi xác nhận'
	);
	expect(await promisedOn(stack, mine.reference)).toBe(next);

	const phone = await another(browser, stack, 360);
	await phone.goto('/tra-cuu');
	await expect(phone.getByText('Có lịch hẹn phải hoãn')).toBeVisible();
	await expectNoFaults(phone);
	await lookUp(phone, theirs);
	await phone.getByLabel('Nhờ cán bộ gọi cho tôi').check();
	await phone.getByRole('button', { name: 'Gửi lựa chọn' }).click();
	await expect(phone.getByText('Đã ghi. Cán bộ sẽ gọi cho ông/bà.')).toBeVisible();
	expect(await promisedOn(stack, theirs.reference)).toBeUndefined();

	const [row] = await stack.sql`select id from queue.cases where reference = ${theirs.reference}`;
	await office.goto(`/can-bo?case=${row!.id}`);
	await expect(office.getByText('Hẹn bị hoãn')).toBeVisible();
	await office.getByRole('button', { name: 'Ghi trả lời về giờ giữ sẵn' }).click();
	await expectNoFaults(office);
	await office
		.getByRole('radio', { name: /^Nhận Thứ Bảy/ })
		.first()
		.check();
	await office.getByRole('button', { name: 'Ghi câu trả lời' }).click();
	await expect.poll(() => promisedOn(stack, theirs.reference)).toBe(next);

	await office.goto('/can-bo/hoan-lich');
	await expect(office.getByText('2 trên 2 đã trả lời').last()).toBeVisible();
	await phone.context().close();
	await office.context().close();
});

test('a day that is visited after all is reopened, and the resident finds the old time again', async ({
	page,
	stack,
	browser
}) => {
	const mine = await bookVisit(stack);
	const [day] = mine.world.days as [string];
	const office = await another(browser, stack, 1280);
	const lead = await stack.officer({ unit: mine.world.unit, roles: ['lead'] });
	const scope = { team: null, area: null, from_day: day, to_day: day };
	const told = { key: crypto.randomUUID(), ...scope, reason: 'other', note: 'Cầu bản đang sửa' };
	expect((await stack.rpc('booking_postpone', told, lead.token)).status).toBe(200);
	await signIn(office, lead);
	await office.goto('/can-bo/hoan-lich');
	await office.getByRole('button', { name: 'Mở lại ngày' }).click();
	await expectNoFaults(office);
	await office.getByRole('dialog').getByRole('button', { name: 'Mở lại ngày' }).click();
	await expect(office.getByText('Đã mở lại: 1 lượt hẹn về giờ cũ').first()).toBeVisible();
	await lookUp(page, mine);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(
		'Đã giữ giờ, chờ cán bộ gọi xác nhận'
	);
	await expect(page.getByText('Vẫn đến như đã hẹn')).toBeVisible();
	expect(await promisedOn(stack, mine.reference)).toBe(day);
	await office.context().close();
});

test('a lead closes a road, reads whom it endangers, and opens it again', async ({
	page,
	stack
}) => {
	await page.setViewportSize({ width: 1280, height: 900 });
	const mine = await bookVisit(stack);
	const lead = await stack.officer({ unit: mine.world.unit, roles: ['lead'] });
	await signIn(page, lead);
	await page.goto('/can-bo/duong-sa');
	await expect(page.getByText('Không có đường nào bị chia cắt.')).toBeVisible();
	await page.getByRole('button', { name: 'Lưu', exact: true }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expectNoFaults(page);
	const [hamlet] = await stack.sql<{ name: string }[]>`
		select booking.place_name('hamlet:' || id) as name from unit.hamlets
		where area = ${mine.world.area} and name = 'Thôn số 1'`;
	await page.getByLabel('Từ', { exact: true }).selectOption({ label: hamlet!.name });
	await page.getByLabel('Đến hết ngày').fill(spelled(mine.world.days[0]!));
	await page.getByRole('button', { name: 'Lưu', exact: true }).click();
	await expect(page.getByText(`${hamlet!.name} bị cô lập.`)).toBeVisible();
	await expect(page.getByText('1 hẹn có thể không kịp giờ')).toBeVisible();
	await expect(page.getByRole('link', { name: mine.reference })).toBeVisible();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Đường đã thông' }).click();
	await expect(page.getByText('Không có đường nào bị chia cắt.')).toBeVisible();
});
