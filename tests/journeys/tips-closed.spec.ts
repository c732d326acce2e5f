import { foundAmong } from '../functions/traces.ts';
import { title } from './answering.ts';
import { openBuiltWith, openDesk, signAgain, type Change, type Desk } from './desk.ts';
import { begin, expectToldToCall, goOn, send, submits, tell, told, write } from './telling.ts';
import { listenTo } from './wire.ts';
import { expect, expectNoFaults, test, type Page, type TestStack } from './world.ts';

test.use({ alone: 'tips-closed', actionTimeout: 20_000 });

const DAY = 86_400_000;
const unit = '21451';
/** Where the lead has signed nothing for 36 days, and an area of it. */
const [tired, theirs] = ['21478', '21481'];
/** An area of a unit whose lead has signed no list at all. */
const [unsigned, nobodys] = ['Công an xã Nguyễn Nghiêm', '21457'];

let desk: Desk;
let old: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
	old = await openDesk(stack, tired!, new Date(Date.now() - 36 * DAY));
});

/** As if somebody had made sure of every unit's telephone: the page may name it. */
const surely: Change = (flat, put) => {
	for (const one of flat as Record<string, unknown>[])
		if (one?.hotline_sure)
			Object.assign(one, { hotline: put('0900 000 102'), hotline_sure: put(true) });
};
const chosen = (page: Page) => page.getByLabel('Xã, phường trước ngày');
const back = (page: Page) => page.getByRole('button', { name: 'Quay lại' }).click();
const main = (page: Page) => page.getByRole('main');

async function tips({ sql }: TestStack): Promise<number> {
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from queue.cases where kind = 'tip' and unit in (${unit}, ${tired!})`;
	return row!.n;
}

test('where no other desk is named, a tip about an officer is not sent at all, and whoever wrote it is told to turn to nobody local', async ({
	page,
	context
}) => {
	const story = 'Cán bộ thu tiền của quán karaoke';
	const heard = listenTo(context);
	const sent = submits(page);
	await openBuiltWith(page, { [unit]: desk.floor }, {}, surely);
	await write(page, story);
	await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	const asked = (await heard()).filter(({ url }) => url.pathname.startsWith('/functions'));
	expect(asked).toHaveLength(1);
	await page.getByRole('button', { name: /nơi nhận/ }).click();
	await goOn(page);
	await page.getByRole('radio', { name: /^Có/ }).check();
	await goOn(page);
	await expectToldToCall(page, 'ở địa phương không ai biết');
	await expect(main(page)).toContainText(
		'Nơi tiếp công dân của Công an cấp tỉnh hoặc cơ quan thanh tra'
	);
	await expect(main(page)).not.toContainText('trực ban');
	await expect(page.locator('body')).not.toContainText('0900');
	expect(
		await main(page)
			.locator('a[href^="tel:"]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('href')))
	).toEqual(['tel:113']);
	await expectNoFaults(page);

	await test.step('of a place that has no list, the same page names its telephone', async () => {
		await back(page);
		await back(page);
		await chosen(page).selectOption(nobodys!);
		await goOn(page);
		await page.getByLabel('Không', { exact: true }).check();
		await goOn(page);
		await expectToldToCall(page, 'Nơi này chưa có danh sách');
		await expect(main(page)).toContainText(unsigned!);
		await expect(main(page)).toContainText('0900 000 102');
		await expect(main(page)).toContainText('Đến trực ban Công an xã, phường');
		await expect(main(page)).not.toContainText('Công an cấp tỉnh');
	});

	const all = await heard();
	expect(all.filter(({ url }) => url.pathname.startsWith('/functions'))).toHaveLength(1);
	expect(sent).toEqual([]);
	const wire = all.map(
		({ url, head, body }, at) => [`${at} ${url.pathname}`, head + body] as const
	);
	const words = [story, told.place, told.lost, '76H112345'];
	expect(
		foundAmong(
			new Map(wire),
			words.map((word) => [word, word])
		)
	).toEqual([]);
});

test('a list that has run out stops a sender before the first word, and one that runs out meanwhile stops the sending', async ({
	page,
	context,
	stack
}) => {
	const story = 'Đổ rác xuống suối lúc rạng sáng';
	const heard = listenTo(context);
	const sent = submits(page);
	await openBuiltWith(page, { [unit]: desk.floor, [tired!]: old.floor });
	await begin(page, theirs!);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await expectToldToCall(page, 'Danh sách cán bộ đọc tin đã hết hạn');
	await expectNoFaults(page);

	await back(page);
	await back(page);
	await chosen(page).selectOption({ value: '21442' });
	await goOn(page);
	await goOn(page);
	await tell(page, story);
	await page.getByLabel('Không', { exact: true }).check();
	for (let step = 0; step < 2; step++) await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	await test.step('while the page lies open', async () => {
		await page.clock.setSystemTime(Date.now() + 36 * DAY);
		await send(page).click();
		await expectToldToCall(page, 'Đồng hồ của máy này chạy nhanh hơn máy chủ');
		await back(page);
		await expect(page.getByText(story)).toBeVisible();
		await page.clock.setSystemTime(Date.now());
	});
	await test.step('by the day that the lead has written on it', async () => {
		await signAgain(stack, desk, new Date(Date.now() - 36 * DAY));
		await send(page).click();
		await expectToldToCall(page, 'Danh sách cán bộ đọc tin đã hết hạn');
		await back(page);
		await expect(page.getByText(story)).toBeVisible();
	});
	expect(sent).toEqual([]);
	const wire = (await heard()).map(
		({ url, head, body }, at) => [`${at} ${url.pathname}`, head + body] as const
	);
	expect(foundAmong(new Map(wire), [['story', story]])).toEqual([]);
	expect(await tips(stack)).toBe(0);
});
