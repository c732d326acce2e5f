/** Pages that are read as they were built until somebody touches them (docs/decisions/0060). */
import { title } from './answering.ts';
import { bookVisit } from './booked.ts';
import { holdKit, isAlive, isRead, knows } from './waited.ts';
import { expect, expectNoFaults, test, type Page, ward } from './world.ts';

test('who only reads runs nothing; the first press is done, and so is the one on the way', async ({
	page
}) => {
	await page.goto('/dat-lich');
	await isRead(page);
	await expectNoFaults(page);
	const large = page.getByRole('button', { name: 'Cỡ chữ lớn' });
	await large.click();
	await expect(large).toHaveAttribute('aria-pressed', 'true');
	await expect(page.locator('html')).toHaveClass('large');
	await page.locator('a[href="#cho-ai"]').click();
	await expect(page.getByRole('group').first()).toBeVisible();
	await page.goBack();
	await expect(title(page)).toContainText('Đặt lịch');
});

test('a place that is chosen before the page runs is the place that it shows, and a reload keeps it', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units', 'days']);
	const [first] = await stack.sql<{ area: string }[]>`
		select code as area from unit.areas where unit = ${ward} order by code limit 1`;
	const { area } = first!;
	await page.goto('/');
	await isRead(page);
	const place = page.locator('main select');
	await place.selectOption(area);
	await expect(page).toHaveURL(new RegExp(`noi=${area}`));
	await expect(place).toHaveValue(area);
	await page.reload();
	await expect(place).toHaveValue(area);
});

test('facts of yesterday are asked for, and only others bring the page to life', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units', 'days'], { hoursAgo: 20 });
	const asked = page.waitForResponse(/rpc\/booking_days/);
	await page.goto('/');
	await asked;
	await isRead(page);

	await page.unrouteAll();
	await knows(page, stack, ['units', 'days'], { hoursAgo: 20, mark: 'others' });
	await page.goto('/');
	await expect.poll(() => isAlive(page)).toBe(true);
});

test('a leaflet and a form to print stand as they were built, and the leaflet says where the portal is', async ({
	page
}) => {
	await page.addInitScript(() => {
		window.print = () => document.documentElement.classList.add('printed');
	});
	for (const [address, label] of [
		['/to-roi', 'In tờ rơi'],
		['/phieu-de-nghi', 'In phiếu']
	] as const) {
		await page.goto(address);
		await isRead(page);
		await expect(page.getByRole('button', { name: label })).toBeVisible();
		if (address === '/to-roi') {
			const { host } = new URL(page.url());
			await expect(page.getByText(host, { exact: true })).toBeVisible();
			await expect(page.getByRole('img', { name: host })).toBeVisible();
		}
		await expectNoFaults(page);
		await page.getByRole('button', { name: label }).click();
		await expect(page.locator('html')).toHaveClass(/printed/);
	}
});

test('who goes down a ledger of this hour brings it to life, and who reads its head does not', async ({
	page,
	stack
}) => {
	await knows(page, stack, [], { at: '/quy' });
	await page.goto('/quy');
	await isRead(page);
	await page.mouse.wheel(0, 200);
	await expect.poll(() => isAlive(page)).toBe(true);
});

test('who reloads and reads on meanwhile is not taken back up, and what they press before the page runs is done', async ({
	page
}) => {
	await page.goto('/dat-lich');
	const large = page.getByRole('button', { name: 'Cỡ chữ lớn' });
	await large.click();
	await expect(large).toHaveAttribute('aria-pressed', 'true');
	const release = await holdKit(page);
	await page.reload({ waitUntil: 'commit' });
	const contrast = page.getByRole('button', { name: 'Tương phản' });
	await contrast.click();
	await page.evaluate(() => scrollTo(0, 300));
	expect(await contrast.getAttribute('aria-pressed')).toBe('false');
	release();
	await expect(contrast).toHaveAttribute('aria-pressed', 'true');
	// More where the letters above have grown since.
	const far = () => page.evaluate(() => scrollY);
	expect(await far()).toBeGreaterThanOrEqual(300);
	// Where they are now is where the next reload shows them, before anything of the page runs.
	await page.unrouteAll();
	await holdKit(page);
	await page.reload({ waitUntil: 'commit' });
	await expect.poll(far).toBeGreaterThanOrEqual(300);
});

const code = (page: Page) => page.getByLabel('Mã tra cứu');
test('a code that is sent before the page runs opens its case, and stands in no address', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	await knows(page, stack, ['days'], { at: '/tra-cuu' });
	const release = await holdKit(page);
	await page.goto('/tra-cuu', { waitUntil: 'commit' });
	await expect(page.getByRole('button', { name: 'Tra cứu', exact: true })).toBeEnabled();
	await code(page).fill(visit.code);
	await code(page).press('Enter');
	expect(await isAlive(page)).toBe(false);
	release();
	await expect(page.getByText(visit.reference)).toBeVisible();
	expect(new URL(page.url()).search).toBe('');
});

test('what is typed and sent before the page of call-backs runs is read by it, and what is missing named', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units'], { at: '/goi-lai' });
	const release = await holdKit(page);
	await page.goto('/goi-lai', { waitUntil: 'commit' });
	const name = page.getByLabel('Họ và tên của ông/bà');
	await name.fill('Trần Thị Mơ');
	await page.getByLabel('Số điện thoại').fill('0900 000 100');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	expect(await isAlive(page)).toBe(false);
	release();
	const wrong = page.getByRole('alert');
	await expect(wrong).toContainText('Chọn xã, phường');
	await expect(wrong).not.toContainText('điện thoại');
	await expect(name).toHaveValue('Trần Thị Mơ');
});

const byButton = (page: Page) => page.getByRole('button', { name: 'Thoát nhanh' }).click();
async function byKeys(page: Page) {
	for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
}
for (const [how, leave, again] of [
	['with the button', byButton, false],
	['with three presses of a key', byKeys, false],
	['with the button of a page that was loaded again', byButton, true]
] as const)
	test(`who leaves in a hurry ${how} waits for nothing that is still on the way`, async ({
		page,
		stack
	}) => {
		await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await knows(page, stack, ['days'], { at: '/tra-cuu' });
		await holdKit(page);
		// A tab that has hardly begun a page takes no other.
		await page.goto('/tra-cuu', { waitUntil: again ? 'domcontentloaded' : 'commit' });
		if (again) await page.reload({ waitUntil: 'commit' });
		await expect(async () => {
			await leave(page);
			await page.waitForURL('https://www.google.com/**', { timeout: 500 });
		}).toPass();
	});
