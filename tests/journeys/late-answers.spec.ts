/** An answer comes late, when its officer has gone on to something else: it touches nothing of what is open by then. */
import { quietWorld } from './answering.ts';
import { bookVisit } from './booked.ts';
import { hold } from './held.ts';
import { expect, signIn, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('an officer’s note that waits for its draft goes to no other case that they have opened by then', async ({
	page,
	stack
}) => {
	const first = await bookVisit(stack);
	const second = await bookVisit(stack, ['Trần Thị Mận'], first.world);
	await signIn(page, await stack.officer({ unit: first.world.unit, roles: ['desk'] }));
	const article = page.getByRole('article');
	const open = async ({ reference }: { reference: string }) => {
		await page.locator('.rows a', { hasText: reference }).click();
		// Each of the two names the other as one that may be the same.
		await expect(article.getByText(`${reference}, qua cổng`)).toBeVisible();
	};
	await open(first);
	await page.keyboard.press('n');
	const draft = await hold(page, 'queue_draft_save', 'Con gái hẹn');
	await article.getByLabel('Ghi chú nội bộ').fill('Con gái hẹn gọi lại');
	await draft.asked;
	await article.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await open(second);
	draft.release();
	await expect(page.getByText(`Chưa làm được với ${first.reference}.`)).toBeVisible();
	const [{ notes } = { notes: null }] = await stack.sql`
		select count(*)::int as notes from queue.events e join queue.cases c on c.id = e.case_id
		where e.code = 'note' and c.unit = ${first.world.unit}`;
	expect(notes).toBe(0);
	// What was typed is where it belongs.
	await open(first);
	await page.keyboard.press('n');
	await expect(article.getByLabel('Ghi chú nội bộ')).toHaveValue('Con gái hẹn gọi lại');
});

test('a lead who edits the next officer keeps what is typed when the one before has been saved', async ({
	page,
	stack
}) => {
	const { unit } = await quietWorld(stack);
	const one = await stack.officer({ unit, roles: ['desk'] });
	const other = await stack.officer({ unit, roles: ['desk'] });
	await signIn(page, await stack.officer({ unit, roles: ['lead'] }));
	await page.goto('/can-bo/thiet-lap/can-bo');
	const edit = ({ id }: { id: string }) => page.locator(`a[href$="edit=${id}"]`).click();
	const name = page.getByLabel('Họ và tên');
	await edit(one);
	await name.fill('Phan Thị Trước Tiên');
	const saving = await hold(page, 'staff_officer_save', 'Phan Thị Trước Tiên');
	await page.getByRole('button', { name: 'Lưu cán bộ' }).click();
	await saving.asked;
	await page.getByRole('link', { name: 'Cán bộ và lời mời' }).last().click();
	await edit(other);
	await name.fill('Phan Thị Sau Này');
	const read = page.waitForResponse('**/rest/v1/rpc/staff_list');
	saving.release();
	await expect(page.getByText('Đã lưu: Phan Thị Trước Tiên')).toBeVisible();
	await read;
	await expect(name).toHaveValue('Phan Thị Sau Này');
	await page.getByRole('button', { name: 'Lưu cán bộ' }).click();
	await expect(page.getByText('Đã lưu: Phan Thị Sau Này')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Sửa Phan Thị Trước Tiên' })).toBeVisible();
});

test('a lead who decides about two lines, one after the other, waits for neither', async ({
	page,
	stack
}) => {
	const { unit } = await quietWorld(stack);
	const [day] = await stack.sql<{ first: string }[]>`
		insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed, note)
		select ${unit}, current_date + n, false, false, 'Ngày ' || n from unnest(array[200, 201]) n
		returning day::text as first`;
	await signIn(page, await stack.officer({ unit, roles: ['lead'] }));

	await page.goto('/can-bo/thiet-lap/ngay-nghi');
	const lineOf = (note: string) => page.getByRole('row').filter({ hasText: note });
	const removing = lineOf('Ngày 200').getByRole('button', { name: /^Bỏ/ });
	await expect(removing).toBeVisible();
	const slow = await hold(page, 'unit_day_remove', day!.first);
	await removing.click();
	await slow.asked;
	await lineOf('Ngày 201').getByRole('button', { name: /^Bỏ/ }).click();
	await expect(lineOf('Ngày 201')).toHaveCount(0);
	await expect(lineOf('Ngày 200').getByRole('button', { name: 'Đang lưu' })).toBeVisible();
	slow.release();
	await expect(lineOf('Ngày 200')).toHaveCount(0);

	await page.goto('/can-bo/thiet-lap/thoi-han');
	const off = page.getByRole('button', { name: /^Không cho tạm dừng/ });
	await expect(off.first()).toBeVisible();
	const before = await off.count();
	let asked = 0;
	const line = Promise.withResolvers<void>();
	await page.route('**/rest/v1/rpc/queue_pause_rule_save', async (route) => {
		if (++asked === 1) await line.promise;
		await route.continue();
	});
	await off.first().click();
	await expect(page.getByRole('button', { name: 'Đang lưu' })).toBeVisible();
	await off.first().click();
	await expect(off).toHaveCount(before - 2);
	line.resolve();
	await expect(page.getByRole('button', { name: 'Đang lưu' })).toHaveCount(0);
	await expect(off).toHaveCount(before - 2);
});
