/** A lead edits what the unit works by, each kind of thing once, and the database holds it. */
import { quietWorld } from './answering.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

const setting = (page: Page, name: string) => page.goto(`/can-bo/thiet-lap/${name}`);
const adding = (page: Page, what: string) => page.getByRole('link', { name: what }).click();

async function save(page: Page, what: string, said: string) {
	await page.getByRole('button', { name: what, exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: said })).toBeVisible();
}

test('a lead adds a kit, a hamlet and a team, closes a day, and changes numbers and windows', async ({
	page,
	stack
}) => {
	test.setTimeout(180_000);
	const { unit, days } = await quietWorld(stack);
	await signIn(page, await stack.officer({ unit, roles: ['lead'] }));

	await setting(page, 'thiet-bi');
	await adding(page, 'Thêm bộ thiết bị');
	await page.getByLabel('Tên bộ thiết bị').fill('Bộ số chín');
	await expectNoFaults(page);
	await save(page, 'Lưu bộ thiết bị', 'Đã lưu: Bộ số chín');

	await setting(page, 'thon-to');
	await adding(page, 'Thêm thôn, tổ dân phố');
	await page.getByLabel('Tên', { exact: true }).fill('Thôn Kim Giao');
	await page.getByLabel('Vĩ độ').fill('48,8');
	await page.getByLabel('Kinh độ').fill('108,95');
	await page.getByRole('button', { name: 'Lưu thôn, tổ dân phố' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.getByLabel('Tên', { exact: true })).toHaveValue('Thôn Kim Giao');
	await expectNoFaults(page);
	await page.getByLabel('Vĩ độ').fill('14,82');
	await save(page, 'Lưu thôn, tổ dân phố', 'Đã lưu: Thôn Kim Giao');

	await setting(page, 'to-luu-dong');
	await adding(page, 'Thêm tổ');
	await page.getByLabel('Tên tổ').fill('Tổ cuối tuần');
	await page.getByLabel('Bộ thiết bị').selectOption({ label: 'Bộ số chín' });
	await expectNoFaults(page);
	await save(page, 'Lưu tổ', 'Đã lưu: Tổ cuối tuần');

	await setting(page, 'ngay-nghi');
	await adding(page, 'Thêm ngày');
	await page.getByLabel('Ngày', { exact: true }).fill(days[1]!.split('-').reverse().join('/'));
	await page.getByLabel('Ghi chú').fill('Cả đơn vị đi tập huấn');
	await expectNoFaults(page);
	await save(page, 'Lưu ngày', 'Đã lưu');

	await setting(page, 'don-vi');
	await page.getByLabel('Đường dây nóng').fill('0900 000 100');
	await save(page, 'Lưu thông tin đơn vị', 'Đã lưu thông tin đơn vị');
	await setting(page, 'dat-lich');
	await page.getByLabel('Đặt xa nhất (ngày)').fill('30');
	await save(page, 'Lưu quy tắc', 'Đã lưu quy tắc đặt lịch');
	await setting(page, 'du-lieu-cu');
	await page.getByLabel('Xóa tên, điện thoại, địa chỉ sau').fill('60');
	await save(page, 'Lưu thời hạn giữ', 'Đã lưu thời hạn giữ dữ liệu');
	await setting(page, 'khung-gio');
	await save(page, 'Lưu khung giờ', 'Đã lưu khung giờ hẹn');

	const [kept] = await stack.sql`
		select u.hotline, s.horizon_days, s.erase_contact_days,
			(select count(*)::int from booking.team_shifts x join booking.teams t on t.id = x.team
				where t.unit = u.code and t.name = 'Tổ cuối tuần') as shifts,
			(select visits_allowed from unit.calendar_days where unit = u.code and day = ${days[1]!}) as visits,
			(select count(*)::int from unit.windows where unit = u.code) as windows
		from unit.units u join unit.settings s on s.unit = u.code where u.code = ${unit}`;
	expect(kept).toEqual({
		hotline: '0900 000 100',
		horizon_days: 30,
		erase_contact_days: 60,
		shifts: 4,
		visits: false,
		windows: 4
	});
});
