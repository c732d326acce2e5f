import * as cipher from '../../src/lib/sealed/cipher.ts';
import { atDesk, unlock, wide, writeTo } from './at-desk.ts';
import { beforeOfficer, beforeSender, honest, type Change } from './between.ts';
import { comeBackWith, openDesk, type Desk } from './desk.ts';
import { base64, misplaced, roomBy, slipIn, spoiled, strangersRekey, threadBy } from './insider.ts';
import { ask, sendTip, type SentTip } from './tip-sent.ts';
import { expect, expectNoFaults, test, type Page, type TestStack } from './world.ts';

const unit = '21451';
test.use({ alone: 'tips-hostile', viewport: wide });
test.describe.configure({ mode: 'serial' });

const story = 'Xe tải chở cát lúc nửa đêm';
const asked = (seq: number) => `Câu hỏi thứ ${seq} của cán bộ`;

let desk: Desk;
let tip: SentTip;
let sealed: string[];
let officer: Page;
let sender: Page;
test.beforeAll(async ({ browser, stack }) => {
	desk = await openDesk(stack, unit);
	tip = await sendTip(stack, desk, story);
	for (let seq = 2; seq <= 10; seq++) await ask(stack, desk, desk.members[1]!, tip.id, asked(seq));
	const items = await stack.sql<{ sealed: Uint8Array }[]>`
		select sealed from tips.items where case_id = ${tip.id} order by seq`;
	sealed = items.map((item) => base64(item.sealed));
	officer = await atDesk(browser, stack, desk, desk.members[1]!);
	sender = await (await browser.newContext({ baseURL: stack.origin })).newPage();
	for (const page of [officer, sender])
		page.on('pageerror', (error) => {
			throw error;
		});
});
test.afterAll(async () => {
	for (const page of [officer, sender]) await page?.context().close();
});

const items = (page: Page) => page.locator('.thread > li');
const said = (page: Page) => page.getByRole('list', { name: 'Trao đổi' }).getByRole('listitem');

async function officerOpens(change: Change) {
	await honest(officer);
	await beforeOfficer(officer, change);
	await officer.goto(`/can-bo?case=${tip.id}`);
	await unlock(officer, desk.members[1]!);
}
async function senderOpens(stack: TestStack, change: Change) {
	await honest(sender);
	await beforeSender(sender, stack, tip.code, change);
	await comeBackWith(sender, tip.code, { [unit]: desk.floor });
}

test('items that were changed, swapped, withheld, cut, sealed to a classical key, of another tip or of a wrong size are shown as damaged on both sides', async ({
	stack
}) => {
	test.setTimeout(120_000);
	const traitor = desk.members[2]!;
	const thread = await threadBy(stack, traitor, tip.id);
	const given = await spoiled(sealed, thread, traitor);
	const change: Change = (told) => {
		told.items = told.items
			.filter(({ seq }) => given.get(seq) !== null)
			.map((item) => ({ ...item, sealed: given.get(item.seq) ?? item.sealed }));
	};
	await test.step('the officer reads what is whole, and each of the others is named with its reason', async () => {
		await officerOpens((told, newest) => {
			change(told, newest);
			// And what comes a second time.
			told.items.push({ ...told.items.at(-1)! });
			told.members?.push({ ...told.members[0]! });
		});
		await expect(officer.getByText(story)).toBeVisible();
		await expect(items(officer)).toHaveCount(10);
		for (const [seq, why] of [
			[2, 'không mở được mục này'],
			[3, 'thứ tự đã bị đổi'],
			[4, 'thứ tự đã bị đổi'],
			[5, 'Thiếu một mục ở đây'],
			[6, 'không mở được mục này'],
			[7, 'không mở được mục này'],
			[8, 'của một tin khác'],
			[9, 'Bên trong không đúng khuôn'],
			[10, 'thứ tự đã bị đổi']
		] as const)
			await expect(
				items(officer).filter({ hasText: `Mục ${seq} bị hỏng` }),
				`item ${seq}`
			).toContainText(why);
		await expect(items(officer).filter({ hasText: asked(10) })).toHaveCount(1);
		await expect(officer.getByText('Gọi số này')).toHaveCount(0);
		for (let seq = 2; seq < 10; seq++)
			await expect(officer.getByText(asked(seq), { exact: true })).toHaveCount(0);
		await expectNoFaults(officer);
	});
	await test.step('so does the sender, who is shown no question that does not hold', async () => {
		// A frame of theirs could not even carry one that is too large.
		given.set(9, await misplaced(thread, traitor, 9, { kib: 1 }));
		await senderOpens(stack, change);
		await expect(said(sender)).toHaveCount(9);
		await expect(said(sender).first()).toContainText(asked(10));
		const damaged = said(sender).filter({ hasText: 'Mục này bị hỏng' });
		await expect(damaged).toHaveCount(8);
		await expect(damaged.filter({ hasText: 'mã của ông/bà không mở được' })).toHaveCount(3);
		await expect(damaged.filter({ hasText: 'không đến được trang này' })).toHaveCount(3);
		await expect(damaged.filter({ hasText: 'đã bị thay đổi' })).toHaveCount(2);
		await expect(sender.getByText('Gọi số này')).toHaveCount(0);
		for (let seq = 2; seq < 10; seq++)
			await expect(sender.getByText(asked(seq), { exact: true })).toHaveCount(0);
		await expectNoFaults(sender);
	});
});

