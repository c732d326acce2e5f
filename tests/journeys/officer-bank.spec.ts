/** A treasurer brings the bank's statement and finds each line in the ledger, with the keyboard alone. */
import { account, ago, brokenFile, statementFile, typedDay } from './banked.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, goTo, signIn, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('a statement is refused by line, then taken whole, and matched line by line', async ({
	page,
	stack
}) => {
	const treasurer = await account(stack);
	await signIn(page, treasurer);
	await goTo(page, 'Đối chiếu ngân hàng');
	await expect(page.getByText('Chưa nhập sao kê nào.').first()).toBeVisible();
	await page.getByRole('link', { name: 'Nhập sao kê' }).click();
	const file = page.getByLabel('Tệp sao kê của ngân hàng');

	await test.step('a broken file is told by line, and nothing of it is taken', async () => {
		await file.setInputFiles(brokenFile());
		await expect(page.getByText('2 chỗ chưa đọc được')).toBeVisible();
		await expect(page.getByText('Ngày giao dịch “31/02/2026”: không phải một ngày')).toBeVisible();
		await expect(page.getByRole('button', { name: /^Nhập \d/ })).toHaveCount(0);
		await expectNoFaults(page);
	});

	await test.step('leaving asks first', async () => {
		await page.getByRole('link', { name: 'Danh sách', exact: true }).first().click();
		await page.getByRole('button', { name: 'Ở lại trang' }).click();
	});

	await file.setInputFiles(statementFile());
	await expect(page.getByLabel('Từ ngày')).toHaveValue(typedDay(ago(40)));
	await page.getByLabel('Đến hết ngày').fill(typedDay(ago(0)));
	const take = page.getByRole('button', { name: 'Nhập 4 dòng' });
	await take.click();
	await expect(page.getByText('Ngày này chưa hết').first()).toBeVisible();
	await page.getByLabel('Đến hết ngày').fill(typedDay(ago(30)));
	await expectNoFaults(page);
	await take.click();

	await expect(page.getByRole('group', { name: 'Dòng sao kê chưa khớp (4)' })).toBeVisible();
	await expectNoFaults(page);
	const title = page.getByRole('heading', { level: 1 });
	const lines = page.getByRole('group', { name: 'Dòng sao kê' });
	const choices = page.getByRole('group', { name: 'Có thể là' });
	await picture(page, 'fund-bank', title, lines, choices);
	await test.step('arrow and Enter match the first line with what is suggested', async () => {
		const first = page.getByRole('radio', { name: /NGUYEN THI LUA/ });
		await first.focus();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('group', { name: 'Dòng sao kê chưa khớp (3)' })).toBeVisible();
		await expect(page.getByRole('radio', { name: /UNG HO QUY/ }).first()).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('group', { name: 'Dòng sao kê chưa khớp (2)' })).toBeVisible();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('group', { name: 'Dòng sao kê chưa khớp (1)' })).toBeVisible();
	});
	await expect(page.getByText('Trong sổ không có bút toán nào cùng số tiền.')).toBeVisible();
	await expect(page.getByText(/^Đã đối chiếu sao kê đến hết ngày/)).toContainText(
		typedDay(ago(35))
	);

	await page.getByRole('link', { name: 'Đã khớp và sao kê' }).click();
	await expect(page.getByText('Nguyễn Thị Lụa, Ủng hộ quỹ')).toBeVisible();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Gỡ' }).last().click();
	await expect(page.getByText(/^Đã đối chiếu sao kê đến hết ngày/)).toContainText(
		typedDay(ago(39))
	);
});
