/**
 * What every journey stands on: the built portal on a stack of its own (its own database, ports and
 * Deno), one a worker, and a check that a page has no fault that axe can find.
 */
import { test as base, expect, type Page } from '@playwright/test';
import type axe from 'axe-core';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack, type TestOfficer, type TestStack } from '../../supabase/local/testing.ts';
import { axeSource } from './axe-source.ts';
import { looked } from './looked.ts';
import { watchOutside } from './outside.ts';

export { expect, type Page, type TestOfficer, type TestStack };

/** The demo's first ward, Đức Phổ. */
export const ward = '21439';

type OfTest = { baseURL: string; unasked: void };
type OfWorker = { stack: TestStack; alone: string; asked: Set<string> };

export const test = base.extend<OfTest, OfWorker>({
	/** A file that signs a unit's desk list names itself here: a chain begins once, so no other file may be on its stack. */
	alone: ['', { scope: 'worker', option: true }],
	stack: [
		// Playwright reads the names of fixtures out of the parameter, so there must be a pattern.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			// Refusals are part of these stories; lite prints each with its stack. What is left of that is the log's.
			let log: string[] = [];
			let heard: string[] = [];
			const release = guardConsole(
				(line) => void log.push(line),
				(text) => void heard.push(text)
			);
			const stack = await startStack({ build: 'build' });
			log = stack.log;
			heard = stack.heard.api;
			await use(stack);
			await stack.stop();
			release();
		},
		{ scope: 'worker' }
	],
	baseURL: ({ stack }, use) => use(stack.origin),
	/** Whom pages of this worker have asked beside the portal; those too that a journey opens by itself. */
	asked: [
		async ({ browser }, use) => {
			await use(watchOutside(browser));
		},
		{ scope: 'worker' }
	],
	/** No page of any journey asks anybody but the portal; only the quick exit leaves for somewhere else. */
	unasked: [
		async ({ asked }, use) => {
			await use();
			expect([...asked], 'asked of somebody else').toEqual([]);
		},
		{ auto: true }
	]
});

/**
 * Rules of WCAG 2.2 A and AA, and axe's best practices, in the light theme; in the dark one those that look at colours, since
 * the themes differ in named colours and in nothing else. Axe is read into a page once, and answers in it: there are no frames.
 */
export async function expectNoFaults(page: Page): Promise<void> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const faults = await page.evaluate(
			async (rules) => {
				const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
					resultTypes: ['violations'],
					// Styles are read once more for one rule alone, which is not among those that run: it is still tried out.
					preload: { assets: ['media'] },
					...(rules && { runOnly: { type: 'rule', values: rules } })
				});
				return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(', ')}`);
			},
			colorScheme === 'dark' ? ['color-contrast', 'link-in-text-block'] : null
		);
		expect(faults, `${page.url()} in the ${colorScheme} theme`).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: null });
	looked(page.url());
}

/**
 * Signs an officer in as the page would, and opens the queue. Where signing in is not the story the page of it is left out:
 * dozens of journeys begin here. The smallest file of the portal's origin is what the session is kept from.
 */
export async function signIn(page: Page, { email, password }: TestOfficer): Promise<void> {
	await page.goto('/_config.json');
	await page.evaluate(
		async (typed) => {
			const { publishableKey } = (await (await fetch('/_config.json')).json()) as {
				publishableKey: string;
			};
			const answer = await fetch('/auth/v1/token?grant_type=password', {
				method: 'POST',
				headers: { apikey: publishableKey, 'content-type': 'application/json' },
				body: JSON.stringify(typed)
			});
			if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
			localStorage.setItem('gandan-officer', JSON.stringify(await answer.json()));
		},
		{ email, password }
	);
	await page.goto('/can-bo');
}

/** Opens what lies behind "Mục khác" in the officers' bar, and what is named there. */
export async function goTo(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name: 'Mục khác' }).click();
	await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

/** Opens what is the officer's own: it lies behind their name, and on a phone with all the rest. */
async function openOwn(page: Page, officer: string): Promise<void> {
	const name = page.viewportSize()!.width < 768 ? 'Mục khác' : officer;
	await page.getByRole('banner').getByRole('button', { name }).click();
}

/** Signs the officer of that name out. */
export async function signOut(page: Page, { name }: { name: string }): Promise<void> {
	await openOwn(page, name);
	await page.getByRole('button', { name: 'Đăng xuất' }).click();
}

/** Goes to a page of the officer's own, as they would. */
export async function toMine(page: Page, { name }: { name: string }, words: string): Promise<void> {
	await openOwn(page, name);
	await page.getByRole('banner').getByRole('link', { name: words }).click();
}

export const toMyKeys = (page: Page, officer: { name: string }): Promise<void> =>
	toMine(page, officer, 'Khóa của tôi');

/** Gives the open cases of a unit to nobody: opening a colleague's asks for a reason, and other journeys were here before. */
export async function nobodys({ sql }: TestStack, unit: string): Promise<void> {
	await sql`update queue.cases set assignee = null where unit = ${unit} and ended_at is null`;
}

/** Signs somebody of the demo ward's desk in, before a list whose cases are nobody's yet. */
export async function atTheList(
	page: Page,
	stack: TestStack,
	who: { name?: string } = {}
): Promise<TestOfficer> {
	const officer = await stack.officer({ unit: ward, roles: ['desk'], ...who });
	await nobodys(stack, ward);
	await signIn(page, officer);
	return officer;
}
