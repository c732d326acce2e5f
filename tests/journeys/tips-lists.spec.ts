import type { Page } from '@playwright/test';
import { signDesk } from '../../src/lib/sealed/cipher.ts';
import type { Desk as Travelling } from '../../supabase/functions/_shared/contracts/sealing.ts';
import { title } from './answering.ts';
import { atDesk, unlock, wide, writeTo } from './at-desk.ts';
import { honest, rewrite } from './between.ts';
import { buildWith, openBuiltWith, openDesk, openFromHome, type Desk } from './desk.ts';
import { sendTip } from './officer-tips.ts';
import { begin, expectToldToCall, goOn, send, submits, write } from './telling.ts';
import { expect, expectNoFaults, test } from './world.ts';

/** Of the areas that `telling.ts` writes about. */
const unit = '21451';
const DAY = 86_400_000;
test.use({ alone: 'tips-lists' });

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);

/** A list over the true one, as somebody would sign it. */
function next({ by = desk.lead.holder.signer, previous = desk.floor.head as string | null } = {}) {
	const version = desk.floor.version + 1;
	const members = desk.members.map(({ holder }, at) => ({
		name: `Cán bộ ${at + 1}`,
		recipient: holder.recipient,
		verify: holder.signer.verify,
		lead: at === 0
	}));
	const at = new Date().toISOString();
	return signDesk({ unit, version, previous, members, at, signer: by });
}
function onTop(list: Travelling, made: ReturnType<typeof next>) {
	list.links.push({ link: made.link, signature: made.signature });
	list.body = made.body;
}

/** What whoever runs the server may show instead of the list, by how it is called here. */
const lies: Record<string, (list: Travelling) => void> = {
	forked: (list) => onTop(list, next({ previous: 'a'.repeat(64) })),
	'signed by somebody else': (list) => onTop(list, next({ by: desk.members[1]!.holder.signer })),
	'without a signature': (list) => onTop(list, { ...next(), signature: '0'.repeat(128) }),
	'with two recipients swapped': (list) => list.recipients.reverse(),
	'with a foreign recipient': (list) => list.recipients.splice(0, 1, list.recipients[1]!),
	'with a member less': (list) => void list.recipients.pop(),
	'with other words': (list) => void (list.body = list.body.replace('Cán bộ 1', 'Cán bộ 9'))
};
type Asked = { desk?: { desk: Travelling } };
const lie = (page: Page, change: (list: Travelling) => void) =>
	rewrite<Asked>(page, 'functions/v1/tips', (said) => said.desk && change(said.desk.desk));

/** From what is read before to the question whose answer says who reads. */
async function untilOfficials(page: Page) {
	await begin(page);
	await page.getByLabel('Không', { exact: true }).check();
}
test('whatever list the server makes up, the sender’s page sends nothing and says whom to call', async ({
	page
}) => {
	const sent = submits(page);
	await openBuiltWith(page, { [unit]: desk.floor });
	await untilOfficials(page);
	for (const [name, change] of Object.entries(lies))
		await test.step(name, async () => {
			await honest(page);
			await lie(page, change);
			await goOn(page);
			await expectToldToCall(page);
			await page.getByRole('button', { name: 'Quay lại' }).click();
		});
	await test.step('of another unit, which is told to be the one', async () => {
		await honest(page);
		await rewrite<{ desk?: { unit: string } }>(page, 'functions/v1/tips', (said) => {
			if (said.desk) said.desk.unit = '21457';
		});
		await goOn(page);
		await expectToldToCall(page);
		await page.getByRole('button', { name: 'Quay lại' }).click();
	});
	await test.step('with a recipient that a quantum computer could read along with', async () => {
		await honest(page);
		await lie(page, (list) => void (list.recipients[0] = `age1${'q'.repeat(58)}`));
		await goOn(page);
		await expect(page.getByRole('alert')).toContainText('Máy chủ trả lời không đúng');
	});
	await test.step('and the true one is taken', async () => {
		await honest(page);
		await goOn(page);
		await expect(title(page)).toContainText('Việc gì?');
	});
	expect(sent).toEqual([]);
});

test('a list that ran out stays so, whatever hour the server tells; so does one older than the page knows', async ({
	page
}) => {
	const sent = submits(page);
	await page.clock.setSystemTime(Date.now() + 36 * DAY);
	await openBuiltWith(page, { [unit]: desk.floor });
	await untilOfficials(page);
	await goOn(page);
	await expectToldToCall(page, 'Đồng hồ của máy này chạy nhanh hơn máy chủ');
	await expectNoFaults(page);

	await page.clock.setSystemTime(Date.now());
	await page.unrouteAll();
	const known = { lead: desk.floor.lead, version: desk.floor.version + 1, head: next().head };
	await buildWith(page, 'tin-bao', { [unit]: known });
	await openFromHome(page, 'Gửi tin báo');
	await untilOfficials(page);
	await goOn(page);
	await expectToldToCall(page);
	expect(sent).toEqual([]);
});

test('a list that is forked between the writing and "Gửi" stops the sending, and what was typed stays', async ({
	page,
	stack
}) => {
	const story = 'Đổ rác xuống suối lúc rạng sáng';
	await openBuiltWith(page, { [unit]: desk.floor });
	await write(page, story);
	await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	const sent = submits(page);
	await lie(page, lies.forked!);
	await page.route('**/functions/v1/tips', (route) =>
		route.request().postData()?.includes('tips_submit')
			? route.fulfill({ status: 409, json: { code: 'stale_list', field: null } })
			: route.fallback()
	);
	await send(page).click();
	await expectToldToCall(page);
	expect(sent).toHaveLength(1);
	await page.getByRole('button', { name: 'Quay lại' }).click();
	await expect(page.getByText(story)).toBeVisible();
	const [row] = await stack.sql<{ n: number }[]>`
		select count(*)::int as n from queue.cases where kind = 'tip'`;
	expect(row!.n).toBe(0);
});

test('an officer still reads a tip when the list does not hold, is told why, and writes nothing', async ({
	browser,
	stack
}) => {
	test.setTimeout(120_000);
	const story = 'Quán mở nhạc quá nửa đêm';
	const tip = await sendTip(stack, desk, { story });
	const page = await atDesk(browser, stack, desk, desk.members[1]!);
	await page.setViewportSize(wide);
	const door = 'rest/v1/rpc/staff_desk_public';
	const said: string[] = [];
	page.on('request', (request) => said.push(request.url()));
	for (const [name, words] of [
		['forked', 'không nối tiếp danh sách mà trang này đã biết'],
		['signed by somebody else', 'chưa được ký đúng'],
		['with a foreign recipient', 'có khóa lạ']
	] as const)
		await test.step(name, async () => {
			await honest(page);
			await rewrite<{ desk: Travelling }>(page, door, ({ desk }) => lies[name]!(desk));
			await page.goto(`/can-bo?case=${tip.id}`);
			await unlock(page, desk.members[1]!);
			await expect(page.getByText(story)).toBeVisible();
			await expect(page.getByText(words).first()).toBeVisible();
			await writeTo(page, 'Không được gửi đi', 'Trả lời');
			await expect(
				page.getByText('Chưa xác minh được danh sách cán bộ đã ký').first()
			).toBeVisible();
			await expect(page.getByLabel('Viết cho người báo tin')).toHaveValue('Không được gửi đi');
		});
	expect(said.filter((url) => url.endsWith('tips_say'))).toEqual([]);
	await page.context().close();
});
