/** Pages that are read as they were built until somebody touches them (docs/decisions/0060). */
import { createHash } from 'node:crypto';
import { markOfFacts, type Fact as Any } from '../../src/routes/(citizen)/facts-mark.ts';
import { title } from './answering.ts';
import { bookVisit } from './booked.ts';
import { expect, expectNoFaults, test, type Page, type TestStack, ward } from './world.ts';

/** The page of results asks with Kit, and none of these opens it. */
type Fact = Exclude<Any, 'results'>;
const doors: Record<Fact, string> = { units: 'unit_public', days: 'booking_days' };
const HOUR = 3_600_000;

/** A build of tests knows no facts, or made-up ones: the page gets those that the doors say, of now or of so many hours ago. */
async function knows(
	page: Page,
	stack: TestStack,
	asked: Fact[],
	{ hoursAgo = 0, mark = '', at = '/' } = {}
) {
	const answers = await Promise.all(
		asked.map(async (fact) => [fact, (await stack.rpc(doors[fact], {})).body] as const)
	);
	const since = Date.now() - hoursAgo * HOUR - 60_000;
	const facts = { asked, since, until: since + HOUR, mark };
	facts.mark ||= markOfFacts(Object.fromEntries(answers) as Record<Fact, object>);
	const policyOf = (script: string) => createHash('sha256').update(script).digest('base64');
	await page.route(
		({ pathname }) => pathname === at,
		async (route) => {
			const answer = await route.fetch();
			const html = await answer.text();
			const [, script = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
			const told = JSON.stringify(facts);
			const knowing = script.replace(/(?<=waiting = \{ facts: ).*(?=, late: )/, () => told);
			expect(knowing).not.toBe(script);
			const body = html.replace(script, () => knowing).replace(policyOf(script), policyOf(knowing));
			await route.fulfill({ response: answer, body });
		}
	);
}

/** Whether Kit has run: it writes down where it is. */
const isAlive = (page: Page) => page.evaluate(() => history.state !== null);
const isRead = async (page: Page) => {
	await page.waitForLoadState('networkidle');
	expect(await isAlive(page)).toBe(false);
};

test('who only reads runs nothing; the first press is done, and so is the one on the way', async ({
	page
}) => {
	await page.goto('/dat-lich');
	await isRead(page);
	await expectNoFaults(page);
	const large = page.getByRole('button', { name: 'Cỡ chữ lớn' });
	await large.click();
	await expect(large).toHaveAttribute('aria-pressed', 'true');
	await expect(page.locator('html')).toHaveClass('large');
	await page.locator('a[href="#cho-ai"]').click();
	await expect(page.getByRole('group').first()).toBeVisible();
	await page.goBack();
	await expect(title(page)).toContainText('Đặt lịch');
});

test('a place that is chosen before the page runs is the place that it shows, and a reload keeps it', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units', 'days']);
	const [first] = await stack.sql<{ area: string }[]>`
		select code as area from unit.areas where unit = ${ward} order by code limit 1`;
	const { area } = first!;
	await page.goto('/');
	await isRead(page);
	const place = page.locator('main select');
	await place.selectOption(area);
	await expect(page).toHaveURL(new RegExp(`noi=${area}`));
	await expect(place).toHaveValue(area);
	await page.reload();
	await expect(place).toHaveValue(area);
});

test('facts of yesterday are asked for, and only others bring the page to life', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units', 'days'], { hoursAgo: 20 });
	const asked = page.waitForResponse(/rpc\/booking_days/);
	await page.goto('/');
	await asked;
	await isRead(page);

	await page.unrouteAll();
	await knows(page, stack, ['units', 'days'], { hoursAgo: 20, mark: 'others' });
	await page.goto('/');
	await expect.poll(() => isAlive(page)).toBe(true);
});

