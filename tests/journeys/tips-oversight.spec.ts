import { title } from './answering.ts';
import { atDesk, unlock } from './at-desk.ts';
import { openBuiltWith, openDesk, openFromHome, type Desk } from './desk.ts';
import { begin, goOn, keepCode, send, tell } from './telling.ts';
import { caseOf, readBy, sendTip } from './tip-sent.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

const unit = '21451';
const elsewhere = '21478';
test.use({ alone: 'tips-oversight', actionTimeout: 20_000 });

let local: Desk;
let other: Desk;
test.beforeAll(async ({ stack }) => {
	local = await openDesk(stack, unit);
	other = await openDesk(stack, elsewhere);
	await stack.sql`update unit.settings set oversight_desk = ${elsewhere} where unit = ${unit}`;
	// What their officers see is not nothing.
	await sendTip(stack, local, 'Việc của phường, như mọi ngày');
	await sendTip(stack, other, 'Việc của phường kia, như mọi ngày');
});

/** What a sender answers to whether a local officer is in it, each of which leads past the local unit. */
const ways: { story: string; answer: (page: Page) => Promise<void>; urgent?: true }[] = [
	{
		story: 'Cán bộ thu tiền của quán karaoke',
		urgent: true,
		answer: (page) => page.getByRole('radio', { name: /^Có/ }).check()
	},
	{
		story: 'Không rõ ai báo trước cho sòng bạc',
		answer: async (page) => {
			await page.getByRole('radio', { name: 'Tôi không rõ' }).check();
			await expect(page.getByRole('radio', { name: 'Công an phường Trà Câu' })).toBeVisible();
			await expectNoFaults(page);
			await page.getByRole('radio', { name: /^Nơi khác/ }).check();
		}
	},
	{
		story: 'Trộm ở bến, nhưng xin gửi nơi khác',
		answer: async (page) => {
			await page.getByRole('radio', { name: 'Không', exact: true }).check();
			await page.getByLabel('Tôi vẫn muốn gửi cho nơi khác').check();
		}
	}
];

/** From the answer to the page that asks to check everything. */
async function untilCheck(page: Page, { story, answer, urgent }: (typeof ways)[number]) {
	await begin(page);
	await answer(page);
	await goOn(page);
	await tell(page, story);
	await expect(title(page)).toContainText('Có ai đang gặp nguy hiểm không?');
	if (urgent) {
		await expect(page.getByText('máy chủ thấy là có một tin khẩn')).toBeVisible();
		await page.getByLabel('Đánh dấu tin này là khẩn').check();
	}
	await page.getByLabel('Không', { exact: true }).check();
	for (let step = 0; step < 2; step++) await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
}

/** The officer's queue, asked for anew: every number in it and every count, but not what changes with the hour. */
async function queueOf(page: Page) {
	await page.goto('/can-bo');
	await expect(page.locator('.rows a').first()).toBeVisible();
	const text = await page.getByRole('main').innerText();
	return text.match(/[A-Z]{2}-\d\d-\d+|\S.* \(\d+\)/g);
}

