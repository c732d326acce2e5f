import { atDesk, unlock, wide } from './at-desk.ts';
import { openDesk, type Desk } from './desk.ts';
import { sendTip } from './officer-tips.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';
import { anOfficer, atOnce, firstOf } from './writes.ts';

const unit = '21439';
test.use({ alone: 'officer-tip', viewport: wide });
test.describe.configure({ mode: 'serial' });

let desk: Desk;
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

const reply = async (page: Page, text: string, button: 'Trả lời' | 'Hỏi thêm') => {
	await page.getByLabel('Viết cho người báo tin').fill(text);
	await page.getByRole('button', { name: button, exact: true }).click();
	await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
};

test('an officer unlocks, reads a tip and asks; the sender answers; two officers reply at once and both arrive', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const story = 'Đêm nào cũng có người lấy trộm tôm ở hồ.';
	const sender = await sendTip(stack, desk, { story, plates: ['76A12345'], urgent: true });
	const [, first, second] = desk.members;
	const page = await atDesk(browser, stack, desk, first!);
	const row = page.locator('.rows a').filter({ hasText: sender.reference });
	await expect(row).toContainText('Tin báo bảo mật');
	await expect(row).toContainText('Khẩn, chưa ai xem');
	const alarm = page.getByText('1 tin báo khẩn chưa ai xem');
	await test.step('whatever the officer looks at, the page says that somebody may be in danger', async () => {
		await page.goto('/can-bo/khoa');
		await expect(alarm).toBeVisible();
		await expectNoFaults(page);
		await page.getByRole('link', { name: sender.reference }).click();
	});
	await expect(page.getByText('Nội dung tin này được khóa')).toBeVisible();
	await expect(page.getByRole('main')).not.toContainText(story);
	await expectNoFaults(page);
	await picture(page, 'tip-locked');

	await unlock(page, first!);
	await expect(page.getByText(story)).toBeVisible();
	await expect(row).toContainText('Trộm cắp');
	await expect(row).toContainText('76A12345');
	await picture(page, 'tip-open', page.getByRole('article'));
	await page.getByRole('button', { name: 'Đã thấy' }).click();
	await expect(row).not.toContainText('Khẩn, chưa ai xem');
	await expect(alarm).toHaveCount(0);
	await reply(page, 'Hồ nào vậy ông/bà?', 'Hỏi thêm');
	await expectNoFaults(page);

	await sender.answer('Hồ sau chợ.');
	const other = await atDesk(browser, stack, desk, second!);
	await other.goto(page.url());
	await unlock(other, second!);
	await expect(other.getByText('Hồ sau chợ.')).toBeVisible();
	await expect(other.getByText('Cán bộ 2').first()).toBeVisible();

	const answered = await atOnce(anOfficer(page), anOfficer(other));
	await Promise.all([
		reply(page, 'Chúng tôi sẽ đi xem.', 'Trả lời'),
		reply(other, 'Cảm ơn ông/bà.', 'Trả lời')
	]);
	const said = await sender.said();
	const both = ['Chúng tôi sẽ đi xem.', 'Cảm ơn ông/bà.'];
	if (firstOf(answered) === 1) both.reverse();
	expect(said).toEqual(['Hồ nào vậy ông/bà?', 'Hồ sau chợ.', ...both]);

	await test.step('notes stay among officers, and what was opened goes with the keys', async () => {
		await page.getByLabel('Thêm ghi chú').fill('Hỏi anh Ba ở thôn');
		await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
		await expect(page.getByRole('listitem').filter({ hasText: 'Hỏi anh Ba' })).toBeVisible();
		await page.getByRole('button', { name: 'Khóa lại' }).click();
		await expect(page.getByText('Nội dung tin này được khóa')).toBeVisible();
		await expect(page.getByRole('main')).not.toContainText('Hồ sau chợ.');
		await expect(row).toContainText('Tin báo bảo mật');
	});

	await test.step('a member who left loses the key when the next one opens the tip', async () => {
		const { officer } = second!;
		await stack.sql`update staff.officers set disabled_at = now() where user_id = ${officer.id}`;
		await unlock(page, first!);
		await expect(page.getByText('Khóa của tin đã được thay')).toBeVisible();
		await reply(page, 'Từ nay chỉ còn tôi và trưởng đơn vị.', 'Trả lời');
		expect((await sender.said()).slice(-2)).toEqual([
			'rekey',
			'Từ nay chỉ còn tôi và trưởng đơn vị.'
		]);
		await expectNoFaults(page);
	});
});

