/** The page of those who follow the news stands as built until somebody wants to (docs/decisions/0060). */
import { jumps } from './jumps.ts';
import { lets, newSubscription, pushes } from './pushed.ts';
import { holdKit, isAlive, isRead } from './waited.ts';
import { expect, expectNoFaults, test, type Page, ward } from './world.ts';

const at = '/tin-tuc/theo-doi';
const follow = (page: Page) => page.getByRole('button', { name: 'Theo dõi', exact: true });

test('whoever reads about following runs nothing, and whoever goes down brings it to life, and nothing jumps', async ({
	page
}) => {
	await page.goto(at);
	await isRead(page);
	await expect(follow(page)).toBeEnabled();
	await expect(page.getByRole('checkbox', { name: 'Cảnh báo' })).toBeChecked();
	await expectNoFaults(page);
	await page.mouse.wheel(0, 200);
	await expect.poll(() => isAlive(page)).toBe(true);
	await page.waitForLoadState('networkidle');
	await expect(follow(page)).toBeEnabled();
	expect(await jumps(page)).toEqual([]);
});

test('what is chosen and pressed before the page runs is asked for then, and where the browser does not ask so late the next press follows; a later visit shows what', async ({
	page,
	stack
}) => {
	const given = newSubscription();
	await pushes(page, given, false);
	await lets(page, 'default', 'default', 'granted');
	const release = await holdKit(page);
	await page.goto(at, { waitUntil: 'commit' });
	await expect(follow(page)).toBeEnabled();
	await page.getByRole('checkbox', { name: 'Tin tức' }).uncheck();
	// Somebody who changes their mind and back.
	await page.getByRole('checkbox', { name: 'Cảnh báo' }).uncheck();
	await page.getByRole('checkbox', { name: 'Cảnh báo' }).check();
	await page.getByLabel('Tin của đơn vị').selectOption(ward);
	await follow(page).click();
	expect(await isAlive(page)).toBe(false);
	release();
	await expect(page.getByRole('alert')).toContainText('Chưa có câu trả lời');
	await expectNoFaults(page);
	const sent = page.waitForRequest((asked) => /follow_start/.test(asked.postData() ?? ''));
	await follow(page).click();
	// Once, as it is ticked.
	expect((await sent).postData()).toContain('"categories":["warnings"]');
	await expect(page.getByText('Đã theo dõi.')).toBeVisible();
	const kept = await stack.sql`
		select unit, categories from notify.follows where endpoint = ${given.endpoint}`;
	expect([...kept]).toEqual([{ unit: ward, categories: ['warnings'] }]);

	const later = await page.context().newPage();
	await pushes(later, given, true);
	await lets(later, 'granted');
	await later.goto(at);
	await expect(later.getByText('Trình duyệt này đang theo dõi')).toBeVisible();
	await expect(follow(later)).toBeHidden();
});

test('whoever said no is told at once how to change it, and before they press', async ({
	page
}) => {
	await lets(page, 'denied');
	await page.goto(at);
	await expect(page.getByText('Trình duyệt không cho hiện thông báo')).toBeVisible();
});

const apple = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1';
for (const [who, userAgent, told] of [
	['an iPhone outside its home screen', apple, 'Trên iPhone, iPad: thêm vào màn hình chính trước'],
	['an old browser', undefined, 'Trình duyệt này không nhận được thông báo']
] as const)
	test.describe(`on ${who}`, () => {
		test.use(userAgent ? { userAgent } : {});

		test(`whoever opens the page on ${who} is told so without a touch, and finds no form`, async ({
			page
		}) => {
			await page.addInitScript(() => void Reflect.deleteProperty(window, 'PushManager'));
			await page.goto(at);
			await expect(page.getByText(told)).toBeVisible();
			await expect(follow(page)).toBeHidden();
		});
	});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('nobody is shown a form that nothing hears, and the feeds are there', async ({ page }) => {
		await page.goto(at);
		await expect(follow(page)).toBeHidden();
		await expect(page.getByRole('link', { name: 'Atom' })).toBeVisible();
		const html = await (await page.request.get(at)).text();
		expect(/<noscript[^>]*>([^]*?)<\/noscript>/.exec(html)?.[1]).toContain(
			'Đăng ký nhận thông báo cần JavaScript'
		);
	});
});
