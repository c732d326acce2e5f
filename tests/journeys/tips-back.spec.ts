import { title } from './answering.ts';
import { bookVisit } from './booked.ts';
import { buildWith, openDesk, openFromHome, type Desk } from './desk.ts';
import { keptIn } from './kept-in.ts';
import { ask, readBy, sendTip, type SentTip } from './tip-sent.ts';
import { expect, expectNoFaults, test, type Page } from './world.ts';

test.use({ alone: 'tips-back' });

const unit = '21451';
const story = 'Ba đêm liền có người bẻ khóa xe ở bãi gửi';

type Floors = Parameters<typeof buildWith>[2];

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

async function lookUp(page: Page, code: string, floors = { [unit]: desk.floor } as Floors) {
	await buildWith(page, 'tra-cuu', floors);
	await openFromHome(page, 'Tra cứu bằng mã');
	await page.getByLabel('Mã tra cứu').fill(code.toLowerCase());
	await page.getByRole('button', { name: 'Tra cứu', exact: true }).click();
}
const thread = (page: Page) => page.getByRole('list', { name: 'Trao đổi' });
const officer = () => desk.members[1]!;
type Stack = Parameters<typeof sendTip>[0];
const question = (stack: Stack, tip: SentTip, text: string) =>
	ask(stack, desk, officer(), tip.id, text);

test('the sender reads the officer’s question first, answers it, and only officers hear it', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await question(stack, tip, 'Bãi xe có mấy lối ra?');
	const wire: string[] = [];
	const sizes: number[] = [];
	page.on('request', (request) => {
		const body = request.postDataBuffer();
		wire.push(request.url(), body?.toString('latin1') ?? '');
		if (request.url().endsWith('/functions/v1/lookup')) sizes.push(body!.length);
	});

	await lookUp(page, tip.code);
	await expect(title(page)).toHaveText('Cán bộ đang chờ ông/bà trả lời');
	await expect(page).toHaveTitle('Gần Dân');
	const asked = page.getByRole('region', { name: 'Cán bộ hỏi thêm' });
	await expect(asked).toContainText('Bãi xe có mấy lối ra?');
	await expect(page.getByText('Công an phường Trà Câu').first()).toBeVisible();
	await expectNoFaults(page);

	await asked.getByRole('button', { name: 'Gửi câu trả lời' }).click();
	await expect(page.getByRole('alert')).toContainText('Ghi điều muốn nói');
	await asked.getByLabel('Trả lời của ông/bà').fill('Hai lối, lối sau không có đèn');
	await asked.getByRole('button', { name: 'Gửi câu trả lời' }).click();
	await expect(page.getByText('Đã gửi. Cán bộ sẽ thấy')).toBeVisible();
	await expect(title(page)).toHaveText('Cán bộ đã mở tin');
	await expect(thread(page).getByRole('listitem')).toHaveCount(2);
	await expect(thread(page).getByRole('listitem').first()).toContainText('Hai lối');
	await page.getByText('Xem lại tin đã gửi').click();
	await expect(page.getByText(story)).toBeVisible();
	await expectNoFaults(page);

	const { thread: read } = await readBy(stack, desk, desk.lead, tip.id);
	expect(JSON.stringify(read.entries.at(-1))).toContain('lối sau không có đèn');
	expect(JSON.stringify(read.entries)).not.toContain('damaged');

	expect(sizes.length).toBeGreaterThanOrEqual(3);
	expect(new Set(sizes)).toEqual(new Set([10_240]));
	for (const secret of [...tip.secrets, 'lối sau', story])
		expect(wire.join('\n').toLowerCase()).not.toContain(secret.toLowerCase());
});

