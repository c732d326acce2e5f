import { piecesOf } from '../functions/forms.ts';
import { foundAmong } from '../functions/traces.ts';
import { title } from './answering.ts';
import { atDesk, unlock } from './at-desk.ts';
import { comeBackWith, openBuiltWith, openDesk, type Desk } from './desk.ts';
import { sendFileByFile } from './file-by-file.ts';
import { entriesOf, expectNoTrace } from './kept-in.ts';
import { expectAtHand, expectCallFirst, phoneOf } from './on-a-phone.ts';
import { sheetsOf, slipOf } from './on-paper.ts';
import { area, begin, goOn, keepCode } from './telling.ts';
import { ask, caseOf } from './tip-sent.ts';
import { listenTo } from './wire.ts';
import { expect, test, type Page } from './world.ts';

test.use({ alone: 'tips-phone', actionTimeout: 20_000 });

const unit = '21451';
const words = {
	story: 'Cháu bé ở dãy trọ cuối xóm bị nhốt mỗi chiều',
	place: 'Dãy trọ sau lò gạch',
	point: '14.8731, 108.9426',
	asked: 'Khoảng bảy tuổi, ở với cha dượng',
	who: 'Người đàn ông hay đội mũ xanh',
	when: 'Sau năm giờ chiều',
	film: 'quay-tu-nha-toi',
	letter: 'thu-cua-co-giao'
};
const said = piecesOf(Object.entries(words));
const point = words.point
	.split(', ')
	.map((one, at): [string, string] => [`${at} of the point`, one]);

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});

const expectNothingKept = (page: Page, entries: number, code?: string) =>
	expectNoTrace(page, entries, [...said, ...point, ...(code ? [['code', code] as const] : [])]);

/** From the question about officials to the page that asks to check everything. */
async function tell(page: Page) {
	await test.step('whoever minds an official’s manners is pointed elsewhere', async () => {
		await page.getByText('Chỉ muốn phản ánh thái độ').click();
		const pointed = page.getByText('trang này không nhận');
		await expect(pointed).toContainText('nơi tiếp công dân của Công an cấp trên');
		await expect(pointed).toContainText('Cổng Dịch vụ công quốc gia');
		await expectAtHand(page);
		await page.getByLabel('Không', { exact: true }).check();
		await goOn(page);
	});
	await test.step('111 stands before every question about a child', async () => {
		const call = page.getByRole('main').locator('a[href="tel:111"]');
		await expect(call).toHaveCount(0);
		await page.getByLabel('Xâm hại, bạo hành trẻ em').check();
		await expect(call).toContainText('Trẻ đang gặp nguy hiểm: gọi 111');
		await expectAtHand(page);
		await goOn(page);
		await expect(title(page)).toContainText('Đã xảy ra việc gì?');
		const story = page.getByLabel('Nội dung sự việc');
		await expectCallFirst(page, '111', 'Trẻ đang gặp nguy hiểm: gọi 111', story);
		await expect(page.getByLabel('Trẻ khoảng mấy tuổi')).toHaveCount(0);
		const hint = page.locator('.notice').filter({ hasText: 'Điều giúp cán bộ xác minh' });
		await expect(hint).toContainText('chỉ ghi lại điều trẻ nói ra và ai đã nghe');
		await expectAtHand(page);
		await story.fill(words.story);
		await goOn(page);
	});
	await page.getByLabel('Nơi xảy ra').fill(words.place);
	await page.getByText('Thêm tọa độ').click();
	await page.getByLabel('Tọa độ').fill(words.point);
	await page.getByLabel('Ngày, giờ').fill(words.when);
	await page.getByLabel('Vẫn lặp lại').check();
	await expectAtHand(page);
	await goOn(page);
	await page.getByLabel('Trẻ khoảng mấy tuổi').fill(words.asked);
	await page.getByLabel('Ai liên quan').fill(words.who);
	await page.getByLabel('Nghe người khác kể').check();
	await expectAtHand(page);
	await goOn(page);
	await expect(title(page)).toContainText('Có ai đang gặp nguy hiểm không?');
	const danger = page.getByLabel('Có, ngay lúc này');
	await expectCallFirst(page, '113', 'Nguy hiểm đang xảy ra? Gọi 113', danger);
	await page.getByLabel('Có thể, trong những ngày tới').check();
	await expectAtHand(page);
	await goOn(page);
	await page.getByLabel('Chọn ảnh, tệp').setInputFiles([
		{ name: `${words.film}.mp4`, mimeType: 'video/mp4', buffer: Buffer.alloc(5 << 20, 3) },
		{ name: `${words.letter}.txt`, mimeType: 'text/plain', buffer: Buffer.from('Kính gửi') }
	]);
	await expect(page.getByText(`${words.letter}.txt`)).toBeVisible();
	await expectAtHand(page);
	await goOn(page);
	await expect(title(page)).toContainText('Kiểm tra lại trước khi gửi');
	await expectAtHand(page);
}

