import { globSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { digestOf, join, type Body } from '../../src/lib/sealed/cipher.ts';
import { chromiumFlags, findChromium } from '../../supabase/local/browser.ts';
import { piecesOf } from '../functions/forms.ts';
import { foundAmong, shelf } from '../functions/traces.ts';
import { title } from './answering.ts';
import { openBuiltWith, openDesk, type Desk } from './desk.ts';
import { goOn, keepCode, send, told, write } from './telling.ts';
import { caseOf, readBy } from './tip-sent.ts';
import { expect, expectNoFaults, test, type Page, type TestStack } from './world.ts';

// On the stack of tips-send, where another unit's list is signed: whichever of the two comes first.
test.use({ alone: 'tips-send' });

const unit = '21478';
const area = '21481';

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

/** What the second investigator reads of a tip. */
const secondReads = async (stack: TestStack, reference: string) =>
	readBy(stack, desk, desk.members[1]!, await caseOf(stack, reference));
const choose = (page: Page) => page.getByLabel('Chọn ảnh, tệp');
const atCheck = (page: Page) => expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');

test('ten files go with a tip though the work ran out, there was no line and it broke in the second of three parts: each part arrives once', async ({
	page,
	stack
}, testInfo) => {
	test.setTimeout(180_000);
	const story = 'Tàu hút cát lúc nửa đêm, ba đêm liền';
	await openBuiltWith(page, { [unit]: desk.floor });
	await write(page, story, area);
	const film = Buffer.alloc(9 << 20, 'cát');
	await test.step('what may tell of the sender is said of each kind, and what is too much does not come along', async () => {
		const docx = { mimeType: 'application/msword', buffer: Buffer.from('Kính gửi') };
		await choose(page).setInputFiles([
			{ name: 'phim.mp4', mimeType: 'video/mp4', buffer: film },
			{ ...docx, name: 'don.doc' }
		]);
		await expect(page.getByText('Đoạn ghi vẫn giữ giọng nói')).toBeVisible();
		await expect(page.getByText('Tài liệu có thể ghi tên người soạn')).toBeVisible();
		const large = testInfo.outputPath('to-lon.mov');
		writeFileSync(large, '');
		truncateSync(large, 42 << 20);
		await choose(page).setInputFiles(large);
		await expect(page.getByText('to-lon.mov: quá 50 MB tất cả.')).toBeVisible();
		await expect(page.getByText('2 tệp, 9 MB trên 50 MB.')).toBeVisible();
		const more = Array.from({ length: 9 }, (_, at) => ({ ...docx, name: `don-${at}.doc` }));
		await choose(page).setInputFiles(more);
		await expect(page.getByText('don-8.doc: đã đủ 10 tệp.')).toBeVisible();
		await expect(page.getByText('10 tệp, 9 MB trên 50 MB.')).toBeVisible();
		await expectNoFaults(page);
	});
	await goOn(page);
	await atCheck(page);

	const expectStopped = async (why: string | RegExp) => {
		await expect(page.getByRole('alert')).toContainText(why, { timeout: 30_000 });
		await expect(page.getByText(story)).toBeVisible();
		await expect(page.getByText('phim.mp4', { exact: true })).toBeVisible();
	};
	await test.step('between writing and "Gửi" the line goes', async () => {
		await page.context().setOffline(true);
		await send(page).click();
		await expectStopped('Máy đang không có mạng');
		await page.context().setOffline(false);
	});
	const asked: string[] = [];
	let [expired, broken, arrived] = [true, true, 0];
	await page.route('**/functions/v1/tips', async (route) => {
		const type = await route.request().headerValue('content-type');
		const isPart = type === 'application/octet-stream';
		if (!isPart) asked.push((route.request().postDataJSON() as { action: string }).action);
		else if (expired) {
			expired = false;
			return route.fulfill({ status: 403, json: { code: 'proof_expired' } });
		} else if (broken && arrived === 1) return route.abort('connectionreset');
		else arrived += 1;
		return route.fallback();
	});
	await test.step('it breaks in the film, and what had arrived is not sent again', async () => {
		await send(page).click();
		await expectStopped('Chưa kết nối được với máy chủ');
		expect([arrived, asked]).toEqual([1, ['tips_desk']]);
		broken = false;
		await send(page).click();
		await expect(title(page)).toContainText('Ghi lại mã này', { timeout: 30_000 });
		expect([arrived, asked]).toEqual([3 + 9, ['tips_desk', 'tips_submit']]);
	});

	const { reference } = await keepCode(page);
	const tips = await stack.sql`select 1 from queue.cases where kind = 'tip' and unit = ${unit}`;
	expect(tips).toHaveLength(1);
	const { tip, thread, room } = await secondReads(stack, reference);
	expect(tip.parts).toHaveLength(12);
	const { parts } = (thread.entries[1] as { envelope: { content: Body } }).envelope.content;
	expect(parts.map(({ parts }) => parts.length)).toEqual([3, ...Array<number>(9).fill(1)]);
	const stored = shelf(stack).map(({ bytes }) => new Uint8Array(bytes));
	const files = parts[0]!.parts.map(({ sha256 }) =>
		stored.find((one) => digestOf(one) === sha256)!
	);
	expect(film.equals(await join(files, parts[0]!, room))).toBe(true);
});

test('a sender who stops before the last press goes on in another browser, and the first one’s disk holds a locked file and nothing of the tip', async ({
	browser,
	page,
	stack
}, testInfo) => {
	test.setTimeout(180_000);
	const story = 'Họ cưa trộm rừng dương chắn cát, đêm nào cũng hai chuyến xe';
	const [profile, downloads] = [testInfo.outputPath('profile'), testInfo.outputPath('downloads')];
	const file = testInfo.outputPath('tep.age');
	let code = '';
	await test.step('at the check page they keep the draft, and close the browser', async () => {
		const own = await browser.browserType().launchPersistentContext(profile, {
			...{ executablePath: findChromium()!, args: chromiumFlags, downloadsPath: downloads },
			...{ baseURL: stack.origin, locale: 'vi-VN', viewport: { width: 360, height: 740 } }
		});
		const first = own.pages()[0]!;
		await openBuiltWith(first, { [unit]: desk.floor });
		await write(first, story, area);
		await goOn(first);
		await atCheck(first);
		await first.getByText('Lưu bản nháp có khóa').click();
		await first.getByRole('button', { name: 'Tạo tệp và mã' }).click();
		const groups = first.getByRole('group', { name: 'Mã của bản nháp' }).first().locator('.group');
		await expect(groups).toHaveCount(4);
		code = (await groups.allTextContents()).join('').replaceAll('-', '');
		const [download] = await Promise.all([
			first.waitForEvent('download'),
			first.getByRole('link', { name: 'Tải tệp tep.age' }).click()
		]);
		await download.saveAs(file);
		expect(onDisk(downloads)).toHaveLength(1);
		await own.close();
	});
	await test.step('on the disk of that browser stands that the page was open, and not a word', async () => {
		const places = new Map([...onDisk(profile), ...onDisk(downloads), ...onDisk(file)]);
		expect(foundAmong(places, [['the address', `${stack.origin}/tin-bao`]])).not.toEqual([]);
		const groups = code.match(/.{4}/g)!;
		const words = piecesOf(Object.entries({ story, ...told, plate: '76H112345' }));
		const codes = [code, groups.join('-'), groups.join(' ')].map((one) => ['code', one] as const);
		expect(foundAmong(places, [...words, ...codes])).toEqual([]);
	});
	await test.step('in another browser the file and its code bring everything back, and it is sent', async () => {
		await openBuiltWith(page, { [unit]: desk.floor });
		await page.getByRole('button', { name: 'Bắt đầu viết' }).click();
		await page.getByText('Mở bản nháp').click();
		await page.getByLabel('Tệp bản nháp').setInputFiles(file);
		await page.getByLabel('Mã của bản nháp').fill(code.toLowerCase());
		await page.getByRole('button', { name: 'Mở tệp' }).click();
		await expect(page.getByText('Đã mở bản nháp')).toBeVisible();
		for (let step = 0; step < 8; step++) {
			const before = await title(page).innerText();
			await goOn(page);
			await expect(title(page)).not.toHaveText(before);
		}
		await atCheck(page);
		await send(page).click();
		await expect(title(page)).toContainText('Ghi lại mã này');
	});
	const { thread } = await secondReads(stack, (await keepCode(page)).reference);
	const read = JSON.stringify(thread.entries);
	for (const words of [story, ...Object.values(told), '76H112345']) expect(read).toContain(words);
	expect(read).not.toContain('damaged');
});

/** Every file at or below a path, byte for byte. */
const onDisk = (path: string): [string, string][] =>
	globSync([path, `${path}/**`], { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`)
		.map((one) => [one, readFileSync(one, 'latin1')]);
