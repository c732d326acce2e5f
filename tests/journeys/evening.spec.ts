/** The evening before a visit: a family answers by page, another is called, and what nobody confirmed is red. */
import { bookVisit, type Booked } from './booked.ts';
import { expect, expectNoFaults, signIn, test, type Page, type TestStack } from './world.ts';

/** The visit's day is `ahead` days from now; with its unit's hours at midnight, the whole day before is evening. */
async function dayIs({ sql }: TestStack, { reference, world }: Booked, ahead: number) {
	await sql`
		update unit.settings set readiness_hour = 0, readiness_call_hour = 0, estimate_hour = 0
		where unit = ${world.unit}`;
	await sql`
		update booking.team_days d set day = house.local_day(now()) + ${ahead}::int
		from booking.stops s
		join booking.visits v on v.id = s.subject
		join queue.cases c on c.id = v.case_id
		where s.team_day = d.id and c.reference = ${reference}`;
}

async function confirmedForTomorrow(stack: TestStack): Promise<Booked> {
	const visit = await bookVisit(stack);
	await visit.officer('booking_confirm', { checked: 'population_data', papers: null });
	await dayIs(stack, visit, 1);
	return visit;
}

async function lookUp(page: Page, { code }: Booked) {
	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(code);
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(page.getByText('Số hồ sơ')).toBeVisible();
}

/** The desk of the visit's unit, at the families who are to be called. */
async function callList(page: Page, stack: TestStack, { world }: Booked) {
	await page.setViewportSize({ width: 1280, height: 900 });
	await signIn(page, await stack.officer({ unit: world.unit, roles: ['desk'] }));
	await page.getByRole('link', { name: 'Cần gọi' }).click();
}

test('a family says by page that papers are missing, and the officer sees that a call is needed', async ({
	page,
	stack
}) => {
	const visit = await confirmedForTomorrow(stack);
	await lookUp(page, visit);
	await expect(page.getByText(/^Dự kiến: \d\d:\d0 đến \d\d:\d0$/)).toBeVisible();
	await expect(page.getByText('Giờ hẹn vẫn là cả khung giờ ở trên')).toBeVisible();
	const send = page.getByRole('button', { name: 'Gửi câu trả lời' });
	const answer = (question: string, words: string) =>
		page
			.getByRole('group', { name: question })
			.getByRole('radio', { name: words, exact: true })
			.check();
	await answer('Nhà có điện', 'Có');
	await answer('Có bàn và chỗ ngồi', 'Có');
	await send.click();
	await expect(page.getByRole('alert')).toContainText('Giấy tờ đã để sẵn chưa?');
	await expectNoFaults(page);
	await answer('Giấy tờ đã để sẵn', 'Chưa');
	await answer('Có người ở nhà', 'Có');
	await send.click();
	await expect(page.getByText('Đã gửi câu trả lời.')).toBeVisible();
	await expect(page.getByText('Có mục chưa sẵn sàng')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Đổi giờ' })).toBeVisible();
	await expectNoFaults(page);

	await test.step('and may think again until the day', async () => {
		await page.getByRole('button', { name: 'Sửa câu trả lời' }).click();
		await answer('Có người ở nhà', 'Không rõ');
		await send.click();
		await expect(page.getByText('Đã trả lời về việc chuẩn bị')).toHaveCount(2);
	});

	await callList(page, stack, visit);
	const row = page.getByRole('link', { name: visit.reference });
	await expect(row).toContainText('Mai đến nhà, chưa sẵn sàng');
	await row.click();
	const detail = page.getByRole('region', { name: 'Việc đang mở' });
	await expect(detail).toContainText('Cần gọi gia đình');
	await expect(detail).toContainText('Chưa có: giấy tờ');
	await expect(detail).toContainText('Chưa rõ: người ở nhà');
	await expectNoFaults(page);
});

test('a family that did not answer is called, and the officer writes the four answers down', async ({
	page,
	stack
}) => {
	const visit = await confirmedForTomorrow(stack);
	await callList(page, stack, visit);
	const row = page.getByRole('link', { name: visit.reference });
	await expect(row).toContainText('Mai đến nhà, chưa hỏi chuẩn bị');
	await row.click();
	await page.getByRole('button', { name: 'Ghi chuẩn bị' }).click();
	const save = page.getByRole('button', { name: 'Ghi câu trả lời' });
	await save.click();
	await expect(page.getByRole('alert')).toContainText('Chọn câu trả lời cho mục này.');
	await expectNoFaults(page);
	for (const name of ['Điện', 'Bàn, chỗ ngồi', 'Giấy tờ', 'Người ở nhà'])
		await page.getByRole('group', { name }).getByRole('radio', { name: 'Có', exact: true }).check();
	await save.click();
	const detail = page.getByRole('region', { name: 'Việc đang mở' });
	await expect(detail).toContainText('Đã sẵn sàng: điện, bàn ghế, giấy tờ, người ở nhà');
	await expect(row).toHaveCount(0);

	await page.getByRole('link', { name: 'Phiếu đi nhà' }).click();
	await page.getByRole('link', { name: '1 nhà' }).click();
	await expect(page.getByRole('article').filter({ hasText: visit.reference })).toContainText(
		'Đã sẵn sàng'
	);
});

test('a visit that nobody confirmed is red in words, two days before', async ({ page, stack }) => {
	const visit = await bookVisit(stack);
	await dayIs(stack, visit, 2);
	await page.setViewportSize({ width: 1280, height: 900 });
	await signIn(page, await stack.officer({ unit: visit.world.unit, roles: ['lead'] }));
	await expect(page.getByRole('link', { name: visit.reference })).toContainText(
		'Chưa xác nhận, còn 2 ngày'
	);
	await expectNoFaults(page);
	await page.getByRole('link', { name: 'Lịch đến nhà' }).click();
	await expect(page.getByText('1 nhà chưa xác nhận')).toBeVisible();
	await expectNoFaults(page);
});
