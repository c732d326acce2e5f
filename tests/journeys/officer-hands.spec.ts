/** How a tip, its keys and the key that signs the lists change hands. */
import { atDesk, unlock, wide, writeTo } from './at-desk.ts';
import { comeBackWith, keyed, openDesk, type Desk } from './desk.ts';
import { checkKeyLists } from './key-lists.ts';
import { sendTip } from './officer-tips.ts';
import { sendTip as sendWithCode } from './tip-sent.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

test.use({ alone: 'officer-hands', viewport: wide });
test.describe.configure({ mode: 'serial' });

let ward: Desk;
let second: Desk;
let third: Desk;
test.beforeAll(async ({ stack }) => {
	[ward, second, third] = [
		await openDesk(stack, '21439'),
		await openDesk(stack, '21451'),
		await openDesk(stack, '21457')
	];
});
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);

async function note(page: Page, text: string) {
	await page.getByLabel('Thêm ghi chú').fill(text);
	await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
}

/** To the desk of the unit, with the number typed. */
async function move(page: Page, unit: string, reference: string) {
	await page.getByText('Chuyển đơn vị khác').first().click();
	await page.getByLabel('Đơn vị nhận').selectOption(unit);
	await page.getByLabel('Gõ các số cuối').last().fill(reference.slice(-6));
	await page.getByRole('button', { name: 'Chuyển đơn vị khác' }).click();
}

test('a tip goes through three units: each reads it from the first word, and nobody who gave it away reads on', async ({
	browser,
	stack
}) => {
	test.setTimeout(240_000);
	const desks = [ward, second, third];
	const story = 'Xe chở cát chạy qua ba xã mỗi đêm.';
	const sender = await sendWithCode(stack, ward, story);
	const [, first, colleague] = ward.members;
	const page = await atDesk(browser, stack, ward, first!, desks);
	await page.getByRole('link', { name: sender.reference }).click();
	await unlock(page, first!);
	await expect(page.getByText(story)).toBeVisible();
	await note(page, 'Biển số bị che');

	await test.step('a colleague loses the key, and gets it back with everything that was written', async () => {
		const { name } = colleague!.officer;
		const member = page.getByRole('listitem').filter({ hasText: 'Cán bộ 3' });
		await member.getByRole('button', { name: `Bỏ quyền của ${name}` }).click();
		await expect(page.getByText('Khóa của tin được thay.')).toBeVisible();
		await expectNoFaults(page);
		await member.getByRole('button', { name: 'Bỏ quyền', exact: true }).click();
		await expect(member).toHaveCount(0);
		// Of the two that are left neither goes before another has come.
		const lead = page.getByRole('listitem').filter({ hasText: 'Cán bộ 1' });
		const two = 'Phải còn ít nhất hai cán bộ mở được tin này.';
		await lead
			.getByRole('button', { name: `Bỏ quyền của ${ward.members[0]!.officer.name}` })
			.click();
		await expect(lead).toContainText(two);
		await lead.getByRole('button', { name: 'Bỏ quyền', exact: true }).click();
		await expect(page.getByRole('alert').filter({ hasText: two })).toBeVisible();
		await expectNoFaults(page);
		await lead.getByRole('button', { name: 'Thôi' }).click();
		const other = await atDesk(browser, stack, ward, colleague!, desks);
		await expect(other.getByRole('link', { name: sender.reference })).toHaveCount(0);
		await page.getByLabel('Thêm cán bộ').selectOption('Cán bộ 3');
		await page.getByRole('button', { name: 'Cho mở tin này' }).click();
		await expect(member).toBeVisible();
		await other.reload();
		await other.getByRole('link', { name: sender.reference }).click();
		await unlock(other, colleague!);
		await expect(other.getByText(story)).toBeVisible();
		await expect(other.getByText('Biển số bị che')).toBeVisible();
		await other.context().close();
	});

	await test.step('the tip leaves the unit', async () => {
		await move(page, second.unit, '000000');
		await expect(page.getByText('Chưa đúng với mã hồ sơ.').first()).toBeVisible();
		await page.getByLabel('Gõ các số cuối').last().fill(sender.reference.slice(-6));
		await page.getByRole('button', { name: 'Chuyển đơn vị khác' }).click();
		await expect(page.getByText('Tin đã sang')).toBeVisible();
		await expect(page.getByRole('main')).not.toContainText(story);
		await expectNoFaults(page);
		await page.getByRole('link', { name: 'Về danh sách việc' }).click();
		await expect(page.getByRole('link', { name: sender.reference })).toHaveCount(0);
	});

	const there = await atDesk(browser, stack, second, second.members[1]!, desks);
	await there.getByRole('link', { name: sender.reference }).click();
	await unlock(there, second.members[1]!);
	await expect(there.getByText(story)).toBeVisible();
	await expect(there.getByText('Biển số bị che')).toBeVisible();
	await note(there, 'Đã qua địa bàn này');
	await writeTo(there, 'Chúng tôi chuyển tiếp tin của ông/bà.', 'Trả lời');
	await expect(
		there.getByRole('listitem').filter({ hasText: 'Chúng tôi chuyển tiếp' })
	).toBeVisible();
	await move(there, third.unit, sender.reference);
	await expect(there.getByText('Tin đã sang')).toBeVisible();

	const last = await atDesk(browser, stack, third, third.members[1]!, desks);
	await last.getByRole('link', { name: sender.reference }).click();
	await unlock(last, third.members[1]!);
	await expect(last.getByText(story)).toBeVisible();
	for (const noted of ['Biển số bị che', 'Đã qua địa bàn này'])
		await expect(last.getByRole('listitem').filter({ hasText: noted })).toBeVisible();
	await expect(last.getByText('Ghi chú không mở được')).toHaveCount(0);
	await expect(last.getByText('chuyển tin sang Công an xã').first()).toBeVisible();
	await note(last, 'Đã bắt quả tang');
	await writeTo(last, 'Cảm ơn ông/bà.', 'Trả lời');
	await expect(last.getByRole('listitem').filter({ hasText: 'Cảm ơn ông/bà.' })).toBeVisible();
	await expectNoFaults(last);

	await test.step('the sender sees through whose hands it went and how often it was opened, and nobody’s name', async () => {
		const back = await (await browser.newContext({ baseURL: stack.origin })).newPage();
		const floors = desks.map(({ unit, floor }) => [unit, floor] as const);
		await comeBackWith(back, sender.code, Object.fromEntries(floors));
		await expect(back.getByRole('list', { name: 'Trao đổi' }).getByRole('listitem')).toContainText([
			'Cảm ơn ông/bà.',
			'Tin được chuyển sang Công an xã Nguyễn Nghiêm.',
			'Chúng tôi chuyển tiếp tin của ông/bà.',
			'Tin được chuyển sang đơn vị khác.'
		]);
		await expect(back.getByText('bị hỏng')).toHaveCount(0);
		// Four officers, each once an hour however often they looked; the journey may see a new hour begin.
		const opened = await stack.sql<{ officer: string; times: number }[]>`
			select officer, count(*)::int as times from queue.reads where case_id = ${sender.id} and code = 'tip_opened'
			group by officer, date_trunc('hour', at)`;
		expect(new Set(opened.map(({ officer }) => officer)).size).toBe(4);
		expect(opened.some(({ times }) => times > 1)).toBe(true);
		await expect(back.getByText(/^\d+ lần$/)).toHaveText(`${opened.length} lần`);
		const text = await back.getByRole('main').innerText();
		expect(text).toContain('Công an xã Nguyễn Nghiêm');
		expect(text).not.toMatch(/Cán bộ \d/);
		for (const { members } of desks)
			for (const { officer } of members) expect(text).not.toContain(officer.name);
		await back.context().close();
	});
});