test('a wrong code, the code of a visit and that of a tip fetch the same parts of the page, all of them before any answer', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	const visit = await bookVisit(stack);
	const fetched: Set<string>[] = [];
	let late: string[] | null = null;
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (!/\.(?:js|css)$/.test(pathname)) return;
		fetched.at(-1)?.add(pathname);
		late?.push(pathname);
	});
	page.on('response', (answer) => {
		if (answer.url().endsWith('/functions/v1/lookup')) late ??= [];
	});
	// On a busy machine the last page may be answered once more before the next one is there.
	page.on('framenavigated', () => (late = null));
	for (const code of ['0000000000000000', visit.code, tip.code]) {
		fetched.push(new Set());
		await lookUp(page, code);
		await page
			.getByText(/Không tìm thấy hồ sơ|Số hồ sơ/)
			.first()
			.waitFor();
		if (code === tip.code) await page.getByText('Xem lại tin đã gửi').waitFor();
		// Whatever the answer brought on has been asked for by now; until the page is touched, that is nothing.
		await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
		expect(late, code).toEqual([]);
		// What this page still asks is not to be taken for an answer on the next.
		await page.waitForLoadState('networkidle');
	}
	const [unknown, ...known] = fetched.map((parts) => [...parts].sort());
	expect(known).toEqual([unknown, unknown]);
	expect(unknown!.length).toBeGreaterThan(5);
});

test('whoever counts questions and answers on the line learns nothing of what a code opens', async ({
	page,
	stack
}) => {
	const [visit, fresh, answered] = [
		await bookVisit(stack),
		await sendTip(stack, desk, story),
		await sendTip(stack, desk, story)
	];
	await question(stack, answered, 'Bãi xe có mấy lối ra?');
	let sizes: number[] = [];
	page.on('response', (answer) => {
		if (!answer.url().endsWith('/functions/v1/lookup')) return;
		sizes.push(answer.request().postDataBuffer()!.length);
		void answer.headerValue('content-length').then((length) => sizes.push(Number(length)));
	});
	for (const code of ['0000000000000000', visit.code, fresh.code, answered.code]) {
		sizes = [];
		await lookUp(page, code);
		await page
			.getByText(/Không tìm thấy hồ sơ|Số hồ sơ/)
			.first()
			.waitFor();
		if (code === answered.code) await page.getByText('Bãi xe có mấy lối ra?').first().waitFor();
		const [question, answer] = [10_240, 32_768];
		const alike = [question, question, question, answer, answer, answer];
		await expect.poll(() => [...sizes].sort(), code).toEqual(alike);
		// And nothing after them.
		await page.waitForLoadState('networkidle');
		expect([...sizes].sort(), code).toEqual(alike);
	}
});

test('a page that was built without the unit’s key says that it cannot tell who wrote', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await question(stack, tip, 'Ông ở đâu?');
	await lookUp(page, tip.code, {});
	await expect(title(page)).toHaveText('Cán bộ đã mở tin');
	await expect(thread(page)).toContainText('Chưa kiểm tra được chữ ký');
	await expect(page.getByRole('region', { name: 'Cán bộ hỏi thêm' })).toHaveCount(0);
	await expectNoFaults(page);
});

test('two at once: an officer was quicker, and the sender’s words arrive behind theirs by themselves', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await lookUp(page, tip.code);
	await page.getByLabel('Nội dung nhắn thêm').fill('Đêm qua lại mất một xe');
	await question(stack, tip, 'Xe màu gì?');
	await page.getByRole('button', { name: 'Gửi tin nhắn' }).click();
	await expect(thread(page).getByRole('listitem')).toHaveCount(2);
	await expect(thread(page).getByRole('listitem').first()).toContainText('Đêm qua lại mất');
});

test('the page keeps nothing of a tip, and a quick exit leaves nothing on it', async ({
	page,
	stack
}) => {
	const tip = await sendTip(stack, desk, story);
	await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await lookUp(page, tip.code);
	await page.getByText('Xem lại tin đã gửi').click();
	const next = page.getByLabel('Nội dung nhắn thêm');
	for (const [service, off] of [
		['autocomplete', 'off'],
		['autocorrect', 'off'],
		['spellcheck', 'false']
	] as const)
		await expect(next).toHaveAttribute(service, off);
	await next.fill('Chưa gửi');
	const kept = await keptIn(page);
	for (const word of [tip.code, story, tip.reference, 'Chưa gửi']) expect(kept).not.toContain(word);
	await page.getByRole('button', { name: 'Thoát nhanh' }).click();
	await page.waitForURL('https://www.google.com/**');
});
