import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as cipher from '../../src/lib/sealed/cipher.ts';
import { openAge } from '../../src/lib/sealed/other-age.ts';
import type { OpenTip } from '../../supabase/functions/_shared/contracts/tips.ts';
import { atDesk, unlock, wide } from './at-desk.ts';
import { honest, rewrite } from './between.ts';
import { openDesk, type Desk } from './desk.ts';
import { base64 } from './insider.ts';
import { sendTip } from './officer-tips.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

// On the stack of tips-hostile, where another unit's list is signed: whichever of the two comes first.
test.use({ alone: 'tips-hostile', viewport: wide });

type Sealed = { sealed: string };
type SealedHeader = { case: string; tip: string; secret: Sealed; item: Sealed };

const unit = '21478';
let desk: Desk;
let officer: Page;
test.beforeAll(async ({ browser, stack }) => {
	desk = await openDesk(stack, unit);
	officer = await atDesk(browser, stack, desk, desk.members[1]!);
	officer.on('pageerror', (error) => {
		throw error;
	});
});
test.afterEach(() => honest(officer));
test.afterAll(() => officer?.context().close());

const bytes = (text: string) => new TextEncoder().encode(text);
const open = async (id: string) => {
	await officer.goto(`/can-bo?case=${id}`);
	await unlock(officer, desk.members[1]!);
};

test('of files that the server changed, cut, swapped or lost the officer is told which, reads the others, and the package says what is missing', async ({
	stack
}) => {
	test.setTimeout(120_000);
	const texts = ['Tờ ghi nợ thứ nhất', 'thứ hai', 'thứ ba', 'thứ tư', 'Tờ ghi nợ cuối'];
	const story = 'Cho vay nặng lãi, có giấy ghi nợ';
	const tip = await sendTip(stack, desk, { story, files: texts.map(bytes) });
	const [, body] = (await tip.read()).entries;
	const { parts } = (body as { envelope: { content: cipher.Body } }).envelope.content;
	const ids = parts.map((ref) => ref.parts[0]!.id);
	// The fourth is gone from Storage itself; with the second and third the server plays.
	rmSync(join(stack.uploads, 'sealed', ids[3]!), { recursive: true });
	let cut = false;
	await officer.route('**/functions/v1/tips', async (route) => {
		const asked = route.request().postDataJSON() as { action: string; part: string };
		const place = asked.action === 'tips_part' ? ids.indexOf(asked.part) : -1;
		if (place === 2) {
			const postData = JSON.stringify({ ...asked, part: ids[0] });
			return route.fulfill({ response: await route.fetch({ postData }) });
		}
		if (place !== 1) return route.fallback();
		const answer = await route.fetch();
		const file = Buffer.from(await answer.body());
		if (!cut) file[file.length - 40]! ^= 1;
		await route.fulfill({ response: answer, body: cut ? file.subarray(0, 2000) : file });
	});
	await open(tip.id);
	await expect(officer.getByText(story)).toBeVisible();
	const look = (n: number) => officer.getByRole('button', { name: `Mở xem Tệp ${n}` }).click();
	const [changed, lost] = ['không đúng như người báo tin đã ký', 'không còn giữ đủ tệp này'];
	for (const [file, said] of [
		[2, changed],
		[1, texts[0]!],
		[3, changed],
		[4, lost],
		[5, texts[4]!]
	] as const) {
		await look(file);
		await expect(officer.getByRole('article').getByText(said)).toBeVisible();
	}
	cut = true;
	await look(2);
	await expect(officer.getByRole('alert').filter({ hasText: changed })).toBeVisible();
	await expect(officer.getByText('thứ hai')).toHaveCount(0);
	await expectNoFaults(officer);

	await officer.getByRole('button', { name: 'Chuyển cơ quan điều tra' }).click();
	await officer.getByRole('button', { name: 'Làm gói đã khóa' }).click();
	await expect(officer.getByText('Không lấy được 3 tệp gửi kèm')).toBeVisible();
	const [saved] = await Promise.all([
		officer.waitForEvent('download'),
		officer.getByRole('button', { name: 'Lưu gói' }).click()
	]);
	const shown = await officer.locator('.groups').last().innerText();
	const passphrase = shown.replace(/[^0-9A-Z]/g, '');
	const chunks = await Array.fromAsync(await saved.createReadStream());
	const archive = openAge(Buffer.concat(chunks as Buffer[]), { passphrase });
	const holds = texts.map((text) => archive.includes(`\0${text}\0`));
	expect(holds).toEqual([true, false, false, false, true]);
	for (const n of [2, 3, 4])
		expect(archive.includes(`Tệp ${n}: không có trong gói, máy chủ không còn giữ đủ`)).toBe(true);
	expect(archive.includes(story)).toBe(true);
});

