/** An officer far from a mast: what a page asks comes late, and in what order. */
import { answersOneByOne, jumps, openedBut, painted } from './jumps.ts';
import { weekend } from './rounds-scene.ts';
import { expect, expectNoFaults, signIn, test, ward } from './world.ts';

for (const [on, viewport] of [
	['a phone', { width: 360, height: 740 }],
	['a desk', { width: 1280, height: 900 }]
] as const)
	test(`on ${on} with a slow line nothing jumps under an officer's finger`, async ({
		page,
		stack
	}) => {
		test.setTimeout(90_000);
		await page.setViewportSize(viewport);
		const { lead, day } = await weekend(stack, { visits: 8, waiting: 2, hamlets: 4 });
		await signIn(page, lead);
		await page.locator('.rows a').first().waitFor();
		const opened = await page.locator('.rows a').first().getAttribute('href');
		await answersOneByOne(page);
		for (const [address, seen] of [
			['/can-bo', '.rows a'],
			[opened!, 'article.case'],
			['/can-bo/ban-giao', 'main h2'],
			[`/can-bo/ke-hoach?from=${day}&to=${day}`, '[data-stop]']
		] as const) {
			await page.goto(address);
			await expect(page.locator(seen).first()).toBeVisible({ timeout: 15_000 });
			await page.waitForLoadState('networkidle');
			await painted(page);
			expect(await jumps(page), address).toEqual([]);
		}
	});

test('an urgent tip that comes while an officer works is said at the foot of the window, and moves nothing', async ({
	page,
	stack
}) => {
	await signIn(page, await stack.officer({ unit: ward, roles: ['lead', 'desk'] }));
	await page.locator('.rows a').first().waitFor();
	for (const [width, height] of [
		[360, 740],
		[768, 1024],
		[1280, 900]
	] as const) {
		await page.setViewportSize({ width, height });
		let comes = () => {};
		const come = new Promise<void>((resolve) => (comes = resolve));
		await page.route('**/rpc/tips_alarms', async (route) => {
			await come;
			await route.fulfill({ json: [{ case: crypto.randomUUID(), reference: 'TB-26-0001' }] });
		});
		await openedBut(page, '/can-bo', { held: '/rpc/tips_alarms', seen: '.rows a' });
		const alarm = page.getByText('1 tin báo khẩn chưa ai xem');
		await expect(alarm).toHaveCount(0);
		const before = await jumps(page);
		comes();
		await expect(alarm).toBeInViewport();
		await expect(page.getByRole('link', { name: 'TB-26-0001' })).toBeInViewport();
		expect((await jumps(page)).slice(before.length), `${width}`).toEqual([]);
		await expectNoFaults(page);
		await page.unrouteAll({ behavior: 'wait' });
	}
});

test('an officer’s page brings its files in one go, and one file of styles', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await signIn(page, officer);
	await page.locator('.rows a').first().waitFor();
	const html = await (await fetch(`${stack.origin}/can-bo`)).text();
	const files: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname.startsWith('/_app/')) files.push(pathname);
	});
	await page.goto('/can-bo');
	await page.locator('.rows a').first().waitFor();
	const unnamed = files.filter((file) => !html.includes(file));
	// Kit's page of errors comes beside every page, and the unit's areas after the list, for a filter.
	expect(unnamed.length, unnamed.join()).toBeLessThanOrEqual(3);
	expect(files.filter((file) => file.endsWith('.css'))).toHaveLength(1);
});
