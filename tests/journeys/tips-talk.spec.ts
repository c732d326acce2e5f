import { globSync } from 'node:fs';
import { holderOf, openSecret } from '../../src/lib/sealed/cipher.ts';
import { bucketOf } from '../../supabase/functions/_shared/agefile/index.ts';
import { dump, foundAmong, leftBehind, shelf } from '../functions/traces.ts';
import { title } from './answering.ts';
import { photo } from './camera.ts';
import { comeBackWith, openBuiltWith, openDesk, type Desk } from './desk.ts';
import { atDesk, unlock, writeTo } from './at-desk.ts';
import { keptIn } from './kept-in.ts';
import { phoneOf } from './on-a-phone.ts';
import { foundIn, planted, roomOf, secretsOf, treeOf, type Kept } from './planted.ts';
import { goOn, keepCode, send, write } from './telling.ts';
import { listenTo, type Sent } from './wire.ts';
import { expect, test, type Page } from './world.ts';

test.describe.configure({ mode: 'serial' });
test.use({ alone: 'tips-talk', actionTimeout: 20_000 });

const unit = '21478';
const area = '21481';

let desk: Desk;
/** What the story leaves for those who search for it afterwards. */
let kept: Kept;
let wire: Sent[] = [];

const messages = (page: Page) => page.getByRole('list', { name: 'Trao đổi' }).getByRole('listitem');
const entry = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

test('a neighbour on a phone and an officer at a desk talk, and no browser asks anybody else', async ({
	browser,
	stack
}) => {
	test.setTimeout(240_000);
	desk = await openDesk(stack, unit);
	const officer = desk.members[1]!;
	const floors = { [unit]: desk.floor };
	const phone = await phoneOf(browser, stack);
	const heard = [listenTo(phone)];
	const sender = await phone.newPage();

	await test.step('she sends words and a photo, and keeps the code', async () => {
		await openBuiltWith(sender, floors);
		await write(sender, planted.story, area);
		const buffer = await photo(sender, planted.exif);
		expect(buffer.toString()).toContain(planted.exif);
		const file = { name: `${planted.file}.jpg`, mimeType: 'image/jpeg', buffer };
		await sender.getByLabel('Chọn ảnh, tệp').setInputFiles(file);
		await expect(sender.getByText('Đã vẽ lại và bỏ: nơi chụp')).toBeVisible();
		await goOn(sender);
		await send(sender).click();
		await expect(title(sender)).toContainText('Ghi lại mã này');
		const { code, reference } = await keepCode(sender);
		const tree = await treeOf(stack, code);
		const own = await holderOf(tree);
		kept = { code, tree, own, ...(await roomOf(stack, reference, own)), officer };
		await sender.close();
	});

	const page = await atDesk(browser, stack, desk, officer);
	heard.push(listenTo(page.context()));
	await test.step('the officer unlocks, reads, looks at the picture, asks and makes a note', async () => {
		await page.goto(`/can-bo?case=${kept.id}`);
		await unlock(page, officer);
		await expect(page.getByText(planted.story)).toBeVisible();
		const [part] = await Promise.all([
			page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('tips_part')),
			page.getByRole('button', { name: 'Mở xem' }).click()
		]);
		expect(bucketOf(await part.body())).not.toBeNull();
		const canvas = page.locator('canvas');
		await expect(canvas).toHaveAttribute('width', '64');
		const colours = await canvas.evaluate((element: HTMLCanvasElement) =>
			[8, 56].map((x) => [...element.getContext('2d')!.getImageData(x, 24, 1, 1).data])
		);
		expect(colours[0]![0]! - colours[0]![1]!).toBeGreaterThan(150);
		for (const light of colours[1]!) expect(light).toBeGreaterThan(200);
		await expect(page.getByRole('main')).not.toContainText(planted.file);
		await writeTo(page, planted.question, 'Hỏi thêm');
		await expect(entry(page, planted.question)).toBeVisible();
		await page.getByLabel('Thêm ghi chú').fill(planted.note);
		await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
		await expect(entry(page, planted.note)).toBeVisible();
		const left = await keptIn(page);
		expect(left).toContain('access_token');
		expect(foundIn(left, kept)).toEqual([]);
	});

	const back = await phone.newPage();
	await test.step('she comes back with the code, and answers', async () => {
		await comeBackWith(back, kept.code, floors);
		await expect(messages(back).filter({ hasText: planted.question })).toContainText('Cán bộ');
		await back.getByLabel('Trả lời của ông/bà').fill(planted.answer);
		await back.getByRole('button', { name: 'Gửi câu trả lời' }).click();
		await expect(messages(back).first()).toContainText(planted.answer);
		expect(foundIn(await keptIn(back), kept)).toEqual([]);
	});

	await test.step('both write at the same moment: both arrive, in one order for both', async () => {
		await back.getByLabel('Nội dung nhắn thêm').fill(planted.together);
		await page.getByLabel('Viết cho người báo tin').fill(planted.reply);
		await Promise.all([
			back.getByRole('button', { name: 'Gửi tin nhắn' }).click(),
			page.getByRole('button', { name: 'Trả lời', exact: true }).click()
		]);
		await expect(messages(back).filter({ hasText: planted.together })).toBeVisible();
		await expect(entry(page, planted.reply)).toBeVisible();
		await page.reload();
		await unlock(page, officer);
		for (const words of [planted.answer, planted.together, planted.reply])
			await expect(entry(page, words)).toBeVisible();
		await back.getByRole('button', { name: 'Xem lại bản mới nhất' }).click();
		await expect(messages(back)).toHaveCount(4);
		const order = (texts: string[]) =>
			texts.map((text) => Object.values(planted).find((words) => text.includes(words)));
		const read = order(await messages(back).allTextContents()).reverse();
		expect(read.slice(0, 2)).toEqual([planted.question, planted.answer]);
		expect([...read].sort()).toEqual(
			[planted.question, planted.answer, planted.together, planted.reply].sort()
		);
		const seen = order(await page.locator('.thread > li').allTextContents());
		expect(seen).toEqual(read);
		await expect(page.getByText('bị hỏng')).toHaveCount(0);
		await expect(back.getByText('bị hỏng')).toHaveCount(0);
	});

	expect(await phone.cookies()).toEqual([]);
	wire = (await Promise.all(heard.map((tell) => tell()))).flat();
	const elsewhere = wire.filter(({ url }) => url.origin !== stack.origin);
	expect(elsewhere.map(({ url }) => url.href)).toEqual([]);
	await phone.close();
	await page.context().close();
});

