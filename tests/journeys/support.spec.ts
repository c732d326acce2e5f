/** A neighbour asks for a family; the family is asked before anybody comes; the neighbour's code tells no more than that. */
import { randomUUID } from 'node:crypto';
import { quietWorld, title } from './answering.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, signIn, test, type TestStack } from './world.ts';

/** A unit whose fund gives help: what a lead wrote down before, and what they do with the one request there is. */
async function ledger(stack: TestStack, unit: string) {
	const lead = await stack.officer({ unit, roles: ['lead'] });
	const tell = async (door: string, args: object) => {
		const { status, body } = await stack.rpc(door, { key: randomUUID(), ...args }, lead.token);
		expect([status, body]).toEqual([200, body]);
	};
	const bank = { bank_bin: null, bank_name: null, account_number: null, account_name: null };
	const basis = 'Quy chế Quỹ (minh họa)';
	await tell('fund_book_save', { holder: 'Trưởng Công an phường', basis, two_from: null, ...bank });
	const decided = { decision: '05/QĐ-CAP', decided_on: '2026-01-05', cap: 10_000_000, basis };
	await tell('fund_cap_save', { purpose: 'support', ...decided });
	const asked = () => stack.sql`select id from fund.payments where unit = ${unit}`;
	return { approve: async () => tell('fund_spend_approve', { id: (await asked())[0]!.id }) };
}

