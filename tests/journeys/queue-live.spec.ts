import type { Browser } from '@playwright/test';
import {
	expect,
	expectNoFaults,
	nobodys,
	signIn,
	test,
	ward,
	type Page,
	type TestStack
} from './world.ts';

/** An officer at a desk of their own, whose clock the test moves. */
async function atDesk(browser: Browser, stack: TestStack, name: string): Promise<Page> {
	const officer = await stack.officer({ unit: ward, roles: ['desk'], name });
	const context = await browser.newContext({
		viewport: { width: 1280, height: 900 },
		baseURL: stack.origin
	});
	const page = await context.newPage();
	await page.clock.install();
	await signIn(page, officer);
	await page.goto('/can-bo?kind=call_back');
	return page;
}
const aWhile = (page: Page) => page.clock.runFor(19_000);

test('two officers at one case see each other, and the second to decide is told what the first did, with every word kept', async ({
	browser,
	stack
}) => {
	await nobodys(stack, ward);
	const first = await atDesk(browser, stack, 'Nguyễn Thị Trực');
	const second = await atDesk(browser, stack, 'Trần Văn Cùng');
	const row = second.locator('.rows a').first();
	// What is not shown yet has no words.
	await expect(row).toBeVisible();
	const reference = await row.locator('.reference').innerText();
	await row.click();
	await expect(second.getByRole('article')).toContainText(reference);

	await first.locator('.rows a', { hasText: reference }).click();
	await expect(first.getByRole('article')).toContainText('Trần Văn Cùng đang xem');
	await aWhile(second);
	await expect(second.getByRole('article')).toContainText('Nguyễn Thị Trực đang xem');
	await expect(row).toContainText('Trực đang xem');

	// Both pick up the phone; the first one is done before.
	await second.keyboard.press('c');
	await second.keyboard.press('1');
	const note = second.getByRole('article').getByRole('textbox').first();
	await note.fill('Nghe máy, hẹn chiều ghé trụ sở');
	await first.keyboard.press('c');
	await first.keyboard.press('1');
	await first.keyboard.press('Control+Enter');
	await expect(first.getByText('Đã xong: Ghi cuộc gọi.')).toBeVisible();

	await aWhile(second);
	const news = 'Nguyễn Thị Trực vừa cập nhật: gọi điện: nghe máy.';
	await expect(second.getByRole('article').getByText(news)).toBeVisible();
	await expect(note).toHaveValue('Nghe máy, hẹn chiều ghé trụ sở');
	await expectNoFaults(second);
	await second.setViewportSize({ width: 360, height: 740 });
	await expectNoFaults(second);
	await second.setViewportSize({ width: 1280, height: 900 });

	await note.press('Control+Enter');
	await expect(second.getByRole('alert')).toContainText(news);
	await expect(note).toHaveValue('Nghe máy, hẹn chiều ghé trụ sở');
	await note.press('Control+Enter');
	await expect(second.getByText('Đã xong: Ghi cuộc gọi.')).toBeVisible();
	await first.close();
	await stack.sql`update queue.looks set until = now()`;
	await aWhile(second);
	await expect(second.getByText('đang xem')).toHaveCount(0);
});