/** Paper, then the rest, each with what it risks; and a slip that is a visit's but for what is written into it. */
async function expectWays(page: Page, visitor: Page) {
	const ways = page.getByRole('region', { name: 'Cách giữ mã' }).getByRole('listitem');
	await expect(ways).toContainText([
		/Chép ra giấy: kín nhất. Đừng ghi nó dùng để làm gì/,
		/Chép vào máy: ai cầm máy.*có thể thấy.*Chép mã/,
		/In: máy in và người ở gần có thể giữ lại bản in.*In phiếu.*Lưu phiếu thành ảnh/
	]);
	await ways.getByRole('button', { name: 'Chép mã' }).click();
	await expect(page.getByText('Đã chép mã.')).toBeVisible();
	const copied = await page.evaluate(() => navigator.clipboard.readText());
	await ways.getByRole('button', { name: 'Lưu phiếu thành ảnh' }).click();
	await expect(page.getByRole('dialog')).toContainText('Ai mở được thư viện ảnh');
	await page.getByRole('button', { name: 'Thôi, chép ra giấy' }).click();

	await visitor.goto('/goi-lai');
	await visitor.getByLabel('Họ và tên của ông/bà').fill('Võ Thị Sương');
	await visitor.getByLabel('Số điện thoại của ông/bà').fill('0900000106');
	await visitor.getByLabel('Xã, phường trước ngày').selectOption(area);
	await visitor.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	await expect(title(visitor)).toContainText('Cán bộ sẽ gọi lại');
	const sheets = await sheetsOf(page);
	expect(slipOf(sheets)).toEqual(slipOf(await sheetsOf(visitor)));
	expect(sheets).toHaveLength(1);
	const printed = sheets[0]!.join('\n');
	for (const group of copied.split('-')) expect(printed).toContain(group);
	expect(printed).not.toMatch(/tin báo|tin-bao|\d+\/\d+\/\d+/i);
}

test('on a phone a sender is told whom to call and where to turn, sees each file arrive, keeps the code, and leaves no trace but the seal', async ({
	browser,
	page: visitor,
	stack
}) => {
	test.setTimeout(180_000);
	const phone = await phoneOf(browser, stack, ['clipboard-read', 'clipboard-write']);
	await phone.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	const heard = listenTo(phone);
	const page = await phone.newPage();
	await openBuiltWith(page, { [unit]: desk.floor });
	const entries = (await entriesOf(page)).length;
	await begin(page);
	await tell(page);
	await expectNothingKept(page, entries);
	await sendFileByFile(page, words.film, words.letter);
	await expectAtHand(page);
	await expectWays(page, visitor);
	const shown = (await page.locator('.code .group').allTextContents()).join('');
	await expectNothingKept(page, entries, shown.replaceAll('-', ''));

	const { code, reference } = await keepCode(page);
	const id = await caseOf(stack, reference);
	await test.step('the last page says when to come back', async () => {
		const [row] = await stack.sql<{ days: [string, string] }[]>`
			select tips.back_after(c) as days from queue.cases c where c.id = ${id}`;
		const [news, outcome] = row!.days.map((day) => day.slice(5).split('-').reverse().join('/'));
		await expect(page.getByRole('main').getByRole('listitem')).toContainText([
			new RegExp(`Sau .*, ${news}.*Đủ 3 ngày làm việc`),
			new RegExp(`Sau .*, ${outcome}.*Đủ 20 ngày`)
		]);
		await expectAtHand(page);
		await expectNothingKept(page, entries, code);
	});

	await test.step('an officer reads the point on the map, which nobody on the line could', async () => {
		const officer = desk.members[1]!;
		const reader = await atDesk(browser, stack, desk, officer);
		await reader.goto(`/can-bo?case=${id}`);
		await unlock(reader, officer);
		await expect(reader.getByText(words.point)).toBeVisible();
		await reader.context().close();
		const sent = await heard();
		expect(sent.some(({ body }) => body.includes('-> mlkem768x25519'))).toBe(true);
		const wire = sent.map(({ url, head, body }, at) => [`${at} ${url.pathname}`, head + body]);
		const secret = [...said, ...point, ['code', code] as const];
		expect(foundAmong(new Map(wire as [string, string][]), secret)).toEqual([]);
	});

	await test.step('back with the code, the way out is at hand, and Shift leaves with a thread open', async () => {
		await ask(stack, desk, desk.members[1]!, id, 'Cháu còn ở đó không?');
		await comeBackWith(page, code, { [unit]: desk.floor });
		await expect(page.getByText('Cháu còn ở đó không?').first()).toBeVisible();
		await expectAtHand(page);
		await page.getByLabel('Trả lời của ông/bà').fill('Dạ còn');
		for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
		await page.waitForURL('https://www.google.com/**');
		await page.goto('/_config.json');
		expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({});
	});
	await phone.close();
});
