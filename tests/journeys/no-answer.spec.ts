/** The portal stands still: whoever sends something sees that it is being sent, is told that no answer came, and loses nothing. */
import { cases, quietWorld, title } from './answering.ts';
import { bookVisit } from './booked.ts';
import { hold } from './held.ts';
import { expect, expectNoFaults, signIn, test, type Page } from './world.ts';

/** From now on each such request does what it is about, and its answer stands on the line: those that stand there, oldest first. */
async function holdAnswers(page: Page, address: string, body: string) {
	const held: string[] = [];
	await page.route(address, async (route) => {
		const said = route.request().postData() ?? '';
		if (!said.includes(body)) return route.fallback();
		await route.fetch();
		held.push(said);
	});
	return held;
}

/** The page waits fifteen seconds for an answer, three times: `held` says how many requests stand on the line. */
async function patience(page: Page, held: readonly string[]) {
	for (let tried = 1; tried <= 3; tried++) {
		await expect.poll(() => held.length).toBe(tried);
		await page.clock.runFor(15_000);
	}
}

test('a grandmother who asks for a call while nothing answers waits knowingly, is told, and is called once', async ({
	page,
	stack
}) => {
	const world = await quietWorld(stack);
	await page.clock.install();
	await page.goto('/goi-lai');
	await page.getByLabel('Họ và tên của ông/bà').fill('Võ Thị Sương');
	await page.getByLabel('Số điện thoại của ông/bà').fill('0900000106');
	await page.getByLabel('Xã, phường trước ngày').selectOption(world.area);
	await page.getByLabel('Muốn hỏi việc gì?').fill('Làm thẻ cho chồng tôi');
	const held = await holdAnswers(page, '**/functions/v1/booking', 'Làm thẻ cho chồng tôi');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();

	const waiting = page.getByRole('button', { name: 'Đang gửi…' });
	await expect(waiting).toBeVisible();
	// Its words must be read under the finger that pressed it, too.
	const colours = () =>
		waiting.evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]);
	await waiting.hover();
	const pointedAt = await colours();
	await page.mouse.move(0, 0);
	expect(pointedAt).toEqual(await colours());
	await expectNoFaults(page);
	await patience(page, held);
	await expect(page.getByRole('alert')).toContainText('chưa nhận được trả lời');
	await expect(page.getByLabel('Muốn hỏi việc gì?')).toHaveValue('Làm thẻ cho chồng tôi');
	await expectNoFaults(page);

	await page.unrouteAll({ behavior: 'ignoreErrors' });
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await expect(title(page)).toContainText('Cán bộ sẽ gọi lại');
	expect(await cases(stack, world.unit)).toBe(1);
});

test('an officer’s note that nobody answers stays in its field, and is there once when it is sent again', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	await page.setViewportSize({ width: 1280, height: 900 });
	await page.clock.install();
	await signIn(page, await stack.officer({ unit: visit.world.unit, roles: ['desk'] }));
	await page.getByRole('link', { name: visit.reference }).click();
	await expect(page.getByRole('article')).toBeVisible();
	await page.keyboard.press('n');
	const note = page.getByRole('article').locator('textarea');
	await note.fill('Con gái hẹn gọi lại');
	const held = await holdAnswers(page, '**/rest/v1/rpc/*', 'Con gái hẹn gọi lại');
	const save = page.getByRole('article').getByRole('button', { name: /Lưu/ });
	await save.click();
	await patience(page, held);
	// A list that was just being asked for waits no longer either, and says so above itself.
	const refused = page.getByRole('article').getByRole('alert');
	await expect(refused).toContainText('chưa nhận được trả lời');
	await expect(note).toHaveValue('Con gái hẹn gọi lại');

	await page.unrouteAll({ behavior: 'ignoreErrors' });
	await save.click();
	await expect(page.getByRole('listitem').filter({ hasText: 'Con gái hẹn gọi lại' })).toHaveCount(
		1
	);
	const [{ notes }] = await stack.sql<[{ notes: number }]>`
		select count(*)::int as notes from queue.events e join queue.cases c on c.id = e.case_id
		where c.reference = ${visit.reference} and e.code = 'note'`;
	expect(notes).toBe(1);
});

test('an officer whose line is slow goes on to the next case: the answer of the first takes nothing from the second', async ({
	page,
	stack
}) => {
	const first = await bookVisit(stack);
	const second = await bookVisit(stack, ['Trần Thị Mận'], first.world);
	await page.setViewportSize({ width: 1280, height: 900 });
	await signIn(page, await stack.officer({ unit: first.world.unit, roles: ['desk'] }));
	const article = page.getByRole('article');
	const note = article.getByLabel('Ghi chú nội bộ');
	const noteOn = async ({ reference }: { reference: string }, words: string) => {
		await page.locator('.rows a', { hasText: reference }).click();
		// Each of the two names the other as one that may be the same.
		await expect(article.getByText(`${reference}, qua cổng`)).toBeVisible();
		await page.keyboard.press('n');
		await note.fill(words);
	};
	await noteOn(first, 'Con gái hẹn gọi lại');
	const slow = await hold(page, 'queue_note', 'Con gái hẹn');
	await article.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await noteOn(second, 'Nhà có chó dữ');
	const answered = page.waitForResponse('**/rest/v1/rpc/queue_note');
	slow.release();
	await answered;
	await expect(page.getByText(`Đã xong ở ${first.reference}: Ghi chú.`)).toBeVisible();
	await expect(note).toHaveValue('Nhà có chó dữ');
	await article.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await expect(page.getByText('Đã xong: Ghi chú.')).toBeVisible();
	const notes = await stack.sql`
		select c.reference from queue.events e join queue.cases c on c.id = e.case_id
		where e.code = 'note' and c.unit = ${first.world.unit} order by e.at`;
	expect(notes.map(({ reference }) => reference)).toEqual([first.reference, second.reference]);
});
