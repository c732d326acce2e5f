/** A lead sees what did not arrive and opens a way; the desk tells whom no message reaches; an auditor counts. */
import { bookVisit, promisingWorld } from './booked.ts';
import { expect, expectNoFaults, signIn, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('a message that did not arrive is told by phone, and the case says so', async ({
	page,
	browser,
	stack
}) => {
	const world = await promisingWorld(stack);
	const { unit } = world;
	const { reference } = await bookVisit(stack, ['Nguyễn Thị Lụa'], world);
	await stack.sql`
		insert into notify.outbox (unit, purpose, channel, case_id, once, data, to_tail, state, error, tries, expires_at, ended_at)
		select c.unit, 'changed', 'sms', c.id, 'journey:' || c.id, booking.window_of(v.id), '77', 'dead', 'http_422', 1,
			now() + interval '1 day', now()
		from queue.cases c join booking.visits v on v.case_id = c.id where c.reference = ${reference}`;
	await signIn(page, await stack.officer({ unit, roles: ['lead'] }));
	await page.goto('/can-bo/tin-nhan');
	const failed = page.getByRole('region', { name: 'Không tới (1)' });
	await expect(failed).toContainText('số đuôi 77');
	await expect(failed).toContainText('Nhà cung cấp từ chối tin này (mã 422).');
	await expect(page.getByRole('row', { name: /SMS/ })).toBeVisible();
	await page.getByText('Tin nhắn nói gì').click();
	await expect(page.getByText(/^Cong an: nhac lich lam can cuoc/)).toBeVisible();
	await expectNoFaults(page);

	// Without a provider nothing can be sent again, and the page says what to do instead.
	await failed.getByRole('button', { name: 'Gửi lại' }).click();
	await expect(page.getByRole('alert')).toContainText('chuyển sang gọi');
	await failed.getByRole('button', { name: 'Chuyển sang gọi' }).click();
	await expect(page.getByRole('heading', { name: 'Không tới (0)' })).toBeVisible();

	await page.getByLabel('Tin nhắn SMS').check();
	await page.getByRole('button', { name: 'Lưu kênh báo tin' }).click();
	await expect(page.getByRole('alert')).toContainText('Ghi tên người gửi');
	await expectNoFaults(page);
	await page.getByLabel('Tên người gửi của SMS').fill('GAN DAN');
	await page.getByRole('button', { name: 'Lưu kênh báo tin' }).click();
	await expect(page.getByText('Đã lưu kênh báo tin.')).toBeVisible();

	const desk = await (await browser.newContext({ baseURL: stack.origin })).newPage();
	await signIn(desk, await stack.officer({ unit, roles: ['desk'] }));
	await desk.goto('/can-bo/tin-nhan');
	await expect(desk.getByRole('heading', { name: 'Kênh báo tin' })).toHaveCount(0);
	await desk.getByRole('button', { name: 'Đã gọi báo' }).click();
	await expect(desk.getByRole('heading', { name: 'Cần gọi (0)' })).toBeVisible();
	await page.goto('/can-bo');
	await page.getByRole('link', { name: reference }).click();
	const whole = page.getByRole('article');
	await expect(whole).toContainText('Đã gọi báo');

	// An address is written down at the desk, used, and never shown.
	await whole.getByRole('link', { name: 'Tin nhắn' }).click();
	const told = page.getByRole('main');
	await expect(told).toContainText('Đã bỏ');
	const address = told.getByLabel('Thư điện tử của gia đình');
	await address.fill('gia.dinh@vi-du');
	await told.getByRole('button', { name: 'Lưu địa chỉ thư' }).click();
	await expect(page.getByRole('alert')).toContainText('Ghi địa chỉ thư');
	await address.fill('gia.dinh@vi-du.vn');
	await told.getByRole('button', { name: 'Lưu địa chỉ thư' }).click();
	await expect(told).toContainText('Đã có một địa chỉ');
	await expect(address).toHaveValue('');
	await expectNoFaults(page);
});
