/** An officer far from a mast: how often one thing waits for another before they can work (docs/decisions/0076). */
import { jumps } from './jumps.ts';
import {
	atTheList,
	expect,
	expectNoFaults,
	signIn,
	signOut,
	test,
	ward,
	type Page
} from './world.ts';

/** What the first line of the list asks. */
const first = ['queue_handover_due', 'queue_page', 'queue_views', 'staff_duty_now', 'staff_me'];

/** Keeps back what matches until it is let go. */
async function held(page: Page, what: string | RegExp | ((url: URL) => boolean)) {
	const gone = Promise.withResolvers<void>();
	await page.route(what, async (route) => {
		await gone.promise;
		await route.continue();
	});
	return gone.resolve;
}

function doorsAsked(page: Page): string[] {
	const asked: string[] = [];
	page.on('request', (request) => {
		const [, door] = /\/rpc\/(\w+)$/.exec(request.url()) ?? [];
		if (door) asked.push(door);
	});
	return asked;
}

const row = (page: Page) => page.locator('.rows a').first();

test('the first row is there after two questions to the line: the page, and what its first line asks', async ({
	page,
	stack
}) => {
	await atTheList(page, stack);
	await row(page).waitFor();
	await page.goto('about:blank');
	const asked = doorsAsked(page);
	// No file of the page has come, nor where the portal is: the key lies beside the session.
	const files = await held(page, '**/_app/**/*.js');
	const config = await held(page, '**/_config.json');
	await page.goto('/can-bo', { waitUntil: 'commit' });
	await expect.poll(() => [...asked].sort()).toEqual(first);
	// Whatever else the page asks has no answer.
	const others = await held(
		page,
		({ pathname }) => /\/rpc\//.test(pathname) && !first.some((door) => pathname.endsWith(door))
	);
	config();
	files();
	await expect(row(page)).toBeVisible();
	expect(asked.filter((door) => first.includes(door)).sort(), 'asked once').toEqual(first);
	expect(await jumps(page)).toEqual([]);
	others();
	await page.unrouteAll({ behavior: 'wait' });
});

test('a case by its address is asked for before what stands around it, and what shows it comes with the page', async ({
	page,
	stack
}) => {
	await atTheList(page, stack);
	const opened = await row(page).getAttribute('href');
	// What the list still asks is not asked by the page of the case.
	await page.waitForLoadState('networkidle');
	const html = await (await fetch(`${stack.origin}/can-bo`)).text();
	const files: string[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname.endsWith('.js')) files.push(pathname);
	});
	const asked = doorsAsked(page);
	await page.goto(opened!);
	await expect(page.locator('article.case')).toBeVisible();
	expect(asked.filter((door) => !first.includes(door))[0]).toBe('queue_case');
	expect(
		asked.filter((door) => door === 'queue_case'),
		'a reading is written down'
	).toHaveLength(1);
	const unnamed = files.filter((file) => !html.includes(file));
	expect(unnamed.length, unnamed.join()).toBeLessThanOrEqual(3);
});

test('on a second visit no file is asked of the line', async ({ page, stack }) => {
	await atTheList(page, stack);
	await row(page).click();
	await expect(page.locator('article.case')).toBeVisible();
	await page.waitForLoadState('networkidle');
	await page.goto('/can-bo');
	await row(page).waitFor();
	await page.waitForLoadState('networkidle');
	const sent = await page.evaluate(() =>
		(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
			.filter(({ transferSize, name }) => transferSize > 0 && name.includes('/_app/'))
			.map(({ name }) => name)
	);
	expect(sent).toEqual([]);
});

test('an officer reads and fills in the sign-in before any script is there, and a press on the button waits', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	const asked: string[] = [];
	page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
	const files = await held(page, '**/_app/**/*.js');
	await page.goto('/can-bo/dang-nhap', { waitUntil: 'commit' });
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await page.getByLabel('Thư điện tử').fill(officer.email);
	await page.getByLabel('Mật khẩu').fill(officer.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page).toHaveURL('/can-bo/dang-nhap');
	await expect(page.locator('form')).toHaveAttribute('aria-busy', 'true');
	files();
	await page.waitForURL((url) => url.pathname === '/can-bo');
	await row(page).waitFor();
	expect(asked.filter((url) => url.includes(officer.password))).toEqual([]);
	expect(asked.filter((url) => url.endsWith('grant_type=password'))).toHaveLength(1);
});

for (const [width, height] of [
	[360, 740],
	[1280, 900]
] as const)
	test(`the sign-in stands as it was built: nothing of it moves when its files come, ${width} wide`, async ({
		page
	}) => {
		await page.setViewportSize({ width, height });
		const files = await held(page, '**/_app/**/*.js');
		await page.goto('/can-bo/dang-nhap', { waitUntil: 'commit' });
		const button = page.getByRole('button', { name: 'Đăng nhập' });
		// It is there before its styles are, at the very edge.
		await expect.poll(async () => (await button.boundingBox())?.x).toBeGreaterThan(0);
		const before = await button.boundingBox();
		await expectNoFaults(page);
		files();
		await page.waitForLoadState('networkidle');
		expect(await button.boundingBox()).toEqual(before);
		expect(await jumps(page)).toEqual([]);
	});

test('who signs out leaves nothing of the portal in the browser, not its key either', async ({
	page,
	stack
}) => {
	const officer = await stack.officer({ unit: ward, roles: ['desk'] });
	await signIn(page, officer);
	await row(page).waitFor();
	const kept = () => page.evaluate(() => Object.keys(localStorage).sort());
	expect(await kept()).toEqual(expect.arrayContaining(['gandan-officer', 'gandan-portal']));
	await signOut(page, officer);
	await page.waitForURL((url) => url.pathname === '/can-bo/dang-nhap');
	expect((await kept()).filter((name) => /officer|portal/.test(name))).toEqual([]);
});
