/** An officer of the desk at the built pages, in a unit of its own, for what is measured by keystrokes. */
import { randomInt } from 'node:crypto';
import process from 'node:process';
import type { Page } from '@playwright/test';
import { guardConsole } from '../supabase/local/log.ts';
import { launch } from '../supabase/local/browser.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, type TestStack } from '../supabase/local/testing.ts';
import { makeWorld, type World } from '../tests/functions/world.ts';
import { buildingForTests } from '../scripts/checks.ts';
import { step } from '../scripts/step.ts';

/** Seconds a key of an average non-secretary typist (Card, Moran, Newell 1980); no thinking, no listening. */
export const SECONDS_A_KEY = 0.28;
const site = 'bench/out/desk';

export type Desk = { stack: TestStack; world: World; page: Page };

export async function atDesk<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		if (!(await step(buildingForTests, { env: { GANDAN_SITE: site } })))
			throw new Error('The pages do not build.');
		const stack = await startStack({ build: site });
		const browser = await launch();
		try {
			const world = await makeWorld(stack.sql, { code: String(randomInt(50_000, 60_000)) });
			const { email, password } = await stack.officer({ unit: world.unit, roles: ['desk'] });
			const page = await browser.newPage({ baseURL: stack.origin });
			await page.goto('/can-bo/dang-nhap');
			await page.getByLabel('Thư điện tử').fill(email);
			await page.getByLabel('Mật khẩu').fill(password);
			await page.getByRole('button', { name: 'Đăng nhập' }).click();
			await page.waitForURL((url) => url.pathname === '/can-bo');
			return await work({ stack, world, page });
		} finally {
			await browser.close();
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}