test('nothing of it lies in any table or file of PostgreSQL, in storage or in a log', async ({
	stack
}) => {
	expect(globSync('**/*', { cwd: stack.uploads }).length).toBeGreaterThan(0);
	const places = await leftBehind(stack);
	// The search finds what is there.
	expect(places.get('unit.units')).toContain('Công an phường Sa Huỳnh');
	expect(places.get('storage')).toContain('-> mlkem768x25519');
	expect(places.get('log of PostgreSQL')).toContain('ready to accept connections');
	expect(foundAmong(places, secretsOf(kept))).toEqual([]);
});

test('nothing of it passed over the line, but the lookup key at its one door', async () => {
	const doors = wire.map(({ url }) => url.pathname);
	expect(doors).toContain('/functions/v1/lookup');
	expect(doors.filter((door) => door === '/functions/v1/tips').length).toBeGreaterThan(3);
	expect(wire.some(({ body }) => body.includes('-> mlkem768x25519'))).toBe(true);
	const found = wire.flatMap(({ url, head, body }) => {
		const isLookup = url.pathname === '/functions/v1/lookup';
		const inBody = foundIn(body, kept).filter((name) => name !== 'lookup' || !isLookup);
		return [...foundIn(head, kept), ...inBody].map((name) => `${name} to ${url.pathname}`);
	});
	expect(found).toEqual([]);
});

test('every age file has one hybrid stanza and the size of a bucket', async ({ stack }) => {
	const tables = await dump(stack);
	const files: [string, Buffer][] = shelf(stack)
		.filter(({ bytes }) => bytes.includes('age-encryption.org'))
		.map(({ path, bytes }) => [path, bytes]);
	expect(files).toHaveLength(1);
	const magic = Buffer.from('age-encryption.org/v1').toString('hex');
	for (const [table, text] of tables) {
		// Locked with the code of their sheet; no key can be named there.
		if (table === 'staff.keys') continue;
		for (const [hex] of text.matchAll(new RegExp(`${magic}[0-9a-f]*`, 'g')))
			files.push([table, Buffer.from(hex, 'hex')]);
		expect(text.includes('YWdlLWVuY3J5cHRpb24'), table).toBe(false);
	}
	for (const [place, file] of files) {
		expect(bucketOf(file), place).not.toBeNull();
		const stanzas = file.toString('latin1', 0, 1627).match(/^-> .*$/gm)!;
		expect(stanzas.map((line) => line.split(' ')[1])).toEqual(['mlkem768x25519']);
	}
	// Header, body, three messages and one more; a key for each officer and the sender, one of the notes for each officer.
	const counted = (table: string) => files.filter(([place]) => place === table).length;
	expect(['items', 'secrets', 'notes'].map((name) => counted(`tips.${name}`))).toEqual([6, 7, 1]);
});

test('the keys of the sender open no note of the officers, nor the key to it', async ({
	stack
}) => {
	const files = await stack.sql<{ sealed: Uint8Array }[]>`
		select sealed from tips.notes union all select sealed from tips.secrets where room = 'D'`;
	expect(files).toHaveLength(4);
	for (const { sealed } of files)
		for (const key of [kept.own.identity, kept.room])
			await expect(openSecret(new Uint8Array(sealed), key)).rejects.toThrow('cannot_open');
});
