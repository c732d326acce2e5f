import { exportedBy } from './age-files.ts';
import { checkKeyLists } from './key-lists.ts';
import { onPaper } from './on-paper.ts';
import { picture } from './picture.ts';
import {
	expect,
	expectNoFaults,
	signIn,
	signOut,
	test,
	toMyKeys,
	ward,
	type Page,
	type TestOfficer
} from './world.ts';

test.use({ alone: 'officer-keys', viewport: { width: 1280, height: 900 } });

/** Makes keys through the page; returns the code as it stands on the printed sheet. */
async function enrol(page: Page, officer: TestOfficer): Promise<string> {
	await signIn(page, officer);
	await toMyKeys(page, officer);
	await page.getByRole('button', { name: 'Tạo khóa' }).click();
	return write(page);
}

async function write(page: Page): Promise<string> {
	const groups = page.getByRole('region', { name: 'Mã khóa' }).locator('.group');
	await expect(groups).toHaveCount(4);
	const code = (await groups.allTextContents()).join('');
	await page.getByLabel('Bốn ký tự cuối của mã').fill(code.slice(-4).toLowerCase());
	await page.getByRole('button', { name: 'Lưu khóa' }).click();
	await expect(page.getByText('Đã lưu khóa của ông/bà')).toBeVisible();
	return code;
}

const desk = '/can-bo/thiet-lap/truc-tin-bao';
async function unlock(page: Page, code: string) {
	await page.getByLabel('Mã khóa').fill(code.toLowerCase().replaceAll('-', ' '));
	await page.getByRole('button', { name: 'Mở khóa', exact: true }).click();
}

async function sign(page: Page, version: number) {
	await page.getByRole('button', { name: 'Ký danh sách mới' }).click();
	await expect(page.getByText(`Đã ký danh sách số ${version}`)).toBeVisible();
}

test('an investigator and the lead make keys, the lead signs, and anybody can check the list', async ({
	page,
	browser,
	stack,
	baseURL
}) => {
	test.setTimeout(180_000);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
	const first = await stack.officer({
		unit: ward,
		roles: ['investigator'],
		name: 'Lê Thị Xử Lý'
	});
	await signIn(page, first);
	await expect(page.getByText('Ông/bà chưa có khóa')).toBeVisible();
	await page.goto('/can-bo/khoa');
	await expect(page.getByRole('button', { name: 'Tạo khóa' })).toBeVisible();
	await expectNoFaults(page);
	await page.getByRole('button', { name: 'Tạo khóa' }).click();
	await picture(page, 'key-code', page.locator('.measure', { hasText: 'Mã này chỉ hiện' }).last());
	await page.getByLabel('Bốn ký tự cuối của mã').fill('000');
	await page.getByRole('button', { name: 'Lưu khóa' }).click();
	await expect(page.getByText('Chưa khớp với nhóm cuối của mã').first()).toBeVisible();
	await expectNoFaults(page);
	const stored = () => stack.sql`select 1 from staff.keys where officer = ${first.id}`;
	expect(await stored()).toHaveLength(0);
	const groups = page.getByRole('region', { name: 'Mã khóa' }).locator('.group');
	const code = (await groups.allTextContents()).join('');
	await test.step('on paper stand whose key it is, the code and what to do with it, and nothing else', async () => {
		const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
		expect(await onPaper(page, 'In tờ mã khóa')).toEqual([
			'Gần Dân · Công an phường Đức Phổ',
			'Tờ mã khóa',
			first.name,
			`Khóa tạo ngày ${today.split('-').reverse().join('/')}. Tờ có ngày cũ hơn không còn dùng được.`,
			...code.split('-'),
			'Dùng thế nào',
			expect.stringContaining('Mỗi phiên làm việc một lần'),
			'Cất ở đâu',
			expect.stringContaining('Cất trong ngăn có khóa hoặc két của đơn vị'),
			expect.stringContaining('Không ai được hỏi mã này')
		]);
	});
	expect(await write(page)).toBe(code);
	await expect(page.locator('article')).toHaveCount(0);
	expect(await stored()).toHaveLength(1);
	expect(await exportedBy(stack, first.id, code)).toMatch(/^AGE-SECRET-KEY-PQ-1/);
	for (const secret of [code, code.replaceAll('-', '')]) expect(asked.join()).not.toContain(secret);
	await expectNoFaults(page);

	await test.step('locked again, a wrong code is said kindly and the right one opens', async () => {
		await page.getByRole('button', { name: 'Khóa lại' }).click();
		await unlock(page, 'K7QM-2XRD-9WTA-44HM');
		await expect(page.getByText('không mở được khóa hiện nay').first()).toBeVisible();
		await expectNoFaults(page);
		await unlock(page, code);
		await expect(page.getByText('Khóa của ông/bà đang mở')).toBeVisible();
		await page.reload();
		await expect(page.getByLabel('Mã khóa')).toBeVisible();
	});

	const boss = await (await browser.newContext({ baseURL, locale: 'vi-VN' })).newPage();
	await boss.setViewportSize({ width: 1280, height: 900 });
	const lead = await stack.officer({ unit: ward, roles: ['lead'], name: 'Trần Thị Ký Tên' });
	const printed = await enrol(boss, lead);
	await boss.getByRole('main').getByRole('link', { name: 'Danh sách trực tin báo' }).click();
	await expect(boss.getByText('Chưa có danh sách nào được ký')).toBeVisible();
	await expect(boss.getByRole('row', { name: /Lê Thị Xử Lý.*Thêm vào/ })).toBeVisible();
	await expectNoFaults(boss);
	await picture(boss, 'desk-list');
	await sign(boss, 1);
	await expect(boss.getByText('chưa có mốc của đơn vị')).toBeVisible();
	await expectNoFaults(boss);

	await test.step('the public page says what it can and cannot know', async () => {
		await checkKeyLists(page);
		const unit = page.getByRole('region', { name: 'Công an phường Đức Phổ' });
		await expect(unit).toContainText('Trang này chưa có mốc để kiểm tra');
		await expect(unit.getByText('Danh sách số')).toBeVisible();
		await expectNoFaults(page);
	});

	await test.step('another officer enrols, and the lead signs again with the sheet in hand', async () => {
		const second = await stack.officer({
			unit: ward,
			roles: ['investigator'],
			name: 'Phạm Văn Mới'
		});
		const third = await browser.newPage({ baseURL, locale: 'vi-VN' });
		await enrol(third, second);
		await third.close();
		await boss.goto(desk);
		await expect(boss.getByRole('row', { name: /Phạm Văn Mới.*Thêm vào/ })).toBeVisible();
		await expect(boss.getByRole('row', { name: /Lê Thị Xử Lý.*Giữ nguyên/ })).toBeVisible();
		await unlock(boss, printed);
		await sign(boss, 2);
		await expect(boss.getByRole('row', { name: /Phạm Văn Mới.*Giữ nguyên/ })).toBeVisible();
		await page.reload();
		const unit = page.getByRole('region', { name: 'Công an phường Đức Phổ' });
		await expect(unit.getByText('Số cán bộ').locator('..')).toContainText('3');
	});

	await test.step('signing out locks, even where the page was never loaded anew', async () => {
		await signOut(boss, lead);
		await boss.waitForURL((url) => url.pathname === '/can-bo/dang-nhap');
		await boss.getByLabel('Thư điện tử').fill(lead.email);
		await boss.getByLabel('Mật khẩu').fill(lead.password);
		await boss.getByRole('button', { name: 'Đăng nhập' }).click();
		await toMyKeys(boss, lead);
		await expect(boss.getByLabel('Mã khóa')).toBeVisible();
	});
	await boss.context().close();
});

