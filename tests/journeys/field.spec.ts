/** A field officer on the motorbike: a day without a signal, and two phones that say different things of one house. */
import {
	button,
	drivenDay,
	house,
	nearMidnight,
	pin,
	takeAlong,
	unfolded,
	type Driven
} from './driven.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

async function tell(page: Page, name: string, outcome: string) {
	await house(page, name).getByRole('radio', { name: outcome }).check();
	await button(page, 'Ghi kết quả').click();
	await expect(house(page, name)).toContainText('Đã xong');
}

const stateOf = async (
	{ houses }: Driven,
	at: number,
	sql: Parameters<typeof drivenDay>[0]['sql']
) => (await sql`select state from queue.cases where id = ${houses[at]!.id}`)[0]!.state as string;

test('a day is driven without a signal: more time, a call, an absent household, and all of it arrives', async ({
	page,
	stack,
	context
}) => {
	// In the last minutes of a day there is no later hour that could be promised.
	const slips = !nearMidnight();
	const windows: [number, number][] = [
		[-30, 120],
		[-30, 12],
		[-30, 400]
	];
	const day = await drivenDay(stack, { windows });
	await takeAlong(page, day.officers[0]!);
	await expectNoFaults(page);
	const first = house(page, 'Nguyễn Thị Lụa');
	await expect(first.getByRole('link', { name: 'Chỉ đường' })).toHaveAttribute('href', /^geo:14\./);
	await expect(first.getByRole('link', { name: /^Gọi/ })).toHaveAttribute(
		'href',
		'tel:+84900000101'
	);
	// The page is on the phone before the signal is gone.
	const kept = () =>
		page.evaluate(async (scope) => {
			const worker = await navigator.serviceWorker.getRegistration(scope);
			return worker?.active?.state;
		}, '/can-bo/di-tuyen');
	await expect.poll(kept).toBe('activated');
	await context.setOffline(true);
	await expect(page.getByText('Không có mạng')).toBeVisible();
	await button(page, 'Xuất phát').click();
	await expect(first).toContainText('Đã xuất phát lúc');
	await button(page, 'Đã đến').click();
	await expect(first).toContainText('Đã ghi trên máy, chưa gửi');
	await expectNoFaults(page);

	await test.step('ten minutes more break a promise: whom to call, and what was agreed', async () => {
		if (!slips) return;
		await button(page, '+10 phút').click();
		const sheet = page.getByRole('dialog', { name: 'Tính lại ngày' });
		const call = sheet.getByRole('region', { name: 'Trần Văn Gạo, Trần Thị Thóc' });
		await expect(call).toContainText('Hai từ của ông/bà');
		await expect(call).toContainText('cán bộ đến muộn, khoảng');
		await expectNoFaults(page);
		await picture(page, 'field-replan', sheet.getByRole('heading').first(), call);
		await call.getByRole('button', { name: 'Đồng ý giờ mới' }).click();
		await expect(call).toContainText('Đã đồng ý giờ mới');
		await sheet.getByRole('button', { name: 'Đi theo giờ mới' }).click();
		await expect(sheet).toBeHidden();
	});
	await picture(
		page,
		'field-outcome',
		first.locator('fieldset').first(),
		first.getByRole('button', { name: 'Ghi kết quả' })
	);
	await tell(page, 'Nguyễn Thị Lụa', 'Vắng nhà');
	const waiting = `Đã ghi trên máy, chưa gửi: ${slips ? 5 : 3}`;

	await test.step('what waits is listed, and lies there after the app was closed', async () => {
		await button(page, waiting).click();
		await expect(page.getByRole('dialog')).toContainText('Kết quả: Nguyễn Thị Lụa');
		await expectNoFaults(page);
		if (slips) {
			const call = page.getByRole('listitem').filter({ hasText: 'Cuộc gọi' });
			await call.getByRole('button', { name: 'Sửa' }).click();
			await page
				.getByRole('dialog')
				.getByRole('button', { name: 'Không nghe', exact: true })
				.click();
			// Said otherwise, and not once more.
			await expect(page.getByRole('dialog')).toContainText(waiting);
		}
		await page.reload();
		await expect(page.getByLabel('Mã PIN', { exact: true })).toBeVisible();
		await expectNoFaults(page);
		await picture(page, 'field-pin');
		await page.getByLabel('Mã PIN', { exact: true }).fill(pin);
		await button(page, 'Mở').click();
		await expect(house(page, 'Nguyễn Thị Lụa')).toContainText('Đã xong');
		await expect(button(page, waiting)).toBeVisible();
	});

	await context.setOffline(false);
	await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 });
	expect(await stateOf(day, 0, stack.sql)).toBe('revisit');
	if (!slips) return;
	const [stop] = await stack.sql`
		select s.late, s.start between s.window_from and s.window_to as kept
		from booking.stops s join booking.visits v on v.id = s.subject
		where v.case_id = ${day.houses[1]!.id}`;
	expect(stop).toEqual({ late: false, kept: true });
	const [called] = await stack.sql`
		select data ->> 'outcome' as outcome from queue.events where case_id = ${day.houses[1]!.id} and code = 'call'`;
	expect(called!.outcome).toBe('no_answer');
	// What was agreed on the phone made a new version of that case: the next word about it is no conflict.
	const gao = await unfolded(page, 'Trần Văn Gạo, Trần Thị Thóc');
	await gao.getByRole('button', { name: 'Ghi kết quả' }).click();
	await gao.getByRole('button', { name: 'Vắng cả nhà' }).click();
	await gao.getByRole('button', { name: 'Ghi kết quả' }).click();
	await expect.poll(() => stateOf(day, 1, stack.sql)).toBe('revisit');
});

test('two phones say different things of one house: the second is told what the first did, and decides', async ({
	page,
	stack,
	browser,
	baseURL
}) => {
	const windows: [number, number][] = [
		[-60, 240],
		[-60, 300],
		[-60, 400]
	];
	const day = await drivenDay(stack, { windows, crew: 2 });
	const pocket = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 } });
	const other = await pocket.newPage();
	await takeAlong(page, day.officers[0]!);
	await takeAlong(other, day.officers[1]!);
	await pocket.setOffline(true);
	for (const one of [page, other]) await button(one, 'Đã đến').click();
	await tell(other, 'Nguyễn Thị Lụa', 'Đã thu nhận');
	await tell(page, 'Nguyễn Thị Lụa', 'Vắng nhà');
	await expect(page.getByText('Đã gửi hết')).toBeVisible();

	await pocket.setOffline(false);
	await expect(other.getByText('Có 1 điều máy chủ chưa nhận')).toBeVisible({ timeout: 30_000 });
	const conflict = other.getByText('Trên máy chủ', { exact: true }).locator('..');
	await expect(conflict).toContainText('Nguyễn Thị Lụa: Vắng nhà');
	await expect(conflict).toContainText('Nguyễn Thị Lụa: Đã thu nhận');
	await expectNoFaults(other);
	await button(other, 'Gửi bản của tôi').click();
	await expect(other.getByText('Đã gửi hết')).toBeVisible();
	expect(await stateOf(day, 0, stack.sql)).toBe('captured');
	await pocket.close();
});
