/** The officers' service worker: where it is, what it keeps, what it leaves alone, and how a new one takes over. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startStack } from '../../supabase/local/testing.ts';
import { expect, signIn, test, ward, type Page } from './world.ts';

const scope = '/can-bo/di-tuyen';
const kib = (bytes: Buffer) => gzipSync(bytes).length / 1024;
const scopes = (page: Page) =>
	page.evaluate(async () =>
		(await navigator.serviceWorker.getRegistrations()).map((one) => new URL(one.scope).pathname)
	);

test('the worker is small, and keeps the files of its page: a part of the portal, each of them there', async ({
	request
}) => {
	for (const address of ['/service-worker.js', '/en/service-worker.js']) {
		const worker = await (await request.get(address)).body();
		expect(kib(worker)).toBeLessThan(4);
		const files = [...new Set(worker.toString().match(/\/_app\/immutable\/[\w./-]+/g))];
		expect(files.length).toBeGreaterThan(20);
		const answers = await Promise.all(files.map((file) => request.get(file)));
		expect(answers.filter((answer) => !answer.ok()).map((answer) => answer.url())).toEqual([]);
		const sizes = await Promise.all(answers.map(async (answer) => kib(await answer.body())));
		expect(sizes.reduce((total, one) => total + one, 0)).toBeLessThan(320);
	}
});

test('only the field page has it; everything else goes its way, and a new version takes over at the next start', async ({
	browser
}) => {
	// A site of its own, which is built anew in the middle.
	const site = mkdtempSync(join(tmpdir(), 'gandan-site-'));
	cpSync('build', site, { recursive: true });
	const stack = await startStack({ build: site, functions: false });
	const context = await browser.newContext({ baseURL: stack.origin });
	const page = await context.newPage();
	for (const address of ['/', '/dat-lich', '/tin-bao', '/tra-cuu']) {
		await page.goto(address);
		expect(await scopes(page), address).toEqual([]);
	}
	await signIn(page, await stack.officer({ unit: ward, roles: ['field'] }));
	expect(await scopes(page)).toEqual([]);
	// What the list of cases still fetches is not the field page's.
	await page.waitForLoadState('networkidle');
	const asked: string[] = [];
	const served = new Map<string, boolean>();
	page.on('response', (answer) => {
		const { pathname } = new URL(answer.url());
		if (pathname.startsWith('/_app/immutable/')) asked.push(pathname);
		served.set(pathname, answer.fromServiceWorker());
	});
	await page.goto(scope);
	await page.getByLabel('Mã PIN', { exact: true }).fill('246813');
	await page.getByLabel('Gõ lại mã PIN').fill('246813');
	await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
	await expect(page.getByRole('heading', { name: 'Đi tuyến' })).toBeVisible();
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	expect(await scopes(page)).toEqual([scope]);

	await test.step('it serves the page and its files, and no door', async () => {
		served.clear();
		await page.reload();
		await page.getByLabel('Mã PIN', { exact: true }).fill('246813');
		await page.getByRole('button', { name: 'Mở', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Đi tuyến' })).toBeVisible();
		expect(served.get(scope)).toBe(true);
		const doors = [...served].filter(([path]) => /^\/(rest|auth|functions|_config)/.test(path));
		expect(doors.length).toBeGreaterThan(0);
		expect(doors.filter(([, byWorker]) => byWorker)).toEqual([]);
		// The build has counted right: the page asks for nothing that would be missing without a line.
		const worker = await (await page.request.get('/service-worker.js')).text();
		expect(asked.filter((file) => !worker.includes(file))).toEqual([]);
		await page.goto('/tin-bao');
		expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
	});

	await test.step('a new version waits under the hand, and serves from the next start on', async () => {
		await page.goto(scope);
		for (const end of ['', '.br', '.gz'])
			rmSync(join(site, `service-worker.js${end}`), { force: true });
		const script = readFileSync('build/service-worker.js', 'utf8');
		writeFileSync(join(site, 'service-worker.js'), `${script}\n// newer`);
		const waiting = () =>
			page.evaluate(async (scope) => {
				const found = await navigator.serviceWorker.getRegistration(scope);
				return found?.waiting?.state ?? null;
			}, scope);
		await page.evaluate(async (scope) => {
			await (await navigator.serviceWorker.getRegistration(scope))!.update();
		}, scope);
		await expect.poll(waiting).toBe('installed');
		// A browser may count the page before for a moment, and the new version waits while two are open: then for the start after.
		await expect(async () => {
			await page.reload();
			await expect(page.getByLabel('Mã PIN', { exact: true })).toBeVisible();
			expect(await waiting()).toBeNull();
		}).toPass();
		await expect(page.getByLabel('Mã PIN', { exact: true })).toBeVisible();
	});
	await context.close();
	await stack.stop();
	rmSync(site, { recursive: true, force: true });
});
