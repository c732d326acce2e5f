/** A post from its first word to its correction: one officer writes, another one approves, and nobody writes over anybody. */
import { randomInt } from 'node:crypto';
import { beside, png } from './drawn.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, goTo, signIn, test, type Page } from './world.ts';

const unit = '21457';
test.use({ viewport: { width: 1280, height: 900 } });

const kept = (page: Page) => expect(page.getByText(/^Đã lưu lúc/)).toBeVisible();

test('an editor writes, another one approves, a correction tells what it corrects, and two who write at once lose nothing', async ({
	page,
	browser,
	stack
}) => {
	const writer = await stack.officer({ unit, roles: ['editor'], name: 'Biên Tập Minh Họa' });
	const second = await stack.officer({
		unit,
		roles: ['editor', 'lead'],
		name: 'Duyệt Bài Minh Họa'
	});
	const title = `Đường làng sáng đèn, tổ ${randomInt(1_000, 10_000)}`;

	await test.step('it is kept while it is typed, and the preview shows what readers will see and what not', async () => {
		await signIn(page, writer);
		await goTo(page, 'Tin bài');
		await page.getByRole('link', { name: 'Viết bài mới' }).click();
		await page.getByLabel('Tựa bài').fill(title);
		await page.getByLabel('Tóm tắt').fill('Mỗi nhà góp một bóng đèn.');
		await page
			.getByLabel('Nội dung', { exact: true })
			.fill('Tối nay\n\n<b>x</b> [y](javascript:alert(1))');
		const preview = page.getByRole('region', { name: 'Xem trước' });
		await expect(preview.getByText('Thẻ HTML không được dùng')).toBeVisible();
		await expect(preview.getByText('Có liên kết không hiện')).toBeVisible();
		await page.getByLabel('Nội dung', { exact: true }).fill('Tối nay cả tổ thắp đèn đường.');
		await page.getByLabel('Nội dung', { exact: true }).selectText();
		await page.getByRole('button', { name: 'Đậm' }).click();
		await expect(preview.locator('strong')).toHaveText('Tối nay cả tổ thắp đèn đường.');
		await kept(page);
		await expectNoFaults(page);
		await picture(page, 'news-write');
	});

	await test.step('a picture is named before it is kept; text that draws is none', async () => {
		const choose = (name: string, mimeType: string, buffer: Buffer) =>
			page.getByLabel('Thêm ảnh').setInputFiles({ name, mimeType, buffer });
		await choose(
			'a.svg',
			'image/svg+xml',
			Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
		);
		await expect(page.getByText('Tệp này không phải ảnh')).toBeVisible();
		await choose('a.png', 'image/png', png(1000, 500));
		await page.getByRole('button', { name: 'Lưu ảnh' }).click();
		await expect(page.getByText('Hãy mô tả ảnh').first()).toBeVisible();
		await page.getByLabel('Mô tả ảnh').fill('Đoạn đường có đèn');
		await page.getByRole('button', { name: 'Lưu ảnh' }).click();
		await page.getByRole('button', { name: 'Làm ảnh bìa: Đoạn đường có đèn' }).click();
		await page.getByRole('button', { name: 'Chèn vào bài: Đoạn đường có đèn' }).click();
		const shown = page.getByRole('region', { name: 'Xem trước' }).getByAltText('Đoạn đường có đèn');
		await expect(shown).toHaveCount(2);
		// It stands behind the paragraph with the cursor, whose bold words it leaves whole.
		const bold = page.getByRole('region', { name: 'Xem trước' }).locator('strong');
		await expect(bold).toHaveText('Tối nay cả tổ thắp đèn đường.');
		await expect
			.poll(() => shown.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
			.toBeGreaterThan(0);
		const [file] = (await shown.first().getAttribute('srcset'))!.split(' ');
		const answer = await page.request.get(file!);
		expect(answer.headers()).toMatchObject({
			'content-type': 'image/webp',
			'cache-control': expect.stringContaining('max-age=31536000'),
			'x-content-type-options': 'nosniff'
		});
		expect((await answer.body()).includes(beside)).toBe(false);
		await kept(page);
		await page.getByRole('button', { name: 'Gửi duyệt' }).click();
		await expect(page.getByText('nên cần một cán bộ khác duyệt')).toBeVisible();
		await expectNoFaults(page);
		await picture(page, 'news-sent');
	});

	const context = await browser.newContext({
		baseURL: stack.origin,
		viewport: { width: 1280, height: 900 }
	});
	const other = await context.newPage();
	await test.step('the second officer sees what readers will see, and publishes it', async () => {
		await signIn(other, second);
		await goTo(other, 'Tin bài');
		await other.getByRole('link', { name: /^Chờ duyệt/ }).click();
		await other.getByRole('link', { name: title }).click();
		await expect(other.getByRole('heading', { name: title })).toBeVisible();
		await expectNoFaults(other);
		await picture(other, 'news-second');
		await other.getByRole('button', { name: 'Duyệt và đăng' }).click();
		await expect(other.getByText(/^Đăng từ/)).toBeVisible();
	});

	await test.step('two who correct it at once: the later one is shown both, and decides', async () => {
		await page.reload();
		for (const one of [page, other])
			await one.getByRole('button', { name: 'Sửa, đính chính' }).click();
		await page.getByLabel('Tóm tắt').fill('Mỗi nhà góp hai bóng đèn.');
		await kept(page);
		await other.getByLabel('Tóm tắt').fill('Mỗi nhà góp ba bóng đèn.');
		await expect(other.getByText('Có người khác vừa sửa bài này')).toBeVisible();
		await expect(other.getByLabel('Tóm tắt')).toHaveValue('Mỗi nhà góp ba bóng đèn.');
		await expectNoFaults(other);
		await other.getByRole('button', { name: 'Viết tiếp từ bản của người kia' }).click();
		await expect(other.getByLabel('Tóm tắt')).toHaveValue('Mỗi nhà góp hai bóng đèn.');
	});

	await test.step('a correction tells readers what it corrects, or it is not sent', async () => {
		await page.getByRole('button', { name: 'Gửi duyệt' }).click();
		await expect(page.getByText('Hãy ghi cho người đọc biết').first()).toBeVisible();
		await page.getByLabel('Ghi chú đính chính').fill('Bài đầu ghi một bóng đèn; đúng là hai.');
		await page.getByRole('button', { name: 'Gửi duyệt' }).click();
		await expect(page.getByText('nên cần một cán bộ khác duyệt')).toBeVisible();
		await other.reload();
		await other.getByRole('button', { name: 'Duyệt bản sửa' }).click();
		await expect(other.getByText('Đính chính', { exact: true })).toBeVisible();
	});

	await test.step('a campaign that one writes and a lead approves has its page and its figures, until its last day is moved', async () => {
		const name = `Đợt đèn đường ${crypto.randomUUID().slice(0, 8)}`;
		const [days] = await stack.sql<Record<'before' | 'yesterday' | 'later', string>[]>`
			select to_char(d - 9, 'DD/MM/YYYY') as before, to_char(d - 1, 'DD/MM/YYYY') as yesterday, to_char(d + 9, 'DD/MM/YYYY') as later
			from (select house.local_day(now()) as d) x`;
		for (const one of [page, other]) {
			await goTo(one, 'Tin bài');
			await one.getByRole('link', { name: 'Đợt cao điểm' }).click();
		}
		await page.getByRole('button', { name: 'Thêm đợt cao điểm' }).click();
		await page.getByLabel('Tên đợt').fill(name);
		await page.getByLabel('Mục tiêu').fill('Mỗi ngõ một bóng đèn.');
		await page.getByLabel('Từ ngày').fill(days!.before);
		await page.getByLabel('Đến hết ngày').fill(days!.later);
		await expectNoFaults(page);
		await page.getByRole('button', { name: 'Lưu, gửi chỉ huy duyệt' }).click();
		const mine = page.getByRole('article').filter({ hasText: name });
		const theirs = other.getByRole('article').filter({ hasText: name });
		await expect(mine).toContainText('Chờ duyệt');
		await other.reload();
		await theirs.getByRole('button', { name: 'Duyệt và đăng' }).click();
		await expect(theirs).toContainText('Đang hiện');
		const address = await theirs.getByRole('link', { name: 'Xem trang' }).getAttribute('href');
		const reader = await context.newPage();
		await reader.goto(address!);
		await expect(reader.getByRole('heading', { name })).toBeVisible();
		await expect(reader.getByText(`Tính đến hết ngày ${days!.yesterday}`)).toBeVisible();
		await expect(reader.getByRole('row', { name: /dưới 5/ })).toHaveCount(3);
		await expectNoFaults(reader);
		await page.reload();
		await mine.getByRole('button', { name: 'Sửa' }).click();
		await page.getByLabel('Đến hết ngày').fill(days!.yesterday);
		await page.getByRole('button', { name: 'Lưu, gửi chỉ huy duyệt' }).click();
		await expect(mine).toContainText('Bản sửa chờ duyệt');
		await other.reload();
		await theirs.getByRole('button', { name: 'Duyệt và đăng' }).click();
		await expect(theirs).not.toContainText('Bản sửa chờ duyệt');
		await reader.reload();
		await expect(reader.getByText(`${days!.before} đến ${days!.yesterday}`)).toBeVisible();
	});
	await context.close();
});
