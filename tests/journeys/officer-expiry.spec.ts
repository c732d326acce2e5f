/** A desk list that grows old: who is told, and what an officer can still do once it has run out. */
import { atDesk, unlock, wide, writeTo } from './at-desk.ts';
import { openDesk } from './desk.ts';
import { sendTip } from './officer-tips.ts';
import { expect, expectNoFaults, signIn, test } from './world.ts';

test.use({ alone: 'officer-expiry', viewport: wide });
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);

const DAY = 86_400_000;
const settings = 'Danh sách trực tin báo';
/** A list signed so many days ago to the second, and when it runs out as a page says it. */
function signedBefore(days: number) {
	const at = new Date(Date.now() - days * DAY);
	const until = new Date(at.getTime() + 35 * DAY + 7 * 3_600_000)
		.toISOString()
		.replace(/(\d+)-(\d+)-(\d+)T(\d\d:\d\d).*/, '$4, $3/$2/$1');
	return { at, until };
}

test('from day 21 on, an investigator and the lead are told that the desk list runs out, and nobody else is', async ({
	page,
	stack,
	browser,
	baseURL
}) => {
	const { at, until } = signedBefore(21);
	const { members, lead, unit } = await openDesk(stack, '21457', at);
	const told = `Danh sách trực tin báo cần được chỉ huy ký lại trước ${until}.`;
	await signIn(page, members[1]!.officer);
	await expect(page.getByText(told)).toBeVisible();
	await expect(page.getByRole('main').getByRole('link', { name: settings })).toHaveCount(0);
	await expectNoFaults(page);

	const boss = await browser.newPage({ baseURL, locale: 'vi-VN' });
	await signIn(boss, lead.officer);
	await expect(boss.getByText(told)).toBeVisible();
	await boss.getByRole('main').getByRole('link', { name: settings }).click();
	await expect(
		boss.getByText(`Danh sách ký đã quá 21 ngày. Xin ký lại trước ${until}; sau đó cổng ngừng nhận`)
	).toBeVisible();
	await boss.close();

	const other = await browser.newPage({ baseURL, locale: 'vi-VN' });
	await signIn(other, await stack.officer({ unit, roles: ['desk'] }));
	await expect(other.locator('.rows a').first()).toBeVisible();
	await expect(other.getByText(settings)).toHaveCount(0);
	await expect(other.getByText('Khóa của tôi')).toHaveCount(0);
	await other.close();
});

test('on day 35 a tip is still read and nothing is sealed to the old list, until the lead signs anew', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const { at, until } = signedBefore(35);
	const desk = await openDesk(stack, '21451', at);
	const story = 'Quán mở nhạc quá nửa đêm';
	const tip = await sendTip(stack, desk, { story, urgent: true });
	const [lead, first, second] = desk.members;
	// Somebody left: with a list that holds, the room would get a new key at once.
	await stack.sql`update staff.officers set disabled_at = now() where user_id = ${second!.officer.id}`;
	const told = `Danh sách trực tin báo hết hạn lúc ${until}. Đơn vị đang không nhận được tin báo.`;
	const page = await atDesk(browser, stack, desk, first!);
	const asked: string[] = [];
	page.on('request', (request) => asked.push(/rpc\/(tips_\w+)/.exec(request.url())?.[1] ?? ''));
	await expect(page.getByText(told)).toBeVisible();
	await expectNoFaults(page);

	await test.step('an officer reads it, is told why no more, and may say that they have seen it and what it is', async () => {
		await page.locator('.rows a').filter({ hasText: tip.reference }).click();
		await unlock(page, first!);
		await expect(page.getByText(story)).toBeVisible();
		const why =
			'Danh sách cán bộ đã quá 35 ngày. Vẫn đọc được tin; muốn ghi tiếp thì trưởng đơn vị';
		await expect(page.getByText(why).first()).toBeVisible();
		await expect(
			page.getByText('Một cán bộ đã rời vẫn giữ khóa, và chưa thay được.')
		).toBeVisible();
		await page.getByRole('button', { name: 'Đã thấy' }).click();
		await expect(page.getByText('Khẩn, chưa ai xem')).toHaveCount(0);
		await page.getByRole('button', { name: 'Phân loại' }).click();
		await page.getByLabel('Tin báo về tội phạm').check();
		await page.getByRole('button', { name: 'Phân loại' }).last().click();
		await expect(page.getByText('BLTTHS 2015, Điều 147 khoản 1')).toBeVisible();
		await expectNoFaults(page);
	});
	await test.step('whatever would be sealed is refused before it leaves, and stays as it was typed', async () => {
		const refused = page.locator('form').getByText('Chưa xác minh được danh sách cán bộ đã ký');
		await writeTo(page, 'Chúng tôi sẽ đến xem', 'Trả lời');
		await expect(refused).toHaveCount(1);
		await page.getByLabel('Thêm ghi chú').fill('Hỏi tổ trưởng');
		await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
		await expect(refused).toHaveCount(2);
		await expect(page.getByLabel('Viết cho người báo tin')).toHaveValue('Chúng tôi sẽ đến xem');
		await expect(page.getByLabel('Thêm ghi chú')).toHaveValue('Hỏi tổ trưởng');
	});
	expect(new Set(asked.filter(Boolean))).toEqual(
		new Set(['tips_headers', 'tips_alarms', 'tips_open', 'tips_acknowledge', 'tips_classify'])
	);

	const boss = await atDesk(browser, stack, desk, lead!);
	await test.step('the lead is told so, goes to the list and signs the next one', async () => {
		await expect(boss.getByText(told)).toBeVisible();
		await boss.getByRole('main').getByRole('link', { name: settings }).click();
		const expired = boss.getByText(
			`Danh sách hết hạn lúc ${until}. Cổng đang không nhận tin báo cho đơn vị. Xin ký lại ngay.`
		);
		await expect(expired).toBeVisible();
		await expectNoFaults(boss);
		await unlock(boss, lead!);
		await boss.getByRole('button', { name: 'Ký danh sách mới' }).click();
		await expect(boss.getByText('Đã ký danh sách số 2')).toBeVisible();
		await expect(expired).toHaveCount(0);
		await boss.goto('/can-bo');
		await expect(boss.locator('.rows a').filter({ hasText: tip.reference })).toBeVisible();
		await expect(boss.getByText('hết hạn lúc')).toHaveCount(0);
	});
	await test.step('from then on the officer writes again, under the new list, without whoever left', async () => {
		await page.reload();
		await unlock(page, first!);
		await expect(page.getByText('Khóa của tin đã được thay')).toBeVisible();
		await writeTo(page, 'Chúng tôi sẽ đến xem', 'Trả lời');
		await expect(
			page.getByRole('listitem').filter({ hasText: 'Chúng tôi sẽ đến xem' })
		).toBeVisible();
		expect(await tip.said()).toEqual(['rekey', 'Chúng tôi sẽ đến xem']);
		expect((await tip.read()).list).toBe(2);
		const held = await stack.sql<{ officer: string | null }[]>`
			select officer from tips.secrets where case_id = ${tip.id} and epoch = 2 and room = 'T'`;
		expect(held.map(({ officer }) => officer).sort()).toEqual(
			[lead!.officer.id, first!.officer.id, null].sort()
		);
	});
});