test('a lead hands the signing over; from then on the successor signs, and pages built before believe it', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const { lead } = ward;
	const next = await keyed(stack, ward.unit, ['lead']);
	const desk = '/can-bo/thiet-lap/truc-tin-bao';
	const page = await atDesk(browser, stack, ward, lead);
	await page.goto(desk);
	await unlock(page, lead);
	await page.getByText('Chuyển quyền ký cho chỉ huy khác').click();
	await page.getByRole('radio').first().check();
	await page.getByLabel('để xác nhận').fill('không');
	await page.getByRole('button', { name: 'Ký và chuyển quyền' }).click();
	await expect(page.getByText('Gõ đúng các chữ').first()).toBeVisible();
	await expectNoFaults(page);
	await page.getByLabel('để xác nhận').fill(next.officer.name);
	await page.getByRole('button', { name: 'Ký và chuyển quyền' }).click();
	await expect(page.getByText('Đã ký danh sách số 2')).toBeVisible();
	await expect(page.getByText('Danh sách này phải do chỉ huy khác ký')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Ký danh sách mới' })).toHaveCount(0);
	await expectNoFaults(page);

	const successor = await atDesk(browser, stack, ward, next);
	await successor.goto(desk);
	await unlock(successor, next);
	await successor.getByRole('button', { name: 'Ký danh sách mới' }).click();
	await expect(successor.getByText('Đã ký danh sách số 3')).toBeVisible();
	await checkKeyLists(successor);
	await expectNoFaults(successor);

	await test.step('an officer whose page was built before reads and answers under the new list', async () => {
		const first = ward.members[1]!;
		const sender = await sendTip(
			stack,
			{ ...ward, members: [...ward.members, next] },
			{ story: 'Tin sau khi chuyển quyền ký', list: 3 }
		);
		const officer = await atDesk(browser, stack, ward, first);
		await officer.getByRole('link', { name: sender.reference }).click();
		await unlock(officer, first);
		await writeTo(officer, 'Đã nhận tin.', 'Trả lời');
		await expect(officer.getByRole('listitem').filter({ hasText: 'Đã nhận tin.' })).toBeVisible();
	});
});
