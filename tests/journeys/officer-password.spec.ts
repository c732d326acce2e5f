import { hold } from './held.ts';
import { expect, expectNoFaults, signIn, test, toMine, ward } from './world.ts';

test.use({ viewport: { width: 360, height: 780 } });

test('an officer changes the password on their phone; the computer that was left open is signed out, and the lead sees when', async ({
	page,
	stack,
	browser
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	const lead = await stack.officer({ unit: ward, roles: ['lead'] });
	const leftOpen = await browser.newPage({ locale: 'vi-VN' });
	await leftOpen.goto(stack.origin);
	await signIn(leftOpen, officer);
	await expect(leftOpen.locator('.rows a').first()).toBeVisible();

	await signIn(page, officer);
	await toMine(page, officer, 'Mật khẩu và xác thực hai lớp');
	await expect(page.getByText('Đang dùng mật khẩu đặt khi nhận lời mời.')).toBeVisible();
	await expectNoFaults(page);
	const present = page.getByLabel('Mật khẩu hiện tại');
	const fresh = page.getByLabel('Mật khẩu mới');
	const change = page.getByRole('button', { name: 'Đổi mật khẩu' });

	await change.click();
	const summary = page.getByRole('alert').first();
	await expect(summary.getByRole('link')).toHaveCount(2);
	await present.fill('không phải mật khẩu');
	await fresh.fill('một câu dài dễ nhớ');
	await page.getByRole('button', { name: 'Hiện chữ Mật khẩu mới' }).click();
	await expect(fresh).toHaveAttribute('type', 'text');
	await change.click();
	await expect(page.getByRole('link', { name: 'Mật khẩu hiện tại không đúng.' })).toBeVisible();
	// What was shown is hidden once it is sent, and nothing that was typed is lost.
	await expect(fresh).toHaveAttribute('type', 'password');
	await expect(fresh).toHaveValue('một câu dài dễ nhớ');
	await expectNoFaults(page);
	await present.fill(officer.password);
	await fresh.fill(officer.password);
	await change.click();
	await expect(page.getByRole('link', { name: 'Mật khẩu mới giống' })).toBeVisible();
	await fresh.fill('một câu dài dễ nhớ');
	await change.click();
	await expect(page.getByText('Đã đổi mật khẩu. Máy này vẫn đăng nhập')).toBeVisible();
	await expect(page.getByText('Đổi lần gần nhất:')).toBeVisible();
	for (const field of [present, fresh]) await expect(field).toHaveValue('');
	await expectNoFaults(page);
	await page.reload();
	await expect(page.getByText('Đổi lần gần nhất:')).toBeVisible();

	await leftOpen.reload();
	const again = leftOpen.getByRole('dialog', { name: 'Đăng nhập lại để làm tiếp' });
	await expect(again).toContainText('hoặc vì mật khẩu vừa được đổi');
	await again.getByLabel('Thư điện tử').fill(officer.email);
	await again.getByLabel('Mật khẩu').fill('một câu dài dễ nhớ');
	await leftOpen.keyboard.press('Enter');
	await expect(again).toBeHidden();
	await leftOpen.close();

	await signIn(page, lead);
	await page.goto('/can-bo/thiet-lap/can-bo');
	const officers = page.getByRole('table', { name: 'Cán bộ của đơn vị' });
	await expect(officers.getByRole('row').filter({ hasText: officer.email })).toContainText(
		'Đổi mật khẩu:'
	);
});

test('an officer who forgot the password gets a link from their lead, sets another on their phone, and is in with the same account', async ({
	page,
	stack,
	browser
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	const lead = await stack.officer({ unit: ward, roles: ['lead'], name: 'Lê Thị Trưởng' });
	await signIn(page, lead);
	await page.goto('/can-bo/thiet-lap/can-bo');
	const rowOf = ({ email }: { email: string }) => page.getByRole('row').filter({ hasText: email });
	const offer = { name: /^Mật khẩu mới/ };
	await expect(rowOf(lead).getByRole('button', offer)).toHaveCount(0);
	await rowOf(officer).getByRole('button', offer).click();
	const dialog = page.getByRole('dialog', { name: `Mật khẩu mới cho ${officer.name}` });
	await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
	await expect(dialog.getByRole('alert').first().getByRole('link')).toHaveCount(1);
	await expectNoFaults(page);
	await dialog.getByLabel('Vì sao cần mật khẩu mới').fill('Đã gặp tại trụ sở');
	const slow = await hold(page, 'staff_reset_make', 'Đã gặp tại trụ sở');
	await dialog.getByRole('button', { name: 'Tạo đường dẫn' }).click();
	// On its way, and then shown once: neither Esc nor the other button takes it away.
	await page.keyboard.press('Escape');
	await dialog.getByRole('button', { name: 'Đóng', exact: true }).click();
	slow.release();
	await expect(dialog.getByLabel('Đường dẫn đặt mật khẩu mới')).toBeVisible();
	await page.keyboard.press('Escape');
	const link = await dialog.getByLabel('Đường dẫn đặt mật khẩu mới').inputValue();
	await expectNoFaults(page);
	await dialog.getByRole('button', { name: 'Đã đưa, về danh sách' }).click();
	await expect(dialog).toBeHidden();

	const phone = await browser.newPage({ locale: 'vi-VN', viewport: { width: 360, height: 780 } });
	await phone.goto(link);
	await expect(phone.getByText(officer.email)).toBeVisible();
	await expect(phone.getByText('Mã này để đặt mật khẩu mới')).toBeVisible();
	await expectNoFaults(phone);
	const set = phone.getByRole('button', { name: 'Đặt mật khẩu mới' });
	const fresh = phone.getByLabel('Mật khẩu mới', { exact: true });
	await fresh.fill('ngắn');
	await set.click();
	await expect(phone.getByRole('alert').first().getByRole('link')).toHaveCount(1);
	await fresh.fill('một câu khác dễ nhớ');
	await set.click();
	await phone.waitForURL((url) => url.pathname === '/can-bo');
	await expect(phone.locator('.rows a').first()).toBeVisible();

	// Who asked for none reads here who made it, and why.
	await toMine(phone, officer, 'Mật khẩu và xác thực hai lớp');
	const made = phone.getByRole('row').filter({ hasText: 'Đã gặp tại trụ sở' });
	await expect(made).toContainText('Tạo đường dẫn đặt mật khẩu mới');
	await expect(made).toContainText('Lê Thị Trưởng');
	await expectNoFaults(phone);

	await phone.goto('/can-bo/loi-moi');
	await phone.getByLabel('Mã lời mời').fill(link);
	await phone.getByRole('button', { name: 'Kiểm tra lời mời' }).click();
	await expect(phone.getByText('Mã này đã được dùng.')).toBeVisible();
	await expectNoFaults(phone);
	await phone.close();
});