test('a neighbour asks for a family on a phone, an officer visits once it said yes, and decides', async ({
	page,
	browser,
	stack
}) => {
	test.setTimeout(90_000);
	const world = await quietWorld(stack);
	await page.setViewportSize({ width: 360, height: 740 });
	const goOn = () => page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.goto('/');
	await page.getByRole('link', { name: 'Nhờ giúp đỡ gia đình' }).click();
	await expect(page.locator('a[href="tel:113"]').first()).toBeVisible();
	await goOn();
	await expect(page.getByRole('alert')).toContainText('Xin chọn ông/bà nhờ giúp ai.');
	await expect(page.getByText('Câu 1 trên 6')).toBeVisible();
	await page.getByText('Các chế độ của Nhà nước').click();
	await expectNoFaults(page);
	await page.getByLabel('Một gia đình tôi biết').check();
	await goOn();
	await page.getByLabel('nạn nhân chất độc da cam').check();
	await page.getByLabel('Kể thêm cho cán bộ').fill('Hai người con nằm một chỗ');
	await goOn();
	await page.getByLabel('Thuốc men, xe lăn').check();
	await goOn();
	// The phone's own way back would lose all of it: it is asked first.
	await page.evaluate(() => history.back());
	const leaving = page.getByRole('dialog', { name: 'Rời trang này?' });
	await expect(leaving).toBeVisible();
	await leaving.getByRole('button', { name: 'Ở lại' }).click();
	await page.getByLabel('Xã, phường trước ngày').selectOption(world.area);
	await page.getByLabel('Gần đâu').fill('Sau chợ, cổng xanh');
	await goOn();
	await page.getByLabel('Tên người cần giúp').fill('Võ Thị Lành');
	await page.getByLabel('Họ và tên của ông/bà').fill('Trần Văn Xóm');
	await page.getByLabel('Số điện thoại của ông/bà').fill('0900 000 131');
	await page.getByLabel('Không, đừng nói tên tôi').check();
	await expectNoFaults(page);
	await goOn();
	await expect(title(page)).toContainText('Kiểm tra lại thông tin');
	await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
	await expect(page.getByRole('alert')).toContainText('Cần ông/bà đồng ý');
	await page.getByLabel('Tôi đồng ý để đơn vị giữ').check();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Gửi đề nghị' }).dblclick();
	await expect(title(page)).toContainText('Đã nhận đề nghị giúp đỡ');
	// A request has no hour: nobody is told that the code moves one.
	await expect(page.getByRole('region', { name: 'Mã tra cứu' })).toContainText('hủy đề nghị');
	await expect(page.getByText('đổi giờ')).toHaveCount(0);
	await expectNoFaults(page);
	const code = (await page.locator('.slip .code').textContent())!;
	const [made] = await stack.sql`
		select count(*)::int as cases, max(reference) as reference from queue.cases where unit = ${world.unit}`;
	expect(made!.cases).toBe(1);
	// Whoever is surprised with the code on the screen is gone at once, and is asked nothing.
	await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await page.getByRole('button', { name: 'Thoát nhanh' }).click();
	await page.waitForURL('https://www.google.com/**');

	const desk = await browser.newContext({
		baseURL: stack.origin,
		locale: 'vi-VN',
		viewport: { width: 1280, height: 900 }
	});
	const officer = await desk.newPage();
	await signIn(officer, await stack.officer({ unit: world.unit, roles: ['support'] }));
	await officer.getByRole('link', { name: made!.reference }).click();
	const article = officer.getByRole('article');
	const press = (name: string) => officer.getByRole('button', { name }).last().click();
	await expect(article).toContainText('Không được nói tên này với gia đình.');
	await expect(article.getByRole('button', { name: 'Hẹn ngày đến' })).toHaveCount(0);
	await press('Ghi ý của gia đình');
	await expect(article).toContainText('Không nói là ai.');
	await officer.getByRole('radio', { name: 'Đồng ý', exact: true }).check();
	await officer.getByRole('radio', { name: 'gặp trực tiếp' }).check();
	await expectNoFaults(officer);
	await picture(officer, 'support-consent', article.locator('form'));
	await press('Lưu ý của gia đình');
	await expect(article).toContainText('Chờ hẹn ngày đến');
	await press('Ghi lần đến');
	await officer.getByRole('radio', { name: 'Có gặp' }).check();
	await officer.getByRole('checkbox', { name: 'Thuốc men, xe lăn' }).check();
	await press('Lưu lần đến');
	await expect(article).toContainText('Đã đến, chờ quyết định');
	await press('Quyết định');
	await officer.getByRole('radio', { name: 'Hỗ trợ', exact: true }).check();
	await officer.getByLabel('Lý do').fill('Hai con nằm một chỗ, nhà không có thu nhập');
	await press('Lưu quyết định');
	await expect(article.getByRole('button', { name: 'Ghi đã trao' }).first()).toBeVisible();
	const { approve } = await ledger(stack, world.unit);
	await officer.reload();
	await press('Ghi đã trao');
	await officer.getByRole('radio', { name: 'Đề nghị quỹ chi' }).check();
	await officer.getByRole('radio', { name: 'Tiền', exact: true }).check();
	await officer.getByLabel('Số tiền').fill('2.000.000');
	await officer.getByRole('radio', { name: 'tiền mặt' }).check();
	await officer.getByLabel('Số quyết định hỗ trợ').fill('30/QĐ-CAP');
	await officer.getByLabel('Căn cứ').fill('Biên bản đến nhà bà Võ Thị Lành');
	await press('Gửi đề nghị chi');
	await expect(officer.getByRole('alert').first()).toContainText('Không ghi tên gia đình');
	await expectNoFaults(officer);
	await picture(officer, 'support-given', article.locator('form'));
	await officer.getByLabel('Căn cứ').fill('Biên bản đến nhà số 12');
	await press('Gửi đề nghị chi');
	await expect(article).toContainText('2.000.000 đồng: đã đề nghị quỹ chi, chờ duyệt');
	await approve();
	await officer.reload();
	await expect(article).toContainText('quỹ đã duyệt, chờ thủ quỹ chi');
	await expectNoFaults(officer);
	await officer.goto('/can-bo/quy?do=payments');
	await officer.getByRole('link', { name: 'Hỗ trợ gia đình' }).click();
	await officer.getByRole('link', { name: `Hồ sơ hỗ trợ ${made!.reference}` }).click();
	await expect(article).toContainText('Võ Thị Lành');
	await officer.goto('/can-bo/gia-dinh');
	await expect(officer.getByRole('link', { name: 'Võ Thị Lành' })).toBeVisible();
	await expectNoFaults(officer);
	await desk.close();

	await page.goto('/tra-cuu');
	await page.getByLabel('Mã tra cứu').fill(code);
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
	await expect(title(page)).toContainText('Đơn vị đã hỏi ý gia đình');
	await expect(page.getByRole('main')).not.toContainText('Võ Thị Lành');
	await expect(page.getByRole('main')).not.toContainText('2.000.000');
	await expectNoFaults(page);
});