test('whatever is answered of local officers, a tip that may be about them goes to the other unit, and nobody local sees that it exists', async ({
	browser,
	page,
	stack
}) => {
	test.setTimeout(240_000);
	const there = await atDesk(browser, stack, local, local.members[1]!);
	const before = await queueOf(there);
	expect(before).toEqual(expect.arrayContaining(['Tin báo (1)', 'Chưa giao (1)']));
	const references: string[] = [];
	for (const way of ways) {
		await test.step(way.story, async () => {
			const floors = { [unit]: local.floor, [elsewhere]: other.floor };
			if (references.length) await openFromHome(page, 'Gửi tin báo');
			else await openBuiltWith(page, floors, { [unit]: elsewhere });
			await untilCheck(page, way);
			await expect(page.getByText('Công an phường Sa Huỳnh: 3 cán bộ')).toBeVisible();
			await expect(page.getByText('Công an phường Trà Câu')).toHaveCount(0);
			await expect(page.getByText('ở địa phương không ai biết là có tin này')).toBeVisible();
			const seen = page.getByText('Máy chủ thấy: đơn vị nhận, giờ nhận');
			if (way.urgent) {
				await expect(seen).toContainText('và dấu khẩn');
				await expectNoFaults(page);
			} else await expect(seen).not.toContainText('dấu khẩn');
			await send(page).click();
			await expect(title(page)).toContainText('Ghi lại mã này');
			const { reference } = await keepCode(page);
			references.push(reference);

			const id = await caseOf(stack, reference);
			const { thread } = await readBy(stack, other, other.members[1]!, id);
			expect(JSON.stringify(thread.entries)).toContain(way.story);
			for (const { officer } of local.members)
				expect((await stack.rpc('tips_open', { id }, officer.token)).status).toBe(404);
		});
	}
	const urgent = references[0]!;

	await test.step('the local officer finds nothing, and their queue is what it was', async () => {
		expect(await queueOf(there)).toEqual(before);
		await there.getByLabel('Tìm việc').fill(urgent);
		await expect(there.getByText('Không tìm thấy việc nào.')).toBeVisible();
		await there.goto(`/can-bo?case=${await caseOf(stack, urgent)}`);
		await expect(there.getByRole('alert')).toContainText('Không tìm thấy hồ sơ này.');
		for (const reference of references) await expect(there.getByText(reference)).toHaveCount(0);
		await expect(there.getByText(/tin báo khẩn chưa ai xem/)).toHaveCount(0);
	});
	await test.step('an officer of the other unit has all three, and is told which is urgent', async () => {
		const reader = await atDesk(browser, stack, other, other.members[1]!, [local]);
		const alarm = reader.getByRole('alert').filter({ hasText: '1 tin báo khẩn chưa ai xem' });
		await expect(alarm).toContainText(urgent);
		for (const reference of references)
			await expect(reader.locator('.rows a').filter({ hasText: reference })).toBeVisible();
		await reader.context().close();
	});
	await there.context().close();
});

test('whoever is hurt at home says in one press that nobody may get in touch, and no officer overlooks it', async ({
	browser,
	page,
	stack
}) => {
	await openBuiltWith(page, { [unit]: local.floor });
	await begin(page);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await page.getByLabel('Bạo lực gia đình').check();
	await goOn(page);
	await page.getByLabel('Nội dung sự việc').fill('Đêm nào cũng có tiếng kêu');
	await goOn(page);
	await page.getByLabel('Nơi xảy ra').fill('Nhà cuối xóm');
	await page.getByLabel('Vẫn lặp lại').check();
	await goOn(page);
	const reach = page.getByLabel('Lúc nào và cách nào an toàn');
	await reach.fill('Sáng, ở chợ');
	await page.getByLabel('Không liên lạc').check();
	await expect(reach).toHaveCount(0);
	await expectNoFaults(page);
	await page.getByLabel('Tận mắt thấy hoặc nghe').check();
	await goOn(page);
	await page.getByLabel('Không', { exact: true }).check();
	for (let step = 0; step < 2; step++) await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	await expect(page.getByText('Không liên lạc', { exact: true })).toBeVisible();
	await expect(page.getByText('Sáng, ở chợ')).toHaveCount(0);
	await send(page).click();
	const { reference } = await keepCode(page);
	const officer = await atDesk(browser, stack, local, local.members[1]!);
	await officer.getByRole('link', { name: reference }).click();
	await unlock(officer, local.members[1]!);
	const warned = officer.locator('.notice').filter({ hasText: 'dặn: không liên lạc' });
	// Above what they wrote, and where an answer is written.
	await expect(warned).toHaveCount(2);
	await expect(warned.first()).toContainText('Không gọi, không nhắn, không đến gặp');
	const [, beside] = await Promise.all([0, 1].map((n) => warned.nth(n).boundingBox()));
	const field = (await officer.getByLabel('Viết cho người báo tin').boundingBox())!;
	expect(field.y - (beside!.y + beside!.height)).toBeLessThan(120);
	await expectNoFaults(officer);
});
