import { codeOf, withFactors } from '../stack/second-factor.ts';
import { picture } from './picture.ts';
import { keptIn } from './kept-in.ts';
import {
	atTheList,
	expect,
	expectNoFaults,
	goTo,
	nobodys,
	signIn,
	signOut,
	test,
	ward
} from './world.ts';
import { invite } from '../../supabase/local/officers.ts';

test('an officer who mistypes the password is told so, and their address stays', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await page.goto('/can-bo/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill('không phải mật khẩu');
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('alert')).toContainText('Thư điện tử hoặc mật khẩu không đúng');
	await expect(page.getByLabel('Thư điện tử')).toHaveValue(officer.email);
	await expectNoFaults(page);
});

test('an officer who was disabled is told whom to ask', async ({ page, stack }) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await stack.sql`update staff.officers set disabled_at = now() where user_id = ${officer.id}`;
	await page.goto('/can-bo/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('alert')).toContainText('Tài khoản này đã bị khóa');
});

test('an officer without a line keeps what they typed and is told why', async ({
	page,
	stack,
	context
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await page.goto('/can-bo/dang-nhap');
	// It can be read before it hears anything: the line goes once the page is whole.
	await page.waitForLoadState('networkidle');
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await context.setOffline(true);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page.getByRole('alert')).toContainText('Những gì đã nhập vẫn còn');
	await context.setOffline(false);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => url.pathname === '/can-bo');
});

test('somebody without a session is sent to sign in and back to the case they wanted', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await page.goto('/can-bo?kind=call_back');
	await page.waitForURL((url) => url.pathname === '/can-bo/dang-nhap');
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => url.pathname === '/can-bo' && url.search === '?kind=call_back');
});

