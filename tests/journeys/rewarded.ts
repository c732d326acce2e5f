/** What officers do about a reward at their screens. */
import { unlock } from './at-desk.ts';
import type { Desk, Keyed } from './desk.ts';
import { expect, goTo, type Page, type TestStack } from './world.ts';

export const toRewards = (page: Page) => goTo(page, 'Thưởng');

/** A member of the tip opens it and proposes; answers the number of the reward. */
export async function proposeAs(page: Page, who: Keyed, reference: string, amount: string) {
	await page.locator('.rows a').filter({ hasText: reference }).click();
	await unlock(page, who);
	await page.getByText('Đề nghị thưởng người báo tin').click();
	await page.getByLabel('Số tiền').fill(amount);
	await page.getByRole('button', { name: 'Đề nghị', exact: true }).click();
	const said = page.getByText('Đã đề nghị. Số thưởng:');
	await expect(said).toBeVisible();
	return /TH-\d{4}-\d{4}/.exec((await said.textContent()) ?? '')![0];
}

export async function openAs(page: Page, who: Keyed, number: string) {
	await toRewards(page);
	await page.getByRole('link', { name: number }).click();
	await unlock(page, who);
}

/** The browser opens package and tip, and compares. */
export const checkAs = (page: Page) =>
	page.getByRole('button', { name: 'Kiểm tra với tin báo' }).click();

export async function approve(page: Page, number: string, decision: string) {
	await page.getByLabel('Số quyết định thưởng').fill(decision);
	await page.getByLabel('Ngày ra quyết định').last().fill('20/11/2026');
	await page.getByRole('button', { name: 'Duyệt khoản thưởng' }).click();
	await expect(page.getByRole('link', { name: number })).toContainText('Chờ nhận');
}

/** What is paid has a ledger to be posted in. */
export async function beginLedger(stack: TestStack, { lead }: Desk): Promise<void> {
	const said = {
		...{ key: crypto.randomUUID(), holder: 'Trưởng Công an xã', basis: 'Quy chế quản lý Quỹ' },
		...{ two_from: null, bank_bin: null, bank_name: null, account_number: null, account_name: null }
	};
	const { status } = await stack.rpc('fund_book_save', said, lead.officer.token);
	expect(status).toBe(200);
}

/** Somebody who needs no keys: what a treasurer's browser checks is public. */
export const treasurerOf = async (stack: TestStack, { unit, lead }: Desk): Promise<Keyed> => ({
	...lead,
	officer: await stack.officer({ unit, roles: ['treasurer'] })
});
