/** A desk enters the day from the paper that came back, and prints what goes along. */
import { bookVisit } from './booked.ts';
import { expect, expectNoFaults, goTo, signIn, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('a desk prints the sheet of the day, and types in what came back on it', async ({
	page,
	stack
}) => {
	const booked = await bookVisit(stack, ['Nguyễn Thị Lụa', 'Trần Văn Gạo']);
	await booked.officer('booking_confirm', { checked: 'papers', papers: 'Giấy khai sinh' });
	// The day has come.
	await stack.sql`
		update booking.team_days d set day = house.local_day(now())
		from booking.stops s
		join booking.visits v on v.id = s.subject
		join queue.cases c on c.id = v.case_id
		where s.team_day = d.id and c.reference = ${booked.reference}`;
	await signIn(page, await stack.officer({ unit: booked.world.unit, roles: ['desk'] }));
	await page.getByRole('link', { name: 'Phiếu đi nhà' }).click();
	await page.getByRole('link', { name: '1 nhà' }).click();
	const detail = page.getByRole('region', { name: 'Phiếu của ngày đã chọn' });
	await expect(detail).toContainText(booked.reference);
	await expect(detail).toContainText('Giấy khai sinh');
	await expect(detail).not.toContainText('sinh năm');
	await expectNoFaults(page);

	await test.step('on paper stand the sheets alone', async () => {
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByRole('navigation').first()).toBeHidden();
		await expect(page.getByRole('article').filter({ hasText: booked.reference })).toHaveCount(1);
		await page.emulateMedia({ media: null });
		await page.getByRole('button', { name: 'In tờ chép từng nhà' }).click();
		await page.emulateMedia({ media: 'print' });
		const copy = page.getByRole('article').filter({ hasText: 'Tờ chép' });
		await expect(copy).toContainText('Nguyễn Thị Lụa');
		await expect(copy).toContainText('sinh');
		await page.emulateMedia({ media: null });
	});

	await page.getByRole('link', { name: 'Nhập từ phiếu giấy' }).click();
	const save = page.getByRole('button', { name: /^Ghi \d nhà$/ });
	// By keyboard alone, as a clerk types from paper.
	await page.getByLabel('Giờ bắt đầu').focus();
	await page.keyboard.type('0735');
	await page.keyboard.press('Tab');
	await page.keyboard.type('0730');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await page.keyboard.press('Enter');
	const alert = page.getByRole('alert');
	await expect(alert).toContainText('Giờ xong phải sau giờ bắt đầu.');
	await expect(alert).toContainText('Chọn kết quả của người này.');
	await page.getByLabel('Giờ xong').fill('0812');
	await page
		.getByRole('group', { name: 'Trần Văn Gạo' })
		.getByRole('radio', { name: 'Vắng nhà' })
		.check();
	await expectNoFaults(page);

	await test.step('leaving asks first', async () => {
		await page.getByRole('link', { name: 'Danh sách', exact: true }).first().click();
		await page.getByRole('button', { name: 'Ở lại trang' }).click();
		await expect(page.getByLabel('Giờ xong')).toHaveValue('0812');
	});

	await save.click();
	await expect(detail).toContainText('Đã ghi, từ 0735 đến 0812.');
	const [row] = await stack.sql`
		select c.state, a.began, a.ended from queue.cases c
		join booking.attendances a on a.case_id = c.id where c.reference = ${booked.reference}`;
	expect(row).toEqual({ state: 'revisit', began: 455, ended: 492 });
});

test('somebody without internet prints the request form', async ({ page }) => {
	await page.goto('/chuan-bi');
	await page.getByRole('link', { name: 'Phiếu đề nghị để in' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Phiếu đề nghị để in');
	await expectNoFaults(page);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('button', { name: 'In phiếu' })).toBeHidden();
	await expect(page.getByText('Phiếu đề nghị làm căn cước tại nhà')).toBeVisible();
});

test('a lead sees in figures what was done', async ({ page, stack }) => {
	const booked = await bookVisit(stack, ['Lê Thị Lúa']);
	await booked.officer('booking_confirm', { checked: 'papers', papers: 'Giấy khai sinh' });
	const [person] = await stack.sql`
		select p.id from booking.people p join booking.visits v on v.id = p.visit_id
		join queue.cases c on c.id = v.case_id where c.reference = ${booked.reference}`;
	await stack.sql`
		update booking.team_days d set day = house.local_day(now())
		from booking.stops s join booking.visits v on v.id = s.subject join queue.cases c on c.id = v.case_id
		where s.team_day = d.id and c.reference = ${booked.reference}`;
	await booked.officer('booking_outcome', {
		people: [{ id: person!.id, outcome: 'absent', receiver: null, note: null }]
	});
	await signIn(page, await stack.officer({ unit: booked.world.unit, roles: ['lead'] }));
	await goTo(page, 'Số liệu');
	const main = page.getByRole('main');
	await expect(main).toContainText('0 trên 1 người');
	await expect(page.getByRole('region', { name: 'Kết quả của từng người' })).toContainText(
		'Vắng nhà'
	);
	await page.getByRole('link', { name: '1 năm' }).click();
	await expect(page.getByRole('link', { name: '1 năm' })).toHaveAttribute('aria-current', 'page');
	await expect(main).toContainText('0 trên 1 người');
	await expectNoFaults(page);
});
