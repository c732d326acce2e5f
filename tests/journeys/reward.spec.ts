/** A reward without a name: from the decision that allows it to the hand that fetches it, each at a browser of their own. */
import { REQUEST_BYTES } from '../../supabase/functions/_shared/frames/index.ts';
import { atDesk, wide } from './at-desk.ts';
import { comeBackWith, openDesk, type Desk } from './desk.ts';
import {
	approve,
	beginLedger,
	checkAs,
	openAs,
	proposeAs,
	toRewards,
	treasurerOf
} from './rewarded.ts';
import { sendTip } from './tip-sent.ts';
import { expect, expectNoFaults, test } from './world.ts';

const unit = '21439';
test.use({ alone: 'reward', viewport: wide });
test.describe.configure({ mode: 'serial' });

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
	await beginLedger(stack, desk);
});
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);

test('a sender is rewarded: proposed, checked against the tip, approved, shown to the sender, paid once', async ({
	browser,
	page: sender,
	stack
}) => {
	test.setTimeout(240_000);
	const tip = await sendTip(stack, desk, 'Ba đêm liền có người bẻ khóa xe ở bãi gửi');
	const investigator = desk.members[1]!;

	const lead = await atDesk(browser, stack, desk, desk.lead);
	await test.step('the lead enters the decision that allows it; before, nobody can propose', async () => {
		await toRewards(lead);
		await expect(lead.getByText('Chưa thưởng ẩn danh được')).toBeVisible();
		await lead.getByText('Nhập quyết định cho phép').click();
		await lead.getByLabel('Số quyết định cho phép').fill('12/QĐ-CAX');
		await lead.getByLabel('Ngày ra quyết định').fill('01/11/2026');
		await lead.getByLabel('Mức cao nhất').fill('5.000.000');
		await lead.getByRole('button', { name: 'Lưu quyết định' }).click();
		await expect(lead.getByRole('alert')).toBeVisible();
		await lead.getByLabel('Căn cứ pháp lý').fill('Quy chế quản lý và sử dụng Quỹ');
		await expectNoFaults(lead);
		await lead.getByRole('button', { name: 'Lưu quyết định' }).click();
		await expect(lead.getByText('Đang thưởng ẩn danh theo quyết định 12/QĐ-CAX')).toBeVisible();
	});

	const officer = await atDesk(browser, stack, desk, investigator);
	const asked: string[] = [];
	officer.on('request', (request) => {
		if (request.url().includes('fund_propose')) asked.push(request.postData() ?? '');
	});
	const number = await proposeAs(officer, investigator, tip.reference, '3.000.000');
	expect(asked).toHaveLength(1);
	for (const secret of [tip.id, tip.reference, tip.reference.slice(-6), ...tip.secrets])
		expect(asked[0]).not.toContain(secret);
	await expectNoFaults(officer);

	await test.step('the lead’s own browser compares the claim with what the sender signed, then signs', async () => {
		await lead.reload();
		await openAs(lead, desk.lead, number);
		await checkAs(lead);
		await expect(lead.getByText('Mã nhận thưởng đúng là mã trong tin')).toBeVisible();
		await expect(lead.getByRole('link', { name: 'Xem tin báo' })).toHaveAttribute(
			'href',
			`/can-bo?case=${tip.id}`
		);
		await expectNoFaults(lead);
		await approve(lead, number, '15/QĐ-CAX');
	});

	let digits = '';
	await test.step('the sender comes back, is told, and sees the digits', async () => {
		const sizes: number[] = [];
		sender.on('request', (request) => {
			if (request.url().endsWith('/functions/v1/lookup'))
				sizes.push(request.postDataBuffer()!.length);
		});
		await comeBackWith(sender, tip.code, { [unit]: desk.floor });
		const region = sender.getByRole('region', { name: 'Khoản thưởng cho tin này' });
		await expect(region).toContainText('3.000.000 đồng');
		await expect(region).toContainText(number);
		await expect(region).toContainText('vẫn có thể gợi cho người trong cuộc');
		digits = ((await region.locator('.groups').textContent()) ?? '').replace(/\D/g, '');
		expect(digits).toMatch(/^\d{20}$/);
		expect(new Set(sizes)).toEqual(new Set([REQUEST_BYTES]));
		await expectNoFaults(sender);
	});

	const till = await atDesk(browser, stack, desk, await treasurerOf(stack, desk));
	await test.step('the treasurer asks for number and digits alone, and pays', async () => {
		await toRewards(till);
		await expect(till.getByRole('link', { name: number })).toBeVisible();
		const show = async (digits: string) => {
			await till.getByLabel('Số thưởng').fill(number);
			await till.getByLabel('Dãy 20 chữ số').fill(digits);
			await till.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
		};
		await show('0'.repeat(20));
		await expect(till.getByText('Hôm nay còn 9 lần nhập')).toBeVisible();
		await expectNoFaults(till);
		await show(digits.replace(/.{4}(?=.)/g, '$&-'));
		await expect(till.getByText('Chữ ký duyệt của lãnh đạo đúng')).toBeVisible();
		await till.getByRole('button', { name: 'Ghi lại' }).click();
		await expect(till.getByText('Xác nhận đã làm trước khi ghi.').first()).toBeVisible();
		await till.getByLabel('Nhận tiền').check();
		await till.getByLabel('Tôi đã làm đúng như vậy').check();
		await expectNoFaults(till);
		await till.getByRole('button', { name: 'Ghi lại' }).click();
		await expect(till.getByRole('link', { name: number })).toContainText('Đã trao tiền');
		await show(digits);
		await expect(till.getByText('Không trao được: Đã trao tiền.')).toBeVisible();
	});

	const [row] = await stack.sql`
		select s.state, s.amount from fund.settlements s join fund.rewards r on r.id = s.reward where r.number = ${number}`;
	expect(row).toEqual({ state: 'paid', amount: 3_000_000 });
	const [none] = await stack.sql<{ found: number }[]>`
		select count(*)::int as found from queue.events e where e.case_id = ${tip.id} and e.data::text like ${'%' + number + '%'}`;
	expect(none!.found).toBe(0);
});

