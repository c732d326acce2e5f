/** A household that booked twice: a colleague is asked by name, the family in words that lay ready, and two cases become one. */
import { bookVisit } from './booked.ts';
import { expect, expectNoFaults, signIn, signOut, test } from './world.ts';

test.use({ viewport: { width: 1280, height: 900 } });

test('an officer writes about a visit, loses the page, writes on, and merges the duplicate and takes it back', async ({
	page,
	stack
}) => {
	test.setTimeout(90_000);
	const kept = await bookVisit(stack, ['Nguyễn Thị Lụa']);
	const { unit } = kept.world;
	const other = await bookVisit(stack, ['Nguyễn Thị Lụa'], kept.world);
	await stack.sql`select queue.give_words(${unit})`;
	const colleague = await stack.officer({ unit, roles: ['desk'], name: 'Lê Văn Bàn' });
	const officer = await stack.officer({ unit, roles: ['desk'], name: 'Đỗ Thị Trực' });
	await signIn(page, officer);
	await page.getByRole('link', { name: kept.reference }).click();
	const article = page.getByRole('article');
	const button = (name: string) => article.getByRole('button', { name });
	const open = async (action: string) => {
		await expect(article).toContainText(kept.reference);
		const more = button('Việc khác');
		if (await more.isVisible()) await more.click();
		await button(action).first().click();
		await expect(article.getByRole('heading', { name: action, level: 3 })).toBeVisible();
	};

	await open('Ghi chú');
	const note = article.getByLabel('Ghi chú nội bộ');
	await note.pressSequentially('Hai lần đặt, nhờ @ban');
	await button('Lê Văn Bàn').click();
	await note.pressSequentially('gọi hỏi');
	await expect(article).toContainText('Đã giữ bản nháp lúc');
	await page.reload();
	await open('Ghi chú');
	await expect(note).toHaveValue('Hai lần đặt, nhờ @Lê Văn Bàn gọi hỏi');
	await expectNoFaults(page);
	await button('Lưu ghi chú').click();
	await expect(article).toContainText('nhờ @Lê Văn Bàn gọi hỏi');

	await open('Hỏi gia đình');
	await article.getByLabel('Mẫu có sẵn').selectOption({ label: 'Hỏi giấy tờ đang có' });
	await button('Chèn vào').click();
	await expect(article.getByLabel('Câu hỏi')).toHaveValue(new RegExp(kept.reference));
	await button('Gửi câu hỏi').click();
	await expect(article).toContainText('Đã hỏi lúc');
	await article.getByLabel(/cán bộ không thu tiền/).check();
	await expect(article).toContainText('Việc cần làm (1/2)');

	await button('Xem và gộp').click();
	await expect(article).toContainText(other.reference);
	await expect(article.getByText('Khung giờ được trả lại')).toBeHidden();
	await article.locator('input[name=stands]').first().check();
	await expect(article.getByText('Khung giờ được trả lại')).toBeVisible();
	await expectNoFaults(page);
	await button(`Gộp vào ${kept.reference}`).click();
	await expect(article.getByRole('heading', { name: 'Hồ sơ liên quan' })).toBeVisible();
	await expect(article).toContainText(`Gia đình · ${other.reference}`);
	expect(await other.stops()).toBe(0);
	await button('Bỏ gộp').click();
	await expect(article).toContainText('Cả hai hồ sơ trở lại như trước');
	await button('Trả lại như cũ').click();
	await expect(article.getByText('Có thể trùng với')).toBeVisible();
	expect(await other.stops()).toBe(1);

	await signOut(page, officer);
	await signIn(page, colleague);
	await page.getByRole('link', { name: 'Nhắc đến tôi (1 chưa đọc)' }).click();
	await expect(page.getByRole('main')).toContainText('nhờ @Lê Văn Bàn gọi hỏi');
	await expectNoFaults(page);
	await page.getByRole('link', { name: kept.reference }).click();
	await expect(article).toContainText(kept.reference);
	await page.goto('/can-bo');
	await expect(page.getByRole('link', { name: 'Nhắc đến tôi', exact: true })).toBeVisible();
});