test('an invited officer checks the words, makes the account and stands before the list', async ({
	page,
	stack
}) => {
	const email = 'can-bo-moi@example.test';
	const roles = ['desk'];
	const token = await invite(stack.sql, { unit: ward, name: 'Lê Thị Mới', email, roles });
	await page.goto(`/can-bo/loi-moi#${token}`);
	await expect(page.getByText('Lê Thị Mới')).toBeVisible();
	await expect(page.getByText('Trực ban', { exact: true })).toBeVisible();
	await expectNoFaults(page);
	await picture(page, 'invitation');
	await page.getByLabel('Mật khẩu mới').fill('ngắn');
	await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await page.getByLabel('Mật khẩu mới').fill('một câu dài dễ nhớ');
	await page.getByRole('button', { name: 'Tạo tài khoản' }).click();
	await page.waitForURL((url) => url.pathname === '/can-bo');
	await goTo(page, 'Hướng dẫn');
	await expect(page.getByRole('heading', { name: 'Trực ban', level: 1 })).toBeVisible();
	const shown = page.getByRole('img', { name: 'Danh sách việc bên trái, hồ sơ đang mở bên phải' });
	await expect(shown).toHaveJSProperty('complete', true);
	expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
	await expectNoFaults(page);
	await page.getByRole('article').getByRole('link', { name: 'Bắt đầu' }).click();
	await expect(page.getByRole('heading', { name: 'Sổ tay cán bộ: bắt đầu' })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation')).toHaveCount(0);
	await page.emulateMedia({ media: null });
	await page.goto(`/can-bo/loi-moi#${token}`);
	await expect(page.getByText('Lời mời này đã được dùng')).toBeVisible();
});

test('an idle session asks for the password again and keeps a half-written note', async ({
	page,
	stack
}) => {
	const officer = await atTheList(page, stack);
	await page.locator('.rows a').first().click();
	await page.getByRole('button', { name: 'Việc khác' }).click();
	await page.getByRole('button', { name: 'Ghi chú' }).click();
	await page.getByLabel('Ghi chú nội bộ').fill('Bà Sen nghe kém, gọi buổi sáng');
	await stack.sql`update staff.sessions set last_seen = now() - interval '31 minutes' where user_id = ${officer.id}`;
	const again = page.getByRole('dialog', { name: 'Đăng nhập lại để làm tiếp' });
	// Whatever is asked first is refused: the note, or what the page asks by itself and then no press reaches the button.
	await expect(async () => {
		if (await again.isHidden())
			await page.getByRole('button', { name: 'Lưu ghi chú' }).click({ timeout: 1_000 });
		await expect(again).toBeVisible();
	}).toPass();
	for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
	await expect(again).toBeVisible();
	await expectNoFaults(page);
	await expect(again.getByLabel('Mật khẩu')).toBeFocused();
	await page.keyboard.type(officer.password);
	await page.keyboard.press('Enter');
	await expect(again).toBeHidden();
	await expect(page.getByLabel('Ghi chú nội bộ')).toHaveValue('Bà Sen nghe kém, gọi buổi sáng');
	await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await expect(page.getByText('Đã xong: Ghi chú.')).toBeVisible();
});

test('signing out in one tab ends the other, and this browser keeps nothing of the officer or of what was read', async ({
	context,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	const [one, two] = [await context.newPage(), await context.newPage()];
	await signIn(one, officer);
	await two.goto('/can-bo');
	await two.locator('.rows a').first().click();
	const reference = /[A-Z]+-[\w-]+/.exec(await two.getByRole('article').innerText())![0];
	expect(await keptIn(one)).toContain(officer.email);
	await signOut(one, officer);
	for (const page of [one, two]) {
		await page.waitForURL((url) => url.pathname === '/can-bo/dang-nhap');
		const kept = await keptIn(page);
		for (const words of [officer.email, officer.name, officer.id, reference, '_token'])
			expect(kept).not.toContain(words);
	}
});

test('an officer whose unit comes to require a second factor sets it up over the open page, and is asked for it from then on', async ({
	page,
	stack
}) => {
	const auth = await withFactors(stack);
	const officer = await stack.officer({ unit: '21457', roles: ['desk'] });
	await nobodys(stack, '21457');
	await page.goto(`${auth.origin}/can-bo/dang-nhap`);
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.locator('.rows a').first().click();
	await expect(page.getByRole('article')).toBeVisible();
	await page.keyboard.press('n');
	const note = page.getByRole('article').getByRole('textbox').first();
	await note.fill('Gọi lại sau buổi chợ');
	await stack.sql`update unit.settings set require_mfa = true, mfa_from = now() where unit = '21457'`;
	await note.press('Control+Enter');
	const layer = page.getByRole('dialog');
	await layer.getByRole('button', { name: 'Thiết lập xác thực hai lớp' }).click();
	await expect(layer.getByRole('img', { name: 'Mã QR chứa khóa' })).toBeVisible();
	await expectNoFaults(page);
	const secret = await layer.locator('.secret').innerText();
	await layer.getByLabel('Mã 6 số').fill('123 45');
	await layer.getByRole('button', { name: 'Xác nhận mã đầu tiên' }).click();
	await expect(layer.getByRole('link', { name: 'chưa đúng dạng' })).toBeVisible();
	await layer.getByLabel('Mã 6 số').fill(codeOf(secret));
	await layer.getByRole('button', { name: 'Xác nhận mã đầu tiên' }).click();
	await expect(layer).toHaveCount(0);
	await expect(note).toHaveValue('Gọi lại sau buổi chợ');
	await note.press('Control+Enter');
	await expect(page.getByText('Đã xong: Ghi chú.')).toBeVisible();

	await signOut(page, officer);
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await layer.getByLabel('Mã 6 số').fill(codeOf(secret));
	await layer.getByRole('button', { name: 'Tiếp tục' }).click();
	// Back at the case that was open.
	await expect(page.getByRole('article')).toBeVisible();
	await stack.sql`update unit.settings set require_mfa = false, mfa_from = null where unit = '21457'`;
	await auth.stop();
});