test('a tip is joined with another, classified and closed with its number typed; search stays on this machine', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const first = desk.members[1]!;
	const one = await sendTip(stack, desk, { story: 'Xe chở cát lậu', plates: ['76C99999'] });
	const two = await sendTip(stack, desk, { story: 'Lại chiếc xe ấy', plates: ['76C99999'] });
	const page = await atDesk(browser, stack, desk, first);
	await page.getByRole('link', { name: one.reference }).click();
	await unlock(page, first);
	await expect(page.getByRole('heading', { name: 'Tin tương tự' })).toBeVisible();
	await expect(page.getByRole('article')).toContainText(two.reference);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')));
	await page.getByLabel('Tìm trong tin đã mở').fill('76C-999.99');
	await expect(page.locator('.rows a')).toHaveCount(2);
	// Long enough that no sealed bytes spell them by chance.
	expect(asked.join()).not.toMatch(/76C\W?999\W?99/i);
	await page.getByLabel('Tìm trong tin đã mở').fill('cho cat LAU');
	await expect(page.locator('.rows a')).toHaveCount(1);
	expect(asked.join()).not.toMatch(/cho.{1,3}cat.{1,3}lau/i);
	await page.getByLabel('Tìm trong tin đã mở').fill('');

	await test.step('two tips of one sender are joined, which an officer of both undoes', async () => {
		await page.getByText('Ghép với tin báo khác').click();
		await page.getByLabel('Tin kia').selectOption(two.id);
		await page.getByRole('button', { name: 'Ghép hai tin' }).click();
		const joined = page.getByRole('region', { name: 'Tin của cùng người gửi' });
		await joined.getByRole('link', { name: two.reference }).click();
		await expect(joined.getByRole('link', { name: one.reference })).toBeVisible();
		await expect(page.getByText('Ghép với một tin khác', { exact: true })).toBeVisible();
		await expectNoFaults(page);
		await joined.getByRole('button', { name: 'Bỏ ghép' }).click();
		await expect(joined.getByRole('link')).toHaveCount(0);
		await page.locator('.rows a').filter({ hasText: one.reference }).click();
		await expect(page.getByText('Xe chở cát lậu')).toBeVisible();
	});

	await page.getByRole('button', { name: 'Phân loại' }).click();
	await page.getByLabel('Tin báo về tội phạm').check();
	await page.getByRole('button', { name: 'Phân loại' }).last().click();
	await expect(page.getByText('BLTTHS 2015, Điều 147 khoản 1')).toBeVisible();
	await page.getByRole('button', { name: 'Kết thúc' }).click();
	await page.getByLabel('Trùng tin khác').check();
	await page.getByLabel('Lý do').fill(`Cùng chiếc xe trong ${two.reference}`);
	await page.getByLabel('Lời nhắn cho người báo tin').fill('Chúng tôi xem cùng tin kia.');
	await page.getByLabel('Gõ các số cuối').fill('1');
	await page.getByRole('button', { name: 'Kết thúc' }).last().click();
	await expect(page.getByText('Chưa đúng với mã hồ sơ.').first()).toBeVisible();
	await page.getByLabel('Gõ các số cuối').fill(one.reference);
	await page.getByRole('button', { name: 'Kết thúc' }).last().click();
	await expect(page.getByText(/Tự xóa ngày \d\d\/\d\d\/\d{4}, còn 30 ngày\./)).toBeVisible();
	await expect(page.getByText('Lý do kết thúc: Trùng tin khác')).toBeVisible();
	// Before it, the room may have got a new key: somebody on the list left in the journey above.
	expect((await one.said()).at(-1)).toBe('Chúng tôi xem cùng tin kia.');
	await expectNoFaults(page);
});

test('an officer who walks away from the desk leaves nothing open', async ({ browser, stack }) => {
	const story = 'Chỉ đọc khi có người ngồi trước máy';
	const sender = await sendTip(stack, desk, { story });
	const page = await atDesk(browser, stack, desk, desk.members[1]!);
	await page.clock.install();
	await page.reload();
	await page.getByRole('link', { name: sender.reference }).click();
	await unlock(page, desk.members[1]!);
	await expect(page.getByText(story)).toBeVisible();
	await page.clock.fastForward('31:00');
	await expect(page.getByRole('dialog')).toContainText('Đăng nhập');
	await expect(page.locator('body')).not.toContainText(story);
	await page.getByLabel('Mật khẩu').fill(desk.members[1]!.officer.password);
	await page.getByRole('dialog').getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByLabel('Mã khóa')).toBeVisible();
	await expect(page.locator('body')).not.toContainText(story);
});

test('an officer who takes no tips, and one of another unit, find nothing of it', async ({
	browser,
	stack
}) => {
	const sender = await sendTip(stack, desk, { story: 'Không phải cho ai cũng đọc' });
	for (const wanted of [
		{ unit, roles: ['desk', 'field'] },
		{ unit: '21451', roles: ['investigator'] }
	]) {
		const context = await browser.newContext({ viewport: wide, baseURL: stack.origin });
		const page = await context.newPage();
		await signIn(page, await stack.officer(wanted));
		await expect(
			page.locator('.rows a').or(page.getByText('Không có việc nào')).first()
		).toBeVisible();
		await expect(page.getByRole('main')).not.toContainText(sender.reference);
		await page.goto(`/can-bo?case=${sender.id}`);
		await expect(page.getByRole('alert')).toContainText('Không tìm thấy hồ sơ này.');
		await context.close();
	}
});