test('with the row of another member in place of their own, nothing opens and nothing can be written', async ({
	stack
}) => {
	test.setTimeout(120_000);
	const [row] = await stack.sql<{ sealed: Uint8Array }[]>`
		select sealed from tips.secrets where case_id = ${tip.id} and officer = ${desk.lead.officer.id}`;
	await refuses(stack, (told) => {
		told.secrets = told.secrets.map((secret) => ({ ...secret, sealed: base64(row!.sealed) }));
	});
	await expect(officer.getByText('Mục 1 bị hỏng').first()).toBeVisible();
	await expect(said(sender).filter({ hasText: 'không mở được' }).first()).toBeVisible();
	for (const page of [officer, sender]) await expect(page.getByText(story)).toHaveCount(0);
});

test('no page writes to a room whose key the server made, nor to one that a stranger named', async ({
	stack
}) => {
	test.setTimeout(180_000);
	const room = await cipher.newRoom();
	const traitor = desk.members[2]!;
	const thread = await threadBy(stack, traitor, tip.id);
	const made = { tip: thread.tip, epoch: 2, room: 'T' as const, identity: room.identity };
	const own = {
		officer: base64(await cipher.sealSecret(made, desk.members[1]!.holder.recipient)),
		sender: base64(await cipher.sealSecret(made, thread.citizen!.recipient))
	};
	await test.step('a key that nothing in the thread names', async () => {
		await refuses(stack, (told, newest) => slipIn(told, newest, own));
		await expect(officer.getByText(story)).toBeVisible();
		await expect(items(officer).filter({ hasText: 'bị hỏng' })).toHaveCount(0);
	});
	await test.step('a key named by somebody who stands in no list', async () => {
		const foreign = await strangersRekey(thread, room.recipient);
		const item = { seq: 11, epoch: 1, at: foreign.at, sealed: foreign.sealed };
		await refuses(stack, (told, newest) => slipIn(told, newest, own, [item]));
		await expect(items(officer).filter({ hasText: 'Mục 11 bị hỏng' })).toContainText('Người ký');
		await expect(said(sender).first()).toContainText('không có trong danh sách cán bộ');
	});
});

/** Both pages open the tip so changed, say why they write nothing, and send nothing. */
async function refuses(stack: TestStack, change: Change) {
	const sent: string[] = [];
	const note = (request: { url(): string }) => void sent.push(request.url());
	await officerOpens(change);
	officer.on('request', note);
	await writeTo(officer, 'Không được gửi đi', 'Trả lời');
	await expect(
		officer.getByText('Khóa của tin này không khớp với khóa đã được ký').first()
	).toBeVisible();
	await expect(officer.getByLabel('Viết cho người báo tin')).toHaveValue('Không được gửi đi');
	officer.off('request', note);
	expect(sent.filter((url) => url.endsWith('tips_say'))).toEqual([]);
	await senderOpens(stack, change);
	await expect(sender.getByText('nên không gửi gì thêm').first()).toBeVisible();
	await expect(sender.getByRole('button', { name: /^Gửi/ })).toHaveCount(0);
}

test('an officer who was taken out finds no tip, and their keys open nothing that was written since', async ({
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const gone = desk.members[2]!;
	const first = await roomBy(stack, gone, tip.id);
	await officerOpens(() => {});
	await expect(officer.getByText(story)).toBeVisible();
	const member = officer.getByRole('listitem').filter({ hasText: 'Cán bộ 3' });
	await member.getByRole('button', { name: `Bỏ quyền của ${gone.officer.name}` }).click();
	await member.getByRole('button', { name: 'Bỏ quyền', exact: true }).click();
	await expect(member).toHaveCount(0);
	await writeTo(officer, 'Từ nay chỉ còn hai người đọc.', 'Trả lời');
	await expect(items(officer).filter({ hasText: 'Từ nay chỉ còn' })).toBeVisible();

	const theirs = await atDesk(browser, stack, desk, gone);
	await theirs.goto(`/can-bo?case=${tip.id}`);
	await expect(theirs.getByRole('alert')).toContainText('Không tìm thấy hồ sơ này.');
	await theirs.context().close();
	// Not even with a copy of the whole database.
	const files = await stack.sql<{ sealed: Uint8Array }[]>`
		select sealed from tips.secrets where epoch > 1
		union all select sealed from tips.items where case_id = ${tip.id} and epoch > 1`;
	expect(files.length).toBeGreaterThan(3);
	for (const { sealed } of files)
		for (const key of [gone.holder.identity, first.identity])
			await expect(cipher.openSecret(new Uint8Array(sealed), key)).rejects.toThrow('cannot_open');
});
