import { callBackOf } from '../../supabase/tests/cases.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, signIn, test, type Page, type TestOfficer } from './world.ts';

/** A unit whose roster no other journey needs. */
const unit = '21472';

test('a shift is handed over on two screens, and where nobody comes the lead is told', async ({
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const lead = await stack.officer({ unit, roles: ['lead'], name: 'Trưởng Thử Mai' });
	const goes = await stack.officer({ unit, roles: ['desk'], name: 'Phạm Thử Giao' });
	const comes = await stack.officer({ unit, roles: ['desk'], name: 'Lê Thử Nhận' });
	const at = async (officer: TestOfficer, width = 1280): Promise<Page> => {
		const viewport = { width, height: 900 };
		const context = await browser.newContext({ viewport, baseURL: stack.origin });
		const page = await context.newPage();
		await signIn(page, officer);
		return page;
	};
	/** The shift changes a few minutes ago. */
	const change = async (minutes: number) => {
		await stack.sql`delete from staff.duty where unit = ${unit}`;
		await stack.sql`insert into staff.duty (unit, officer, post, starts_at, ends_at)
			select ${unit}, x.officer::uuid, 'duty', c.at + x.from_hour * interval '1 hour', c.at + (x.from_hour + 24) * interval '1 hour'
			from (values (${goes.id}, -24), (${comes.id}, 0)) x (officer, from_hour),
				(select date_trunc('minute', now()) - ${minutes}::int * interval '1 minute' as at) c`;
	};
	// Alone with their two cases: what the demonstration has here is another's story.
	await stack.sql`update queue.cases set ended_at = now() where unit = ${unit} and ended_at is null`;
	const fell = await callBackOf(stack.db, unit);
	const nobodys = await callBackOf(stack.db, unit);
	await stack.sql`update queue.cases set assignee = ${goes.id}, fell_to = ${goes.id} where id = ${fell.id}`;
	await change(1);

	const old = await at(goes);
	await expect(old.getByText('Đang trực:')).toBeVisible();
	await test.step('who goes says a line and signs', async () => {
		await old.getByRole('link', { name: 'Mở bàn giao' }).click();
		await old.getByLabel(`Dặn lại về ${fell.reference}`).fill('Hẹn gọi lại sau 9 giờ.');
		// Straight to the button: the line that is on its way is signed along.
		await old.getByRole('button', { name: 'Ký giao ca' }).click();
		await expect(old.getByText('Đã ký bàn giao')).toBeVisible();
		// Above, and in its row of those that were.
		await expect(old.getByText('Một bên đã ký')).toHaveCount(2);
		await picture(old, 'handover');
	});

	await test.step('who comes reads it on a phone, signs and takes over what would be nobody’s', async () => {
		const fresh = await at(comes, 360);
		await fresh.getByRole('link', { name: 'Mở bàn giao' }).click();
		await expect(fresh.getByText('Hẹn gọi lại sau 9 giờ.').first()).toBeVisible();
		const list = fresh.getByRole('region', { name: 'Danh sách bàn giao' });
		const mark = list.getByRole('heading', { name: /^(Chưa ai mở|Cần gọi)/ }).first();
		const words = (await mark.innerText()).replace(/\s*\d+$/, '');
		await expect(
			list.getByText(words, { exact: false }),
			'what the heading says, no line under it says again'
		).toHaveCount(1);
		await expectNoFaults(fresh);
		await fresh.getByRole('button', { name: 'Ký nhận ca' }).click();
		await expect(fresh.getByText('Đã bàn giao').first()).toBeVisible();
		await fresh.getByRole('button', { name: 'Nhận 2 việc của ca trước' }).click();
		await expect(fresh.getByText('Đã nhận 2 việc')).toBeVisible();
		await expect(fresh.getByRole('button', { name: /việc của ca trước/ })).toHaveCount(0);
		const held =
			await stack.sql`select assignee from queue.cases where id in (${fell.id}, ${nobodys.id})`;
		expect(held.map(({ assignee }) => assignee)).toEqual([comes.id, comes.id]);
		await fresh.context().close();
	});

	await test.step('where nobody comes it stands on one side', async () => {
		await change(3);
		await old.goto('/can-bo/ban-giao');
		await old.getByRole('button', { name: 'Ký giao ca' }).click();
		await old.getByText('Người kia không đến').click();
		await old.getByRole('button', { name: 'Ghi là chỉ một bên ký' }).click();
		await expect(old.getByText('Chỉ một bên ký').first()).toBeVisible();
		await old.context().close();
	});

	await test.step('the lead is told, takes note, and fills the roster by keys alone', async () => {
		const page = await at(lead);
		await expect(page.getByText('1 lần đổi ca thiếu chữ ký')).toBeVisible();
		await page.goto('/can-bo/ban-giao');
		await page.getByRole('button', { name: /^Đã xem/ }).click();
		await expect(page.getByText('Trưởng Thử Mai đã xem')).toBeVisible();
		await page.goto('/can-bo/truc-ban');
		await page.getByRole('link', { name: 'Tuần sau' }).click();
		const places = page.getByRole('grid').getByRole('button');
		await places.first().waitFor();
		await page.getByRole('grid').locator('button[tabindex="0"]').focus();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.keyboard.press('Space');
		await page.keyboard.press('Enter');
		await expect(page.getByText('Đã lưu: Thứ Ba')).toBeVisible();
		await expect(places.and(page.locator(':focus'))).toHaveAccessibleName(
			/Thứ Ba.*Trực ban: .+ Thử /
		);
		await expectNoFaults(page);
		await page.context().close();
	});
	await stack.sql`delete from staff.duty where unit = ${unit}`;
});
