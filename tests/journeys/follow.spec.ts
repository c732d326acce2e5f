/**
 * Somebody follows the news, is shown a post, changes what they hear of, and stops. What a push service would have delivered is
 * delivered by the browser's own tool. Page, worker, doors and database are the real ones.
 */
import { newSubscription, pushes } from './pushed.ts';
import { expect, expectNoFaults, test, ward } from './world.ts';

test('somebody follows warnings, is shown the notice of one, changes their mind and stops', async ({
	page,
	stack
}) => {
	const { context } = { context: page.context() };
	await context.grantPermissions(['notifications'], { origin: stack.origin });
	const given = newSubscription();
	await pushes(page, given, false);
	const kept = () => stack.sql`
		select unit, categories, lang from notify.follows where endpoint = ${given.endpoint}`;

	await page.goto('/tin-tuc/theo-doi');
	await expectNoFaults(page);
	// Nothing was registered and nobody asked by looking at the page.
	expect(
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
	).toBe(0);
	for (const kind of ['Cảnh báo', 'Tin tức'])
		await page.getByRole('checkbox', { name: kind }).uncheck();
	await page.getByRole('button', { name: 'Theo dõi', exact: true }).click();
	await expect(page.getByText('Chọn ít nhất một loại tin')).toBeVisible();
	await page.getByRole('checkbox', { name: 'Cảnh báo' }).check();
	await page.getByLabel('Tin của đơn vị').selectOption(ward);
	await page.getByRole('button', { name: 'Theo dõi', exact: true }).dblclick();
	await expect(page.getByText('Đã theo dõi.')).toBeVisible();
	expect([...(await kept())]).toEqual([{ unit: ward, categories: ['warnings'], lang: 'vi' }]);
	await expectNoFaults(page);

	// What the maker's service would deliver; the worker shows it, for the pages of the news alone.
	const tool = await context.newCDPSession(page);
	const registration = new Promise<{ registrationId: string; scopeURL: string }>((seen) =>
		tool.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
			const [own] = registrations.filter(({ isDeleted }) => !isDeleted);
			if (own) seen(own);
		})
	);
	await tool.send('ServiceWorker.enable');
	const { registrationId, scopeURL } = await registration;
	expect(new URL(scopeURL).pathname).toBe('/tin-tuc/');
	const notice = {
		post: crypto.randomUUID(),
		slug: 'canh-bao-lua-dao',
		category: 'warnings',
		title: 'Kẻ gian giả danh công an gọi điện đòi chuyển tiền',
		unit: 'Công an phường Đức Phổ',
		lang: 'vi'
	};
	await tool.send('ServiceWorker.deliverPushMessage', {
		origin: stack.origin,
		registrationId,
		data: JSON.stringify(notice)
	});
	const shown = () =>
		page.evaluate(async () => {
			const own = await navigator.serviceWorker.getRegistration('/tin-tuc/');
			return (await own!.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
		});
	await expect
		.poll(shown)
		.toEqual([
			{ title: notice.title, body: 'Cảnh báo · Công an phường Đức Phổ', tag: notice.post }
		]);

	await page.getByRole('button', { name: 'Đổi lựa chọn' }).click();
	await page.getByRole('checkbox', { name: 'Đợt cao điểm' }).check();
	await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
	await expect(page.getByText('Đã lưu lựa chọn mới.')).toBeVisible();
	expect([...(await kept())]).toMatchObject([{ categories: ['campaigns', 'warnings'] }]);

	await page.getByRole('button', { name: 'Thôi theo dõi' }).click();
	await expect(page.getByText('Đã thôi theo dõi.')).toBeVisible();
	await expect.poll(async () => [...(await kept())]).toEqual([]);
	const left = await page.evaluate(async () => ({
		workers: (await navigator.serviceWorker.getRegistrations()).length,
		stored: localStorage.length,
		databases: (await indexedDB.databases()).length,
		cookies: document.cookie
	}));
	expect(left).toEqual({ workers: 0, stored: 0, databases: 0, cookies: '' });
});
