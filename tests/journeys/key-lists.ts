import type { Page } from '@playwright/test';

/** Opens the lists of keys and has them checked: the page by itself only shows what it was built with (docs/decisions/0087). */
export async function checkKeyLists(page: Page): Promise<void> {
	await page.goto('/danh-sach-khoa');
	await page.getByRole('button', { name: 'Kiểm tra ngay trên máy này' }).click();
}