const code = (page: Page) => page.getByLabel('Mã tra cứu');
/** Kit's own files stay on the way until this is called. */
async function holdKit(page: Page) {
	const { promise: arrives, resolve: release } = Promise.withResolvers<void>();
	await page.route(/\/_app\/immutable\/entry\/app\./, async (route) => {
		await arrives;
		await route.continue();
	});
	return release;
}

test('a code that is sent before the page runs opens its case, and stands in no address', async ({
	page,
	stack
}) => {
	const visit = await bookVisit(stack);
	await knows(page, stack, ['days'], { at: '/tra-cuu' });
	const release = await holdKit(page);
	await page.goto('/tra-cuu', { waitUntil: 'commit' });
	await expect(page.getByRole('button', { name: 'Tra cứu', exact: true })).toBeEnabled();
	await code(page).fill(visit.code);
	await code(page).press('Enter');
	expect(await isAlive(page)).toBe(false);
	release();
	await expect(page.getByText(visit.reference)).toBeVisible();
	expect(new URL(page.url()).search).toBe('');
});

test('what is typed and sent before the page of call-backs runs is read by it, and what is missing named', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units'], { at: '/goi-lai' });
	const release = await holdKit(page);
	await page.goto('/goi-lai', { waitUntil: 'commit' });
	const name = page.getByLabel('Họ và tên của ông/bà');
	await name.fill('Trần Thị Mơ');
	await page.getByLabel('Số điện thoại').fill('0900 000 100');
	await page.getByRole('button', { name: 'Nhờ gọi lại' }).click();
	expect(await isAlive(page)).toBe(false);
	release();
	const wrong = page.getByRole('alert');
	await expect(wrong).toContainText('Chọn xã, phường');
	await expect(wrong).not.toContainText('điện thoại');
	await expect(name).toHaveValue('Trần Thị Mơ');
});

for (const [how, leave] of [
	['with the button', (page: Page) => page.getByRole('button', { name: 'Thoát nhanh' }).click()],
	[
		'with three presses of a key',
		async (page: Page) => {
			for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
		}
	]
] as const)
	test(`who leaves in a hurry ${how} waits for nothing that is still on the way`, async ({
		page,
		stack
	}) => {
		await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
		await knows(page, stack, ['days'], { at: '/tra-cuu' });
		await holdKit(page);
		await page.goto('/tra-cuu', { waitUntil: 'commit' });
		await expect(async () => {
			await leave(page);
			await page.waitForURL('https://www.google.com/**', { timeout: 500 });
		}).toPass();
	});

test('whoever reads what stands before a tip runs nothing, presses early and is taken along, and can leave before that', async ({
	page
}) => {
	await page.route('https://www.google.com/**', (route) => route.fulfill({ body: 'elsewhere' }));
	await page.goto('/tin-bao');
	await isRead(page);
	await page.mouse.wheel(0, 200);
	await expect.poll(() => isAlive(page)).toBe(true);

	// From elsewhere: the same address once more would be a reload.
	await page.goto('about:blank');
	const release = await holdKit(page);
	await page.goto('/tin-bao', { waitUntil: 'commit' });
	const begin = page.getByRole('button', { name: 'Bắt đầu viết' });
	await expect(begin).toBeEnabled();
	await begin.click();
	expect(await isAlive(page)).toBe(false);
	release();
	await expect(title(page)).toContainText('Việc xảy ra ở đâu?');

	await page.goto('about:blank');
	await page.goto('/tin-bao');
	await isRead(page);
	for (let press = 0; press < 3; press++) await page.keyboard.press('Shift');
	await page.waitForURL('https://www.google.com/**');
});

test('an answer that is given before the page of help runs is the one that it goes on with', async ({
	page,
	stack
}) => {
	await knows(page, stack, ['units'], { at: '/ho-tro' });
	const release = await holdKit(page);
	await page.goto('/ho-tro', { waitUntil: 'commit' });
	const own = page.getByRole('main').getByRole('radio').first();
	await own.check();
	expect(await isAlive(page)).toBe(false);
	release();
	await expect.poll(() => isAlive(page)).toBe(true);
	await expect(own).toBeChecked();
});