test('a claim hash that the proposer swapped is refused in the lead’s browser', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const tip = await sendTip(stack, desk, 'Chiếc thuyền lạ đỗ sau kè');
	const investigator = desk.members[1]!;
	const officer = await atDesk(browser, stack, desk, investigator);
	// What a corrupt officer's own browser would send: the hash of digits that a friend holds.
	await officer.route('**/rpc/fund_propose', (route) => {
		const body = { ...route.request().postDataJSON(), claim: 'ab'.repeat(32) };
		return route.continue({ postData: JSON.stringify(body) });
	});
	const number = await proposeAs(officer, investigator, tip.reference, '2.000.000');

	const lead = await atDesk(browser, stack, desk, desk.lead);
	await openAs(lead, desk.lead, number);
	await checkAs(lead);
	await expect(lead.getByText('Mã nhận thưởng đã bị thay')).toBeVisible();
	await expect(lead.getByRole('button', { name: 'Duyệt khoản thưởng' })).toHaveCount(0);
	await expectNoFaults(lead);
	await lead.getByText('Rút lại', { exact: true }).click();
	await lead.getByLabel('Mã nhận thưởng không khớp với tin').check();
	await lead.getByRole('button', { name: 'Rút lại khoản thưởng' }).click();
	await expect(lead.getByRole('link', { name: number })).toContainText('Đã rút lại');
});

test('a sender gives the reward to support without coming', async ({ browser, page, stack }) => {
	test.setTimeout(180_000);
	const tip = await sendTip(stack, desk, 'Có người mời vay nóng ở chợ');
	const investigator = desk.members[2]!;
	const officer = await atDesk(browser, stack, desk, investigator);
	const number = await proposeAs(officer, investigator, tip.reference, '1000000');
	const lead = await atDesk(browser, stack, desk, desk.lead);
	await openAs(lead, desk.lead, number);
	await checkAs(lead);
	await approve(lead, number, '16/QĐ-CAX');

	await comeBackWith(page, tip.code, { [unit]: desk.floor });
	const region = page.getByRole('region', { name: 'Khoản thưởng cho tin này' });
	await region.getByText('Không đến nhận').click();
	await region.getByRole('button', { name: 'Tặng lại cho hỗ trợ' }).click();
	await expect(region.getByText('Không lấy lại được.')).toBeVisible();
	await expectNoFaults(page);
	await region.getByRole('button', { name: 'Tặng lại cho hỗ trợ' }).click();
	await expect(region).toContainText('Cảm ơn ông/bà.');
	await lead.reload();
	await expect(lead.getByRole('link', { name: number })).toContainText('Tặng lại cho hỗ trợ');
});

test('officers who have no part in rewards are shown no way to them', async ({
	browser,
	stack
}) => {
	const officer = await stack.officer({ unit, roles: ['desk'] });
	const page = await atDesk(browser, stack, desk, { ...desk.lead, officer });
	await expect(page.getByRole('link', { name: 'Phiếu đi nhà' })).toBeVisible();
	await page.getByRole('button', { name: 'Mục khác' }).click();
	await expect(page.getByRole('link', { name: 'Sổ quỹ' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Thưởng', exact: true })).toHaveCount(0);
	await page.goto('/can-bo/thuong');
	await expect(page.getByRole('alert')).toBeVisible();
});
