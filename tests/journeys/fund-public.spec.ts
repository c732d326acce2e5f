/** A resident reads what was given to a fund and spent from it, and does not have to believe it. */
import { ensureLedgers } from '../../supabase/local/demo-ledger.ts';
import type { Chained } from '../../supabase/functions/_shared/contracts/fund-public.ts';
import { expect, expectNoFaults, test, type TestStack } from './world.ts';

/** Nobody else's ledger on this stack. */
const unit = '21478';

/** The demonstration's ledger: three published months, one that is over and not yet. */
async function ledger(stack: TestStack) {
	const officers = [];
	for (const role of ['lead', 'desk', 'treasurer'])
		officers.push(await stack.officer({ unit, roles: [role] }));
	await ensureLedgers(
		stack.sql,
		officers.map(({ email }) => ({ unit, email }))
	);
}

test.use({ viewport: { width: 360, height: 780 } });

test('the ledger is read, searched, checked on the phone and taken along; a changed row is told', async ({
	page,
	stack
}) => {
	await ledger(stack);
	await page.goto(`/quy?don-vi=${unit}`);
	const rows = page.getByRole('table', { name: 'Các khoản thu, chi' }).locator('tbody tr');
	await expect(rows).toHaveCount(8);
	await page.getByRole('button', { name: 'Xem các khoản cũ hơn' }).click();
	await expect(rows.filter({ hasText: 'Số dư đầu kỳ' }).first()).toContainText('+12.000.000');
	await expect(page.getByText('Dữ liệu minh họa.')).toBeVisible();
	const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(await over()).toBeLessThanOrEqual(0);

	await test.step('found by words without their marks, and the address can be sent on', async () => {
		await page.getByText('Lọc và tìm').click();
		await page.getByLabel('Nội dung, số chứng từ').fill('ga');
		await page.getByRole('button', { name: 'Tìm', exact: true }).click();
		await expect(page.getByText('Nhập ít nhất 3 chữ.')).toBeVisible();
		await page.getByLabel('Nội dung, số chứng từ').fill('400 kg gao');
		await page.getByRole('button', { name: 'Tìm', exact: true }).click();
		await expect(rows).toHaveCount(1);
		await expect(rows).toContainText('Cửa hàng gạo Minh Họa');
		await expectNoFaults(page);
		await page.reload();
		await expect(rows).toHaveCount(1);
		await page.getByRole('button', { name: 'Bỏ lọc' }).click();
		await expect(rows.nth(5)).toBeVisible();
		await expect(page.getByText('Bà Trần Thị')).toHaveCount(0);
	});

	const check = page.getByRole('button', { name: 'Kiểm tra sổ thu, chi' });
	await test.step('checked from the first row to the last, with what was not checked', async () => {
		await check.click();
		await expect(page.getByText(/^Sổ đúng, từ dòng đầu đến dòng \d+$/)).toBeVisible();
		await expect(page.getByText('Cả sổ có bị viết lại từ đầu hay không.')).toBeVisible();
		await page.getByText('So với mã đã ghi từ trước').click();
		await page.getByLabel('Mã sổ công khai đã ghi').fill('0123 4567 89AB CDEF');
		await page.getByRole('button', { name: 'Kiểm tra với mã này' }).click();
		await expect(page.getByText('Mã ông/bà đã ghi không có trong sổ')).toBeVisible();
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.getByText('Mã của sổ, từng ngày').click();
		await page.getByRole('button', { name: 'Sao chép các mã này' }).click();
		await expect(page.getByText('Đã sao chép mã.')).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\t[0-9a-f]{64}$/m);
		await expectNoFaults(page);
		expect(await over()).toBeLessThanOrEqual(0);
	});

	await test.step('all of it is taken along', async () => {
		const given = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Tải CSV' }).click();
		expect((await given).suggestedFilename()).toMatch(/^so-quy-21478-.*-du-lieu-minh-hoa\.csv$/);
	});

	await test.step('a server that changed an amount is found out', async () => {
		await page.route('**/rpc/fund_chain', async (route) => {
			const answer = await route.fetch();
			const { rows: chain } = (await answer.json()) as { rows: Chained[] };
			chain[2]![6] += 1_000_000;
			await route.fulfill({ response: answer, json: { rows: chain } });
		});
		await check.click();
		await expect(page.getByText('Dòng 3 không còn như lúc công bố')).toBeVisible();
		await expect(page.getByText(/^Sổ đúng/)).toHaveCount(0);
		await expectNoFaults(page);
	});

	await test.step('each month and year has a statement, and one on paper has room for signatures', async () => {
		const held = await page.locator('.balance').innerText();
		await page.getByRole('link', { name: 'Báo cáo tháng, báo cáo năm' }).click();
		await expect(page.getByRole('heading', { level: 1 })).toContainText(/tháng \d\d\/\d{4}$/);
		const left = page.getByRole('row', { name: /^Còn lại cuối kỳ/ });
		await expect(left).toContainText(held.replace(/\D+$/, ''));
		await expect(page.getByText('Dữ liệu minh họa.')).toBeVisible();
		await expectNoFaults(page);
		expect(await over()).toBeLessThanOrEqual(0);
		await page.getByRole('link', { name: /^Năm/ }).first().click();
		await expect(page.getByRole('row', { name: /^Cả năm/ })).toBeVisible();
		await expect(left).toContainText(held.replace(/\D+$/, ''));
		await expectNoFaults(page);
		expect(await over()).toBeLessThanOrEqual(0);
		await expect(page.getByText('Thủ quỹ')).toBeHidden();
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText('Thủ quỹ')).toBeVisible();
		await expect(page.getByRole('button', { name: 'In báo cáo' })).toBeHidden();
	});
});
