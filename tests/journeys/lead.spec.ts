import {
	expect,
	expectNoFaults,
	signIn,
	test,
	ward,
	type Page,
	type TestOfficer
} from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const settings = [
	'don-vi',
	'thon-to',
	'thiet-bi',
	'to-luu-dong',
	'khung-gio',
	'dat-lich',
	'ngay-nghi',
	'thoi-han',
	'can-bo',
	'truc-tin-bao',
	'du-lieu-cu',
	'mau-tra-loi',
	'danh-sach-viec',
	'hai-lop'
].map((name) => `/can-bo/thiet-lap/${name}`);

/** Pages that are read, and that no other journey stops at. */
const read = ['so-lieu-viec', 'so-lieu-di-tuyen', 'thoi-luong', 'hai-lop', 'lich', 'tin-tuc'].map(
	(name) => `/can-bo/${name}`
);

async function openAs(page: Page, officer: TestOfficer, path: string) {
	await signIn(page, officer);
	await page.goto(path);
}

test('a lead finds every setting and every figure, each page without a fault', async ({
	page,
	stack
}) => {
	test.setTimeout(120_000);
	await openAs(page, await stack.officer({ unit: ward, roles: ['lead'] }), '/can-bo/thiet-lap');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await expectNoFaults(page);
	for (const address of [...settings, ...read]) {
		await page.goto(address);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(page.getByText('Đang mở…')).toHaveCount(0);
		await expectNoFaults(page);
	}
});

test('a lead invites an officer, who signs up with the link and sees the list', async ({
	page,
	stack,
	browser
}) => {
	const lead = await stack.officer({ unit: ward, roles: ['lead'] });
	await openAs(page, lead, '/can-bo/thiet-lap/can-bo');
	await page.getByRole('link', { name: 'Mời cán bộ' }).click();
	await page.getByLabel('Họ và tên').fill('Phạm Thị Được Mời');
	await page.getByLabel('Thư điện tử').fill('duoc-moi@example.test');
	await page.getByRole('button', { name: 'Tạo lời mời' }).click();
	const link = await page.getByLabel('Đường dẫn mời').inputValue();
	await expectNoFaults(page);
	const theirs = await browser.newPage({ locale: 'vi-VN' });
	await theirs.goto(link);
	await theirs.getByLabel('Mật khẩu mới').fill('một câu dài dễ nhớ');
	await theirs.getByRole('button', { name: 'Tạo tài khoản' }).click();
	await theirs.waitForURL((url) => url.pathname === '/can-bo');
	await expect(theirs.locator('.rows a').first()).toBeVisible();
	await theirs.close();
});

test('a lead cannot close a day on which somebody was promised a visit, and is told whom to move', async ({
	page,
	stack
}) => {
	const [day] = await stack.sql<{ id: string }[]>`
		select d.id from booking.team_days d join booking.stops s on s.team_day = d.id
		where d.unit = ${ward} and d.day > now() and s.held_until is null
		order by d.day limit 1`;
	await openAs(
		page,
		await stack.officer({ unit: ward, roles: ['lead'] }),
		`/can-bo/lich?day=${day!.id}`
	);
	await page.getByLabel('Đóng ngày này, không nhận hẹn').check();
	await page.getByRole('button', { name: 'Lưu ngày' }).click();
	const told = page.getByRole('alert').filter({ hasText: 'Chưa lưu: thay đổi này làm lỡ hẹn' });
	await expect(told).toBeVisible();
	await expect(told.getByRole('link').first()).toHaveAttribute('href', /\/can-bo\?case=/);
	await expectNoFaults(page);
});

test('a lead erases what is due and reads what was done', async ({ page, stack }) => {
	const lead = await stack.officer({ unit: ward, roles: ['lead'] });
	await openAs(page, lead, '/can-bo/thiet-lap/du-lieu-cu');
	await page.getByRole('button', { name: 'Xóa ngay những gì đến hạn' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Xóa', exact: true }).click();
	await expect(page.getByText(/Đã xóa: \d+ hồ sơ thông tin nhạy cảm/).first()).toBeVisible();
	const runs = await stack.sql`select 1 from booking.retention_runs where officer = ${lead.id}`;
	expect(runs).toHaveLength(1);
});

test('an officer who is no lead is told so, kindly, and led back', async ({ page, stack }) => {
	const desk = await stack.officer({ unit: ward, roles: ['desk'] });
	await openAs(page, desk, '/can-bo/thiet-lap/khung-gio');
	await expect(page.getByText('Trang này dành cho chỉ huy đơn vị')).toBeVisible();
	await page.getByRole('link', { name: 'Về danh sách việc' }).click();
	await expect(page.locator('.rows a').first()).toBeVisible();
});
