import { digestOf, join, type Body } from '../../src/lib/sealed/cipher.ts';
import { shelf } from '../functions/traces.ts';
import { title } from './answering.ts';
import { cornersOf, expectBare, photo } from './camera.ts';
import { openBuiltWith, openDesk, type Desk } from './desk.ts';
import { begin, goOn, keepCode, send, write } from './telling.ts';
import { caseOf, readBy } from './tip-sent.ts';
import { expect, expectNoFaults, test, type TestStack } from './world.ts';

const unit = '21451';
test.use({ alone: 'tips-send' });

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

/** What the second investigator reads of a tip. */
const secondReads = async (stack: TestStack, reference: string) =>
	readBy(stack, desk, desk.members[1]!, await caseOf(stack, reference));

test('somebody tells of thefts without a name, and only the officers on the list can read it', async ({
	page,
	stack
}) => {
	const wire: string[] = [];
	page.on('request', (request) => wire.push(request.url(), request.postData() ?? ''));
	await openBuiltWith(page, { [unit]: desk.floor });
	await expect(page).toHaveTitle('Gần Dân');
	await expectNoFaults(page);
	const story = 'Ba đêm liền có người bẻ khóa xe ở bãi gửi';
	await write(page, story);
	await expectNoFaults(page);
	await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	await expect(page.getByText('3 cán bộ trong danh sách')).toBeVisible();
	await expectNoFaults(page);
	await expect(page).toHaveURL(/\/tin-bao$/);
	await send(page).dblclick();
	await expect(title(page)).toContainText('Ghi lại mã này');
	const exit = page.getByRole('button', { name: 'Thoát nhanh' });
	await expect(exit).toBeVisible();
	await expectNoFaults(page);

	const { code, reference } = await keepCode(page);
	await expect(exit).toBeVisible();
	await expect(page).toHaveTitle('Gần Dân');
	await expect(page.getByText('Đủ 3 ngày làm việc')).toBeVisible();
	await expectNoFaults(page);

	expect(wire.join('\n')).not.toContain(story);
	expect(wire.join('\n')).not.toContain(code);
	const { thread } = await secondReads(stack, reference);
	const said = JSON.stringify(thread.entries);
	expect(said).toContain(story);
	expect(said).toContain('76H112345');
	expect(said).not.toContain('damaged');
	const [count] = await stack.sql`
		select count(*)::int as n from queue.cases where kind = 'tip' and unit = ${unit}`;
	expect(count!.n).toBe(1);
});

test('photos arrive as they were seen, and nothing in them is left of what the camera wrote', async ({
	page,
	stack
}) => {
	await openBuiltWith(page, { [unit]: desk.floor });
	await write(page, 'Xe đậu chắn lối thoát của chợ');
	const words = 'Ảnh của nhà bà Sáu, quán đầu chợ';
	const files = [];
	for (const turned of [1, 6] as const) {
		const buffer = await photo(page, words, turned);
		expect(() => expectBare(buffer)).toThrow('a second picture inside');
		expect(buffer.toString().split(words)).toHaveLength(6);
		files.push({ name: `nha-ba-sau-${turned}.jpg`, mimeType: 'image/jpeg', buffer });
	}
	await page.getByLabel('Chọn ảnh, tệp').setInputFiles(files);
	const removed = 'Đã vẽ lại và bỏ: nơi chụp, ghi chú hay ảnh nhỏ ẩn bên trong, tên tệp.';
	await expect(page.getByText(removed)).toHaveCount(2);
	await page.getByLabel('Gửi kèm cả ảnh gốc').last().check();
	await expectNoFaults(page);
	await goOn(page);
	await expect(page.getByText('nha-ba-sau-6.jpg (nguyên bản, còn thông tin ẩn)')).toBeVisible();
	let late = 0;
	await page.route('**/functions/v1/tips', (route) => {
		const isTip = route.request().postData()?.includes('tips_submit');
		if (!isTip || late++) return route.fallback();
		return route.fulfill({ status: 403, json: { code: 'proof_expired' } });
	});
	await send(page).click();
	await expect(title(page)).toContainText('Ghi lại mã này');
	expect(late, 'once for work that ran out, and once for all').toBe(2);
	const { reference } = await keepCode(page);
	const { tip, thread, room } = await secondReads(stack, reference);
	expect(tip.parts).toHaveLength(3);
	expect(JSON.stringify(thread.entries)).not.toContain('nha-ba-sau');
	const { parts } = (thread.entries[1] as { envelope: { content: Body } }).envelope.content;
	const stored = shelf(stack).map(({ bytes }) => new Uint8Array(bytes));
	const [upright, turned, original] = await Promise.all(
		parts.map(async (ref) => {
			const part = stored.find((bytes) => digestOf(bytes) === ref.parts[0]!.sha256)!;
			return Buffer.from(await join([part], ref, room));
		})
	);
	expect(parts.map(({ kind }) => kind)).toEqual(['redrawn', 'redrawn', 'original']);
	expect(expectBare(upright!, words)).toEqual({ width: 64, height: 48 });
	expect(expectBare(turned!, words)).toEqual({ width: 48, height: 64 });
	expect(await cornersOf(page, upright!)).toEqual(['red', 'white', 'red', 'white']);
	expect(await cornersOf(page, turned!)).toEqual(['red', 'red', 'white', 'white']);
	expect(original!.equals(files[1]!.buffer), 'the original that was ticked').toBe(true);
});

test('an answer that was lost on the way makes no second tip, and the words stay until the code is shown', async ({
	page,
	stack
}) => {
	await openBuiltWith(page, { [unit]: desk.floor });
	await write(page, 'Đánh bạc mỗi tối ở quán cuối xóm');
	await goOn(page);
	const count = async () => {
		const [row] = await stack.sql`
			select count(*)::int as n from queue.cases where kind = 'tip' and unit = ${unit}`;
		return row!.n as number;
	};
	const before = await count();
	let lost = 0;
	await page.route('**/functions/v1/tips', async (route) => {
		if (!route.request().postData()?.includes('tips_submit') || lost >= 3) return route.fallback();
		lost += 1;
		await route.fetch();
		await route.abort('connectionreset');
	});
	await send(page).click();
	await expect(page.getByText('Chưa rõ máy chủ đã nhận hay chưa')).toBeVisible();
	await expect(page.getByText('Đánh bạc mỗi tối ở quán cuối xóm')).toBeVisible();
	await send(page).click();
	await expect(title(page)).toContainText('Ghi lại mã này');
	expect(await count()).toBe(before + 1);
});

test('a list that the page cannot verify sends nothing and says whom to call', async ({ page }) => {
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.postData() ?? ''));
	await openBuiltWith(page, { [unit]: { ...desk.floor, head: 'a'.repeat(64) } });
	await begin(page);
	await page.getByLabel('Không', { exact: true }).check();
	await goOn(page);
	await expect(title(page)).toContainText('Chưa gửi được tin ở đây');
	await expectNoFaults(page);
	expect(sent.join('')).not.toContain('tips_submit');
});

test('leaving with something typed is asked about, and the quick exit asks nothing', async ({
	page
}) => {
	await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await openBuiltWith(page, { [unit]: desk.floor });
	await begin(page);
	const official = page.getByLabel('Có', { exact: false }).first();
	await official.check();
	await page.getByRole('navigation').getByRole('link', { name: 'Chuẩn bị' }).first().click();
	await expect(page.getByRole('dialog')).toContainText('Rời trang là mất');
	await page.getByRole('button', { name: 'Ở lại' }).click();
	await expect(official).toBeChecked();
	for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
	await page.waitForURL('https://www.google.com/**');
});