test('headers that the server changed or gave to another tip say nothing in the list, and the others are read', async ({
	stack
}) => {
	const tips = await Promise.all(
		['76H111111', '76H122222', '76H133333', '76H144444'].map(async (plate) => ({
			...(await sendTip(stack, desk, { story: plate, plates: [plate] })),
			plate
		}))
	);
	const [swapped, other, damaged, whole] = tips;
	await rewrite<SealedHeader[]>(officer, 'rest/v1/rpc/tips_headers', (headers) => {
		const of = ({ id }: { id: string }) => headers.find((header) => header.case === id)!;
		const [one, two] = [{ ...of(swapped!) }, { ...of(other!) }];
		Object.assign(of(swapped!), { secret: two.secret, item: two.item });
		Object.assign(of(other!), { item: one.item });
		const file = Buffer.from(of(damaged!).item.sealed, 'base64');
		file[file.length - 40]! ^= 1;
		of(damaged!).item.sealed = base64(file);
	});
	const row = ({ reference }: { reference: string }) =>
		officer.locator('.rows a').filter({ hasText: reference });
	await open(whole!.id);
	await expect(row(whole!)).toContainText(whole!.plate);
	for (const one of [swapped!, other!, damaged!]) {
		await expect(row(one)).toContainText('Tin báo bảo mật');
		await expect(row(one)).not.toContainText('76H1');
	}
	await officer.getByLabel('Tìm trong tin đã mở').fill('76H1');
	await expect(officer.locator('.rows a')).toHaveCount(1);
});

test('a key of the notes that the server made is written with by nobody, and its note is not believed', async ({
	stack
}) => {
	const tip = await sendTip(stack, desk, { story: 'Có ghi chú không ai viết' });
	const stranger = await cipher.newHolder();
	const { identity } = await cipher.newRoom();
	const told = (await tip.read()).tip;
	const made = { tip: told, epoch: 1, identity, list: 1 };
	const { recipient } = desk.members[1]!.holder;
	const D = await cipher.sealNotesSecret(made, stranger.signer, recipient);
	const room = await cipher.openSecret(D, desk.members[1]!.holder.identity);
	const at = cipher.hourOf(new Date());
	const note = { list: 1, at, content: { text: 'Đừng đi xem' } };
	const forged = await cipher.sealNote(room, note, stranger.signer);
	await rewrite<OpenTip>(officer, 'rest/v1/rpc/tips_open', (said) => {
		said.secrets.push({ epoch: 1, room: 'D', sealed: base64(D) });
		said.notes.push({
			id: crypto.randomUUID(),
			epoch: 1,
			at,
			officer: null,
			sealed: base64(forged)
		});
	});
	// The honest first key of the notes is never let through: this server says that it has one.
	await officer.route('**/rest/v1/rpc/tips_notes_key', (route) =>
		route.fulfill({ status: 409, json: { code: 'PT409', message: 'taken' } })
	);
	const sent: string[] = [];
	officer.on('request', (request) => sent.push(request.url()));
	await open(tip.id);
	await expect(officer.getByText('Ghi chú không mở được')).toBeVisible();
	await expect(officer.getByText('Đừng đi xem')).toHaveCount(0);
	await officer.getByLabel('Thêm ghi chú').fill('Hỏi người cho vay');
	await officer.getByRole('button', { name: 'Lưu ghi chú' }).click();
	await expect(officer.getByText('không do cán bộ nào trong danh sách ký')).toBeVisible();
	await expect(officer.getByLabel('Thêm ghi chú')).toHaveValue('Hỏi người cho vay');
	expect(sent.filter((url) => url.endsWith('tips_notes_key'))).toHaveLength(1);
	expect(sent.filter((url) => url.endsWith('tips_note'))).toEqual([]);
});