test('a lead who lost the code makes new keys and goes on; pages believe that when they are built anew', async ({
	page,
	stack
}) => {
	test.setTimeout(120_000);
	const unit = '21451';
	const lead = await stack.officer({ unit, roles: ['lead'], name: 'Võ Thị Đánh Mất' });
	await enrol(page, lead);
	await page.getByRole('main').getByRole('link', { name: 'Danh sách trực tin báo' }).click();
	await sign(page, 1);
	await toMyKeys(page, lead);
	await page.getByText('Mất mã khóa').click();
	await page.getByLabel('để xác nhận').fill('không');
	await page.getByRole('button', { name: 'Làm khóa mới' }).click();
	await expect(page.getByText('Gõ đúng các chữ').first()).toBeVisible();
	await expectNoFaults(page);
	await page.getByLabel('để xác nhận').fill('Lam khoa moi');
	await page.getByRole('button', { name: 'Làm khóa mới' }).click();
	await write(page);
	const keys =
		await stack.sql`select replaced_at from staff.keys where officer = ${lead.id} order by enrolled_at`;
	expect(keys.map(({ replaced_at }) => replaced_at !== null)).toEqual([true, false]);
	await page
		.getByRole('main')
		.getByRole('link', { name: 'Danh sách trực tin báo' })
		.first()
		.click();
	await expect(page.getByText('Khóa ký danh sách không còn ai giữ')).toBeVisible();
	await expectNoFaults(page);
	await page.getByLabel('để xác nhận').fill('ký khóa mới');
	await page.getByRole('button', { name: 'Ký bằng khóa của tôi' }).click();
	await expect(page.getByText('Chuỗi chữ ký không khớp')).toBeVisible();
	await expectNoFaults(page);
	await checkKeyLists(page);
	const shown = page.getByRole('region', { name: 'Công an phường Trà Câu' });
	await expect(shown).toContainText('không khớp với khóa gắn trong trang này');
	await expectNoFaults(page);
});
