import { globSync } from 'node:fs';
import { openSecret } from '../../src/lib/sealed/cipher.ts';
import { bucketOf } from '../../supabase/functions/_shared/agefile/index.ts';
import { foundAmong, leftBehind } from '../functions/traces.ts';
import { ageFiles, exportedBy, opened } from './age-files.ts';
import { title } from './answering.ts';
import { expectHalfRed, photo } from './camera.ts';
import { comeBackWith, openBuiltWith, openDesk, type Desk } from './desk.ts';
import { atDesk, unlock } from './at-desk.ts';
import { keptIn } from './kept-in.ts';
import { phoneOf } from './on-a-phone.ts';
import { foundIn, header, keptBy, planted, plantedIn, secretsOf, type Kept } from './planted.ts';
import { goOn, keepCode, send, told, write } from './telling.ts';
import { listenTo, type Sent } from './wire.ts';
import { expect, test, type Page, type TestStack } from './world.ts';
import { anOfficer, atOnce, firstOf, pressTwice, theSender } from './writes.ts';

test.describe.configure({ mode: 'serial' });
test.use({ alone: 'tips-talk', actionTimeout: 20_000 });

const unit = '21478';
const area = '21481';

let desk: Desk;
/** What the story leaves for those who search for it afterwards. */
let kept: Kept;
let wire: Sent[] = [];

const itemsOf = async ({ sql }: TestStack) =>
	(await sql`select 1 from tips.items where case_id = ${kept.id}`).length;
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
		kept = await keptBy(stack, await keepCode(sender), officer);
		await sender.close();
	});

	const page = await atDesk(browser, stack, desk, officer);
	heard.push(listenTo(page.context()));
	await test.step('the officer unlocks, reads, looks at the picture, asks once though the line lost that it was taken, and makes a note', async () => {
		await page.goto(`/can-bo?case=${kept.id}`);
		await unlock(page, officer);
		await expect(page.getByText(planted.story)).toBeVisible();
		const [part] = await Promise.all([
			page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('tips_part')),
			page.getByRole('button', { name: 'Mở xem' }).click()
		]);
		expect(bucketOf(await part.body())).not.toBeNull();
		await expectHalfRed(page);
		await expect(page.getByRole('main')).not.toContainText(planted.file);
		const field = page.getByLabel('Viết cho người báo tin');
		await field.fill(planted.question);
		await pressTwice(anOfficer(page), field, page.getByRole('button', { name: 'Hỏi thêm' }));
		await expect(entry(page, planted.question)).toBeVisible();
		expect(await itemsOf(stack), 'the question that was pressed twice is there once').toBe(3);
		await page.getByLabel('Thêm ghi chú').fill(planted.note);
		await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
		await expect(entry(page, planted.note)).toBeVisible();
		const left = await keptIn(page);
		expect(left).toContain('access_token');
		expect(foundIn(left, kept)).toEqual([]);
	});

	const back = await phone.newPage();
	await test.step('she comes back with the code, and answers once though the line lost that it was taken', async () => {
		await comeBackWith(back, kept.code, floors);
		await expect(messages(back).filter({ hasText: planted.question })).toContainText('Cán bộ');
		const field = back.getByLabel('Trả lời của ông/bà');
		await field.fill(planted.answer);
		const button = back.getByRole('button', { name: 'Gửi câu trả lời' });
		await pressTwice(theSender(back, kept.tree.lookup), field, button);
		await expect(messages(back).first()).toContainText(planted.answer);
		expect(await itemsOf(stack), 'the answer that was pressed twice is there once').toBe(4);
		expect(foundIn(await keptIn(back), kept)).toEqual([]);
	});

	await test.step('both write at the same moment: both arrive, in one order for both', async () => {
		await back.getByLabel('Nội dung nhắn thêm').fill(planted.together);
		await page.getByLabel('Viết cho người báo tin').fill(planted.reply);
		const answered = await atOnce(anOfficer(page), theSender(back, kept.tree.lookup));
		await Promise.all([
			back.getByRole('button', { name: 'Gửi tin nhắn' }).click(),
			page.getByRole('button', { name: 'Trả lời', exact: true }).click()
		]);
		await expect(messages(back).filter({ hasText: planted.together })).toBeVisible();
		await expect(entry(page, planted.reply)).toBeVisible();
		const first = [planted.reply, planted.together][firstOf(answered)];
		await page.reload();
		await unlock(page, officer);
		await expect(page.locator('.thread > li')).toHaveCount(4);
		await back.getByRole('button', { name: 'Xem lại bản mới nhất' }).click();
		await expect(messages(back)).toHaveCount(4);
		const read = plantedIn(await messages(back).allTextContents()).reverse();
		expect(read.slice(0, 3)).toEqual([planted.question, planted.answer, first]);
		expect(read.slice(2).sort()).toEqual([planted.together, planted.reply].sort());
		expect(plantedIn(await page.locator('.thread > li').allTextContents())).toEqual(read);
		for (const one of [page, back]) await expect(one.getByText('bị hỏng')).toHaveCount(0);
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
	const sent = wire.flatMap(({ url, head, body }, at) => [
		[`the head of ${at} to ${url.pathname}`, head] as const,
		[`the body of ${at} to ${url.pathname}`, body] as const
	]);
	const atItsDoor = /^lookup in the body of \d+ to \/functions\/v1\/lookup$/;
	const found = foundAmong(new Map(sent), secretsOf(kept)).filter((one) => !atItsDoor.test(one));
	expect(found).toEqual([]);
});

test('every age file has one hybrid stanza and the size of a bucket', async ({ stack }) => {
	const files = await ageFiles(stack);
	for (const { place, file } of files) {
		expect(bucketOf(file), place).not.toBeNull();
		const stanzas = file.toString('latin1', 0, 1627).match(/^-> .*$/gm)!;
		expect(stanzas.map((line) => line.split(' ')[1])).toEqual(['mlkem768x25519']);
	}
	// The photo; header, body, three messages and one more; a key for each officer and the sender, one of the notes for each officer.
	const counted = (name: string) => files.filter(({ place }) => place === name).length;
	const places = ['storage', ...['items', 'secrets', 'notes'].map((name) => `tips.${name}`)];
	expect(places.map(counted)).toEqual([1, 6, 7, 1]);
	expect(files).toHaveLength(15);
});

test('every file that the two left opens in another reader of age, with what the printed sheets and the code give', async ({
	stack
}) => {
	const exported = desk.members.map(({ officer, code }) => exportedBy(stack, officer.id, code));
	const identities = [...(await Promise.all(exported)), kept.own.identity];
	const read = opened(await ageFiles(stack), identities).map((content) => content.toString());
	const { exif: _, file: __, ...texts } = planted;
	for (const words of [...Object.values(texts), ...Object.values(told)])
		expect(
			read.filter((content) => content.includes(words)),
			words
		).toHaveLength(1);
	expect(
		read.filter((content) => content.includes(JSON.stringify(header).slice(1, -1)))
	).toHaveLength(1);
	expect(read.filter((content) => content.startsWith('\ufffd\ufffd\ufffd'))).toHaveLength(1);
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
