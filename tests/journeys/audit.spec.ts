/** Why a colleague's case is opened, and who is told that it was. */
import { bookVisit } from './booked.ts';
import { expectInert } from './injected.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, signIn, signOut, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('an officer says why they open a colleague’s case, and an auditor finds it with a number on paper', async ({
	page,
	stack
}) => {
	await page.addInitScript(() => (window.print = () => {}));
	const booked = await bookVisit(stack, ['Nguyễn Thị Lụa']);
	const { unit } = booked.world;
	const colleague = await stack.officer({ unit, roles: ['desk'] });
	const auditor = await stack.officer({ unit, roles: ['auditor'] });
	const desk = await stack.officer({ unit, roles: ['desk'], name: 'Nguyễn Thị Trực' });
	const [found] = await stack.sql`
		update queue.cases c set assignee = o.user_id from staff.officers o
		where c.reference = ${booked.reference} and o.email = ${colleague.email} returning c.id`;
	await signIn(page, desk);

	await test.step('nothing of the case is shown before the reason', async () => {
		await page.goto(`/can-bo?case=${found!.id}`);
		await expect(page.getByRole('heading', { name: 'Vì sao mở hồ sơ này?' })).toBeVisible();
		await expect(page.getByText('Nguyễn Thị Lụa')).toHaveCount(0);
		await expectNoFaults(page);
		await picture(page, 'reason');
	});

	await test.step('it is given by keyboard alone, with words where they are wanted', async () => {
		await expect(page.getByRole('radio').first()).toBeFocused();
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('alert')).toContainText('Có 1 mục cần sửa lại');
		await page.getByLabel('Nói rõ thêm').fill('Bà Lụa hỏi về giấy khai sinh');
		await page.getByLabel('Nói rõ thêm').press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByText('Nguyễn Thị Lụa').first()).toBeVisible();
		await page.reload();
		await expect(page.getByText('Nguyễn Thị Lụa').first()).toBeVisible();
	});

	await signOut(page, desk);
	await signIn(page, auditor);
	await test.step('the auditor verifies the chain, and has the ledger of the fund beside it', async () => {
		await expect(page).toHaveURL(/kiem-tra/);
		const pages = page.getByRole('navigation', { name: 'Danh mục' });
		await expect(pages.getByRole('link')).toHaveText(['Kiểm tra', 'Sổ quỹ', 'Tin nhắn']);
		await page.getByRole('button', { name: 'Kiểm tra ngay' }).click();
		await expect(page.getByText('Chuỗi nguyên vẹn')).toBeVisible();
		await expectNoFaults(page);
		await picture(page, 'audit-chain');
	});
	await test.step('reads what was erased on time, and that nothing is overdue', async () => {
		await stack.sql`select booking.erase_due()`;
		await page.getByRole('link', { name: 'Đã xóa theo hạn' }).click();
		await expect(page.getByText('Không còn gì quá hạn.')).toBeVisible();
		const table = page.getByRole('region', { name: 'Tự xóa khi hết hạn' });
		await expect(table.getByRole('row')).toHaveCount(13);
		await expectNoFaults(page);
	});
	await test.step('finds who read the case, without what was said', async () => {
		await page.getByRole('link', { name: 'Ai đã đọc hồ sơ này' }).click();
		await page.getByLabel('Số hồ sơ').fill(booked.reference.toLowerCase());
		await page.keyboard.press('Enter');
		const table = page.getByRole('region', { name: `Ai đã đọc hồ sơ ${booked.reference}` });
		await expect(table).toContainText('Lý do khác');
		await expect(page.getByText('Bà Lụa hỏi')).toHaveCount(0);
		await expectNoFaults(page);
		await picture(page, 'audit-case');
		await page.getByRole('button', { name: 'In bản này' }).click();
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText(/^Bản in số \d\d-\d{4}$/)).toBeVisible();
		await expect(page.getByRole('main')).toBeHidden();
		await page.emulateMedia({ media: null });
	});
	await test.step('finds what the officer has read today', async () => {
		await page.getByRole('link', { name: 'Cán bộ này đã đọc những gì' }).click();
		await page.getByRole('combobox', { name: 'Cán bộ' }).selectOption(desk.name);
		const from = page.getByLabel('Từ ngày');
		const today = await from.inputValue();
		expect(today).toMatch(/^\d\d\/\d\d\/\d{4}$/);
		await from.fill('31/02/2026');
		await page.getByRole('button', { name: 'Xem' }).click();
		await expect(page.getByRole('alert')).toContainText('Có 1 mục cần sửa lại');
		await from.fill(today.replaceAll('/', ''));
		await page.getByRole('button', { name: 'Xem' }).click();
		await expect(page.getByRole('region', { name: /đã đọc những gì, từ/ })).toContainText(
			booked.reference
		);
		await expectNoFaults(page);
	});
	await test.step('sees what a lead did to an account, and why', async () => {
		const lead = await stack.officer({ unit, roles: ['lead'], name: 'Lê Thị Trưởng' });
		await stack.sql`
			insert into staff.changes (officer, by, data, reason)
			select o.user_id, l.user_id, '{"roles": ["desk", "treasurer"], "disabled": false}', 'Kiêm thủ quỹ'
			from staff.officers o, staff.officers l where o.email = ${desk.email} and l.email = ${lead.email}`;
		await page.getByRole('link', { name: 'Tài khoản' }).click();
		const row = page.getByRole('row').filter({ hasText: 'Kiêm thủ quỹ' });
		await expect(row).toContainText('Vai trò: Trực ban; nay là Trực ban, Thủ quỹ');
		await expect(row).toContainText('Lê Thị Trưởng');
		await expectNoFaults(page);
		await picture(page, 'audit-accounts');
	});
	await test.step('and nothing that somebody got into the page runs there', () =>
		expectInert(page, '/can-bo/kiem-tra'));
});
