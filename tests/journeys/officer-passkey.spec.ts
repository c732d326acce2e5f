import { keyed } from './desk.ts';
import { expect, expectNoFaults, test, ward, type Page } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

/** Gives the page's computer a fingerprint reader whose passkeys lend keys, with the right finger on it or another. */
async function reader(page: Page) {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('WebAuthn.enable');
	return async (isUserVerified: boolean) => {
		const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				ctap2Version: 'ctap2_1',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				hasPrf: true,
				automaticPresenceSimulation: true,
				isUserVerified
			}
		});
		return {
			remove: () => cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
			forget: () => cdp.send('WebAuthn.clearCredentials', { authenticatorId })
		};
	};
}

test('an officer adds a passkey, opens their keys with it, and goes back to the printed code', async ({
	page,
	stack
}) => {
	test.setTimeout(120_000);
	const { officer, code, holder } = await keyed(stack, ward, ['investigator']);
	const plug = await reader(page);
	// A passkey belongs to a name; a number has none.
	const origin = stack.origin.replace('127.0.0.1', 'localhost');
	const keys = `${origin}/can-bo/khoa`;
	const wire: string[] = [];
	page.on('request', (request) => wire.push(request.postData() ?? ''));
	await page.goto(`${origin}/can-bo/dang-nhap`);
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await page.waitForURL((url) => url.pathname === '/can-bo');
	await page.goto(keys);
	const unlock = async () => {
		await page.getByLabel('Mã khóa').fill(code);
		await page.getByRole('button', { name: 'Mở khóa', exact: true }).click();
		await expect(page.getByText('Khóa của ông/bà đang mở')).toBeVisible();
	};
	await expect(page.getByText('Mở khóa trước rồi mới thêm được')).toBeVisible();
	await unlock();

	let own: Awaited<ReturnType<typeof plug>> | undefined;
	await test.step('only with a name, and only if the device says yes', async () => {
		const add = page.getByRole('button', { name: 'Thêm khóa truy cập của máy này' });
		await add.click();
		await expect(page.getByText('Xin đặt tên cho khóa').first()).toBeVisible();
		await page.getByLabel('Tên để nhận ra máy').fill('Máy bàn phòng trực');
		const other = await plug(false);
		await add.click();
		await expect(page.getByText('Máy chưa xác nhận')).toBeVisible();
		await expectNoFaults(page);
		await other.remove();
		own = await plug(true);
		await add.click();
		await expect(
			page.getByRole('listitem').filter({ hasText: 'Máy bàn phòng trực' })
		).toBeVisible();
		await expectNoFaults(page);
	});

	await test.step('the server holds a file to one passkey, and no key', async () => {
		const [row] = await stack.sql`select encode(p.bundle, 'escape') as file, p.credential
			from staff.passkeys p join staff.keys k on k.id = p.keys where k.officer = ${officer.id}`;
		expect(row!.file).toMatch(
			/^age-encryption\.org\/v1\n-> age-encryption\.org\/fido2prf \S{22}\n/
		);
		expect(row!.credential).toMatch(/^AGE-PLUGIN-FIDO2PRF-1/);
		expect(wire.join()).not.toContain(holder.identity);
	});

	const open = page.getByRole('button', { name: 'Mở bằng khóa truy cập “Máy bàn phòng trực”' });
	await test.step('on another day the device opens the keys', async () => {
		await page.reload();
		await open.click();
		await expect(page.getByText('Khóa của ông/bà đang mở')).toBeVisible();
		await page.getByRole('button', { name: 'Khóa lại' }).click();
		await expectNoFaults(page);
	});

	await test.step('a device that lost its passkey is no way in; the code still is', async () => {
		await own!.forget();
		await open.click();
		await expect(page.getByText('Xin thử lại, hoặc dùng mã khóa')).toBeVisible();
		await expectNoFaults(page);
		await unlock();
		await page.getByRole('button', { name: 'Bỏ Máy bàn phòng trực' }).click();
		await expect(page.getByText('Đã bỏ khóa truy cập').first()).toBeVisible();
		await page.reload();
		await expect(page.getByLabel('Mã khóa')).toBeVisible();
		await expect(page.getByText('Mở khóa trước rồi mới thêm được')).toBeVisible();
		await expect(open).toHaveCount(0);
	});

	await test.step('at an address that is a number, only the code is offered', async () => {
		await page.goto(`${stack.origin}/can-bo/dang-nhap`);
		await page.getByLabel('Thư điện tử').fill(officer.email);
		await page.getByLabel('Mật khẩu').fill(officer.password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await page.waitForURL((url) => url.pathname === '/can-bo');
		await page.goto(`${stack.origin}/can-bo/khoa`);
		await expect(page.getByText('không dùng được khóa truy cập')).toBeVisible();
	});
});
