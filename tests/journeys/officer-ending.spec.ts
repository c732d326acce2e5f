/** Whether a tip comes to nothing is said with a reason to officers, in kind words to its sender, and then it is counted down. */
import { title } from './answering.ts';
import { atDesk, unlock } from './at-desk.ts';
import { comeBackWith, openDesk } from './desk.ts';
import { sendTip } from './tip-sent.ts';
import { expect, expectNoFaults, test } from './world.ts';

test.use({ alone: 'officer-ending' });

test('a tip without grounds ends with its reason among officers; its sender reads the last word, and takes it up again', async ({
	page,
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const desk = await openDesk(stack, '21451');
	const tip = await sendTip(stack, desk, 'Nhà bên có tiếng máy lạ ban đêm');
	const [, first] = desk.members;
	const officer = await atDesk(browser, stack, desk, first!);
	await officer.getByRole('link', { name: tip.reference }).click();
	await unlock(officer, first!);
	const daysLeft = async (days: number) => {
		const [row] = await stack.sql<{ day: string }[]>`
			select to_char(house.local_day(ended_at + interval '90 days'), 'DD/MM/YYYY') as day
			from queue.cases where id = ${tip.id}`;
		await expect(officer.getByText(`Tự xóa ngày ${row!.day}, còn ${days} ngày.`)).toBeVisible();
	};

	await officer.getByRole('button', { name: 'Kết thúc' }).click();
	for (const [outcome, days] of [
		['Đã giải quyết', 365],
		['Không có căn cứ', 90],
		['Trùng tin khác', 30]
	] as const)
		await expect(
			officer.getByRole('radio', { name: outcome }),
			'each says how long it is kept'
		).toHaveAccessibleDescription(`Tin được giữ thêm ${days} ngày rồi tự xóa.`);
	await officer.getByLabel('Không có căn cứ').check();
	await officer.getByLabel('Gõ các số cuối').fill(tip.reference.slice(-6));
	await officer.getByRole('button', { name: 'Kết thúc' }).last().click();
	await expect(officer.getByRole('alert').getByRole('link'), 'the reason alone').toHaveCount(1);
	await officer.getByLabel('Lý do').fill('Đã đến ba đêm, đó là máy bơm của hộ bên');
	await officer.getByLabel('Lời nhắn cho người báo tin').fill('Cảm ơn ông/bà. Đó là máy bơm.');
	await officer.getByRole('button', { name: 'Kết thúc' }).last().click();
	const note = officer.getByRole('listitem').filter({ hasText: 'Đã đến ba đêm' });
	await expect(note).toContainText('Lý do kết thúc: Không có căn cứ');
	await expect(officer.getByText('Tự xóa ngày')).toBeVisible();
	await daysLeft(90);
	await expectNoFaults(officer);

	await comeBackWith(page, tip.code, { [desk.unit]: desk.floor });
	await expect(title(page)).toHaveText('Đã kiểm tra, chưa thấy căn cứ');
	await expect(page.getByText('Cán bộ đã kiểm tra và chưa thấy căn cứ để làm tiếp.')).toBeVisible();
	await expect(page.getByText('Cảm ơn ông/bà. Đó là máy bơm.')).toBeVisible();
	await expect(page.getByText('Nội dung được xóa sau khi kết thúc 90 ngày.')).toBeVisible();
	await expect(page.locator('body')).not.toContainText('ba đêm');
	await expectNoFaults(page);

	await test.step('eighty days on ten are left', async () => {
		await stack.sql`update queue.cases set ended_at = ended_at - interval '80 days' where id = ${tip.id}`;
		await officer.reload();
		await unlock(officer, first!);
		await daysLeft(10);
	});
	await test.step('the sender has something to add: it is looked at again, and nothing is counted down', async () => {
		await page.getByLabel('Nội dung nhắn thêm').fill('Nay có thêm xe tải chở đi');
		await page.getByRole('button', { name: 'Gửi tin nhắn' }).click();
		await expect(title(page)).toHaveText('Đang kiểm tra, xác minh');
		await officer.reload();
		await unlock(officer, first!);
		await expect(officer.getByText('Nay có thêm xe tải chở đi')).toBeVisible();
		await expect(officer.getByText('Tự xóa ngày')).toHaveCount(0);
		await expect(officer.getByRole('button', { name: 'Phân loại' })).toBeVisible();
	});
	await officer.context().close();
});
