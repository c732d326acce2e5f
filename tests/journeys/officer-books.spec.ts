/** A gift comes in, three people pay something, and the month is closed. */
import { ago, typedDay } from './banked.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, goTo, signIn, test, type TestOfficer } from './world.ts';

/** Nobody else's ledger on this stack. */
const unit = '21472';
test.use({ viewport: { width: 1280, height: 900 } });

test('a gift is received, a payment passes three pairs of hands, and the month is closed', async ({
	page,
	stack
}) => {
	const proposer = await stack.officer({ unit, roles: ['lead'], name: 'Chỉ Huy Minh Họa' });
	const approver = await stack.officer({ unit, roles: ['lead'], name: 'Phó Chỉ Huy Minh Họa' });
	const treasurer = await stack.officer({ unit, roles: ['treasurer'], name: 'Thủ Quỹ Minh Họa' });
	const tell = async (who: TestOfficer, door: string, args: object) => {
		const said = { key: crypto.randomUUID(), ...args };
		const { status, body } = await stack.rpc(door, said, who.token);
		expect(status, JSON.stringify(body)).toBe(200);
	};
	await tell(proposer, 'fund_book_save', {
		...{ holder: 'Trưởng Công an phường', basis: 'Quy chế quản lý Quỹ', two_from: null },
		...{ bank_bin: null, bank_name: null, account_number: null, account_name: null }
	});
	/** The last day of last month, and that month. */
	const last = ago(Number(ago(0).slice(8)));
	const month = `${last.slice(5, 7)}/${last.slice(0, 4)}`;
	const views = page.getByRole('navigation', { name: 'Các việc của sổ quỹ' });
	const see = async (who: TestOfficer, view: string) => {
		await signIn(page, who);
		await goTo(page, 'Sổ quỹ');
		await views.getByRole('link', { name: view }).click();
	};

	await test.step('the treasurer writes a gift down as it was said, and not what nobody can read', async () => {
		await see(treasurer, 'Nhận ủng hộ');
		await page.getByLabel('Số tiền').fill('1,5 triệu');
		await picture(page, 'fund-gift', page.locator('.sheet form'));
		await page.getByLabel('Số tiền').fill('hơn một triệu');
		await page.getByLabel('Ngày nhận').fill(typedDay(last));
		await page.getByLabel('Nội dung').fill('Ông Võ Văn Hòa ủng hộ phong trào');
		await page.getByLabel('Họ và tên').fill('Võ Văn Hòa');
		await page.getByRole('button', { name: 'Ghi sổ khoản ủng hộ' }).click();
		await expect(page.getByText('Không rõ là bao nhiêu').first()).toBeVisible();
		await page.getByLabel('Số tiền').fill('1,5 triệu');
		await expect(page.getByText('Một triệu năm trăm nghìn đồng')).toBeVisible();
		await page.getByRole('button', { name: 'Ghi sổ khoản ủng hộ' }).click();
		await expect(page.getByText('Tên có ô riêng').first()).toBeVisible();
		await expectNoFaults(page);
		await page.getByLabel('Nội dung').fill('Ủng hộ phong trào');
		await page.getByRole('button', { name: 'Ghi sổ khoản ủng hộ' }).click();
		await expect(page.getByRole('heading', { name: 'Phiếu thu' })).toBeVisible();
		await expect(page.getByText(/^Số PT-\d\d-0001$/)).toBeVisible();
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'In phiếu' }).click();
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText(/^Bản in số \d\d-\d{4}$/)).toBeVisible();
		await expect(page.getByRole('main')).toBeHidden();
		await page.emulateMedia({ media: null });
		await page.getByRole('button', { name: 'In phiếu' }).click();
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText('Bản in lại lần 1')).toBeVisible();
		await page.emulateMedia({ media: null });
	});

	await test.step('a lead proposes, with what shows that it is right', async () => {
		await see(proposer, 'Đề nghị chi');
		await page.getByLabel('Số tiền').fill('400k');
		await page.getByLabel('Chi để làm gì').fill('Mua loa cầm tay');
		await page.getByLabel('Người hoặc nơi nhận tiền').fill('Cửa hàng Minh Họa');
		await page.getByLabel('Chứng từ, lý do').fill('Báo giá số 12, giữ tại tổ phong trào');
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
		await expect(page.getByText('phải là ba cán bộ khác nhau')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Duyệt khoản chi' })).toHaveCount(0);
	});

	await test.step('another lead reads the evidence and approves', async () => {
		await see(approver, 'Khoản chi');
		await page.getByRole('link', { name: /Mua loa cầm tay/ }).click();
		await expect(page.getByText('Báo giá số 12, giữ tại tổ phong trào')).toBeVisible();
		const approve = page.getByRole('button', { name: 'Duyệt khoản chi' });
		await picture(
			page,
			'fund-approve',
			page.getByRole('heading', { name: 'Mua loa cầm tay' }),
			approve
		);
		await page.getByRole('button', { name: 'Duyệt khoản chi' }).click();
		await expect(page.getByText('Đọc chứng từ rồi đánh dấu').first()).toBeVisible();
		await page.getByLabel('Tôi đã đọc chứng từ').check();
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'Duyệt khoản chi' }).click();
		await expect(page.getByRole('button', { name: 'Duyệt khoản chi' })).toHaveCount(0);
	});

	await test.step('the treasurer pays, and counts the drawer of the month that is over', async () => {
		await see(treasurer, 'Khoản chi');
		await page.getByRole('link', { name: /Mua loa cầm tay/ }).click();
		await page.getByRole('button', { name: 'Ghi đã chi' }).click();
		await expect(page.getByRole('heading', { name: 'Phiếu chi' })).toBeVisible();
		await expect(page.getByRole('article').getByText('Phó Chỉ Huy Minh Họa')).toBeVisible();
		await views.getByRole('link', { name: 'Khóa sổ tháng' }).click();
		await page.getByLabel('Tiền mặt trong két').fill('1.400.000');
		await page.getByRole('button', { name: 'Ghi số tiền đã đếm' }).click();
		await expect(page.getByText(/Sổ ghi 1\.500\.000 đồng/)).toBeVisible();
		await page.getByLabel('Tiền mặt trong két').fill('1.500.000');
		await page.getByRole('button', { name: 'Ghi số tiền đã đếm' }).click();
		await expect(page.getByText(/đếm được 1\.500\.000 đồng/)).toBeVisible();
		await expectNoFaults(page);
		await picture(page, 'fund-month');
	});

	await test.step('a lead who did not count signs, and closes the month by typing it', async () => {
		await see(approver, 'Khóa sổ tháng');
		await page.getByRole('button', { name: 'Ký xác nhận' }).click();
		const close = page.getByRole('button', { name: `Khóa sổ tháng ${month}` });
		await close.click();
		await expect(page.getByRole('button', { name: 'Công bố tháng' })).toHaveCount(0);
		await page.getByLabel(`Gõ ${month}`).fill(month);
		await close.click();
		await expect(page.getByRole('button', { name: `Công bố tháng ${month}` })).toBeVisible();
	});

	await test.step('the lead says by which day a year is published, and it is a clock from then on', async () => {
		await views.getByRole('link', { name: 'Thiết lập' }).click();
		await page.getByRole('link', { name: 'Ngày công khai năm' }).click();
		await page.getByLabel('Ngày và tháng').fill('29/2');
		await page.getByRole('button', { name: 'Lưu ngày công khai' }).click();
		await expect(page.getByText('Gõ ngày và tháng có trong mọi năm').first()).toBeVisible();
		await page.getByLabel('Ngày và tháng').fill('31/3');
		await page.getByRole('button', { name: 'Lưu ngày công khai' }).click();
		await expect(page.getByText(/^Ngày 31\/3 hằng năm/)).toBeVisible();
		await expectNoFaults(page);
		await views.getByRole('link', { name: 'Bút toán' }).click();
		await expect(page.getByText(/Công khai năm \d{4}: còn \d+ ngày/)).toBeVisible();
	});

	await test.step('what another lead took back meanwhile is not taken back again', async () => {
		await views.getByRole('link', { name: 'Bút toán' }).click();
		await page.getByRole('link', { name: /Mua loa cầm tay/ }).click();
		await page.getByText('Điều chỉnh bút toán này').click();
		const entry = new URL(page.url()).searchParams.get('entry');
		await tell(proposer, 'fund_reverse', { entry, reason: 'Cửa hàng hoàn tiền' });
		await page.getByRole('textbox', { name: 'Lý do' }).fill('Cửa hàng hoàn tiền');
		await page.getByRole('button', { name: 'Ghi phiếu điều chỉnh' }).click();
		await expect(page.getByText('Bút toán này đã được điều chỉnh rồi.')).toBeVisible();
		await views.getByRole('link', { name: 'Bút toán' }).click();
		await expect(page.getByText(/^Đã điều chỉnh: ĐC-/)).toBeVisible();
		await expectNoFaults(page);
		await page.getByRole('link', { name: /Cửa hàng hoàn tiền/ }).click();
		await expect(page.getByRole('heading', { name: 'Phiếu điều chỉnh' })).toBeVisible();
		await expect(page.getByText('Điều chỉnh bút toán này')).toHaveCount(0);
	});
});
