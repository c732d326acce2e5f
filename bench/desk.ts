/** An officer of the desk at the built pages, in a unit of its own, for what is measured by keystrokes. */
import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { TestStack } from '../supabase/local/testing.ts';
import { makeWorld, type World } from '../tests/functions/world.ts';
import { atBuiltPages } from './built-pages.ts';

/** Seconds a key of an average non-secretary typist (Card, Moran, Newell 1980); no thinking, no listening. */
export const SECONDS_A_KEY = 0.28;
const site = 'bench/out/desk';

export type Desk = { stack: TestStack; world: World; page: Page };

export const atDesk = <T>(work: (desk: Desk) => Promise<T>): Promise<T> =>
	atBuiltPages({ site }, async ({ stack, browser }) => {
		const world = await makeWorld(stack.sql, { code: String(randomInt(50_000, 60_000)) });
		const { email, password } = await stack.officer({ unit: world.unit, roles: ['desk'] });
		const page = await browser.newPage({ baseURL: stack.origin });
		await page.goto('/can-bo/dang-nhap');
		await page.getByLabel('Thư điện tử').fill(email);
		await page.getByLabel('Mật khẩu').fill(password);
		await page.getByRole('button', { name: 'Đăng nhập' }).click();
		await page.waitForURL((url) => url.pathname === '/can-bo');
		return work({ stack, world, page });
	});
