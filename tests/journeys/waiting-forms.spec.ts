/** Pages of questions that stand as built until somebody reads on or answers (docs/decisions/0060). */
import { title } from './answering.ts';
import { holdKit, isAlive, isRead, knows } from './waited.ts';
import { expect, test } from './world.ts';

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
