/** Cards on the motorbike: what was said of them without a signal can be said otherwise until it goes out. */
import { button, drivenDay, takeAlong, unfolded } from './driven.ts';
import { expect, expectNoFaults, test } from './world.ts';

test('cards that were said to be handed over are said otherwise before they are sent', async ({
	page,
	stack,
	context
}) => {
	const { sql } = stack;
	const windows: [number, number][] = [
		[-30, 120],
		[-30, 140],
		[-30, 400]
	];
	const day = await drivenDay(stack, { windows });
	const { id } = day.houses[1]!;
	const theirs = sql`select id from booking.visits where case_id = ${id}`;
	await sql`
		update booking.people set outcome = 'captured', receiver = 'Lê Thị Cháu', card_ready_at = now()
		where visit_id in (${theirs})`;
	await sql`update queue.cases set state = 'card_ready' where id = ${id}`;
	await sql`update booking.stops set kind = 'card' where subject in (${theirs})`;
	await takeAlong(page, day.officers[0]!);
	await context.setOffline(true);
	const gao = await unfolded(page, 'Trần Văn Gạo, Trần Thị Thóc');
	await gao.getByRole('checkbox', { name: 'Trần Văn Gạo' }).check();
	await gao.getByRole('radio', { name: 'Chính chủ' }).check();
	await gao.getByRole('button', { name: 'Ghi đã trao thẻ' }).click();

	await button(page, /^Đã ghi trên máy, chưa gửi/).click();
	await page.getByRole('listitem').getByRole('button', { name: 'Sửa' }).click();
	const sheet = page.getByRole('dialog', { name: 'Trần Văn Gạo' });
	await expect(sheet.getByRole('checkbox', { name: 'Trần Văn Gạo' })).toBeChecked();
	await expect(sheet.getByRole('radio', { name: 'Chính chủ' })).toBeChecked();
	await expectNoFaults(page);
	await sheet.getByRole('checkbox', { name: 'Trần Thị Thóc' }).check();
	await sheet.getByRole('radio', { name: 'Người chủ thẻ đã nêu tên' }).check();
	await sheet.getByRole('button', { name: 'Ghi đã trao thẻ' }).click();
	await expect(sheet.getByRole('alert')).toBeVisible();
	await sheet.getByRole('checkbox', { name: 'Đã xem thẻ của người nhận' }).check();
	await sheet.getByRole('button', { name: 'Ghi đã trao thẻ' }).click();
	await expect(page.getByRole('dialog')).toContainText('Đã ghi trên máy, chưa gửi: 1');
	await page.keyboard.press('Escape');
	await context.setOffline(false);
	await expect(page.getByText('Đã gửi hết')).toBeVisible({ timeout: 30_000 });
	const handed = await sql`
		select name, card_handed_to as to from booking.people
		where visit_id in (${theirs}) and card_handed_at is not null order by position`;
	expect(handed).toEqual([
		{ name: 'Trần Văn Gạo', to: 'named' },
		{ name: 'Trần Thị Thóc', to: 'named' }
	]);
});
