import { callBackOf, visitOf } from '../../supabase/tests/cases.ts';
import { expect, expectNoFaults, nobodys, signIn, test } from './world.ts';

/** A unit in which nobody else works on this morning. */
const unit = '21478';

test.use({ viewport: { width: 1280, height: 900 } });

test('a desk officer’s Monday: sixty new items, and by the keyboard each has somebody, a call or an answer', async ({
	page,
	stack
}) => {
	const { sql, db } = stack;
	const officer = await stack.officer({ unit, roles: ['desk'], name: 'Nguyễn Thị Trực' });
	const colleague = await stack.officer({ unit, roles: ['desk'], name: 'Lê Văn Cùng' });
	// What the demonstration has here is another's story.
	await sql`update queue.cases set ended_at = now() where unit = ${unit} and ended_at is null`;
	for (let n = 0; n < 30; n++) await Promise.all([callBackOf(db, unit), visitOf(db, unit)]);
	const [weekend] =
		await sql`select count(*)::int as n from queue.cases where unit = ${unit} and ended_at is null`;
	expect(weekend!.n).toBe(60);
	await nobodys(stack, unit);

	await signIn(page, officer);
	const views = page.getByRole('navigation', { name: 'Cách xem', exact: true });
	const rows = page.locator('.rows a');
	const left = (view: string) => views.getByRole('link', { name: view });
	await test.step('the morning begins with what nobody has', async () => {
		await expect(left('Chưa giao')).toContainText('60');
		await expect(left('Của tôi')).toHaveText(/ 0$/);
		await left('Chưa giao').click();
		await expect(rows.first()).toBeVisible();
		await expectNoFaults(page);
	});

	await test.step('all calls go to the officer and all visits to a colleague, in two commands', async () => {
		for (const [kind, name] of [
			['call_back', officer.name],
			['home_visit', colleague.name]
		] as const) {
			await page.getByLabel('Loại việc').selectOption(kind);
			await expect(rows).toHaveCount(30);
			for (const key of ['j', 'k', 'x']) await page.keyboard.press(key);
			await page.getByRole('button', { name: 'Chọn cả 30 việc đang hiện' }).click();
			await page.getByRole('button', { name: 'Phân công' }).click();
			await page.getByLabel('Giao cho').selectOption({ label: name });
			await page.getByRole('dialog').getByRole('button', { name: 'Phân công' }).click();
			await expect(page.getByText('Đã xong 30 trên 30 việc.')).toBeVisible();
			await page.getByRole('button', { name: 'Đóng' }).click();
			await expect(rows).toHaveCount(0);
		}
		await left('Chưa giao').click();
		await expect(left('Chưa giao')).toHaveText(/ 0$/);
	});

	await test.step('twelve people are called one after the other, each by six keys', async () => {
		await left('Của tôi').click();
		await expect(rows).toHaveCount(30);
		for (let called = 0; called < 12; called++) {
			if (called > 0) await page.keyboard.press('j');
			await page.keyboard.press('Enter');
			const article = page.getByRole('article');
			await expect(article).not.toContainText('Gọi điện: nghe máy');
			await page.keyboard.press('c');
			await expect(page.getByRole('radio').first()).toBeFocused();
			await page.keyboard.press('1');
			await page.keyboard.press('Control+Enter');
			await expect(article).toContainText('Gọi điện: nghe máy');
			await expect(page.getByRole('radio')).toHaveCount(0);
		}
		const calls = await sql`
			select count(distinct e.case_id)::int as n from queue.events e join queue.cases c on c.id = e.case_id
			where c.unit = ${unit} and e.code = 'call' and e.officer = ${officer.id}`;
		expect(calls[0]!.n).toBe(12);
	});
});
