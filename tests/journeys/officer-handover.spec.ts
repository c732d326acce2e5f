import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Decrypter } from 'age-encryption';
import { atDesk, unlock } from './at-desk.ts';
import { openDesk, type Desk } from './desk.ts';
import { sendTip } from './officer-tips.ts';
import { onPaper } from './on-paper.ts';
import { picture } from './picture.ts';
import { expect, expectNoFaults, test } from './world.ts';

test.use({ alone: 'officer-handover' });

const unit = '21439';
const DAY = 86_400_000;
/** As a page says it: `14:00, 27/11/2026`. */
const inVietNam = (moment: Date) =>
	new Date(moment.getTime() + 7 * 3_600_000)
		.toISOString()
		.replace(/(\d+)-(\d+)-(\d+)T(\d\d:\d\d).*/, '$4, $3/$2/$1');
test.describe.configure({ mode: 'serial' });

let desk: Desk;
test.beforeAll(async ({ stack }) => {
	desk = await openDesk(stack, unit);
});
test.afterEach(({ browser }) =>
	Promise.all(browser.contexts().map((context) => context.unrouteAll({ behavior: 'ignoreErrors' })))
);

test('a tip becomes an investigation: the package opens with its code, the slip tells nothing, and what was here is erased', async ({
	browser,
	stack
}) => {
	test.setTimeout(180_000);
	const story = 'Có người bán ma túy ở bến ghe.';
	const sender = await sendTip(stack, desk, { story });
	const first = desk.members[1]!;
	const page = await atDesk(browser, stack, desk, first);
	await page.addInitScript(() => (window.print = () => {}));
	await page.reload();
	await page.getByRole('link', { name: sender.reference }).click();
	await unlock(page, first);
	await expect(page.getByText(story)).toBeVisible();
	const sent: string[] = [];
	page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));

	await test.step('its officer takes it for something else than the sender chose, and no server learns it', async () => {
		await page.getByText('Xếp lại loại việc').click();
		await page
			.getByLabel('Loại việc theo cán bộ')
			.selectOption('Ma túy: mua bán, tàng trữ, sử dụng');
		await page.getByRole('button', { name: 'Lưu loại việc' }).click();
		await expect(page.getByText(/xếp, .* Người gửi chọn: Trộm cắp/)).toBeVisible();
		await expect(page.getByText('Xếp loại việc: Ma túy')).toBeVisible();
		await page.getByLabel('Tìm trong tin đã mở').fill('tang tru');
		await expect(page.locator('.rows a')).toHaveCount(1);
		await page.getByLabel('Tìm trong tin đã mở').fill('');
		await picture(page, 'tip-category', page.getByRole('article'));
		await expectNoFaults(page);
		expect(sent.join()).not.toMatch(/drugs|Ma túy/);
	});

	await page.getByRole('button', { name: 'Chuyển cơ quan điều tra' }).click();
	await page.getByRole('button', { name: 'Làm gói đã khóa' }).click();
	const [saved] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'Lưu gói' }).click()
	]);
	expect(saved.suggestedFilename()).toBe(`${sender.reference}.tar.age`);
	const file = await readFile(await saved.path());
	const code = (await page.locator('.groups').last().innerText()).replace(/[^0-9A-Z]/g, '');
	const decrypter = new Decrypter();
	decrypter.addPassphrase(code);
	const archive = Buffer.from(await decrypter.decrypt(new Uint8Array(file)));
	expect(archive.includes(story)).toBe(true);
	expect(archive.includes('Xếp loại việc: Ma túy')).toBe(true);
	expect(sent.join()).not.toContain(code);
	await expectNoFaults(page);

	await test.step('the slip names the package and nothing of the tip', async () => {
		await page.getByRole('button', { name: 'In phiếu chuyển' }).click();
		await page.emulateMedia({ media: 'print' });
		const slip = page.getByRole('article').filter({ hasText: 'Phiếu chuyển tin báo' });
		await expect(slip).toContainText(sender.reference);
		const print = createHash('sha256').update(file).digest('hex');
		expect((await slip.innerText()).replace(/\s/g, '')).toContain(print);
		await expect(slip).not.toContainText(story);
		await expect(slip).not.toContainText(code.slice(0, 4));
		await expect(page.getByRole('main')).toBeHidden();
		await page.emulateMedia({ media: 'screen' });
	});

	await test.step('nothing is erased unless the package is said to be kept and the number typed', async () => {
		await page.getByRole('button', { name: 'Chuyển và xóa' }).click();
		await expect(page.getByText('Hãy lưu gói và giữ mã trước khi xóa.').first()).toBeVisible();
		await page.getByLabel('Tôi đã lưu gói').check();
		await page.getByLabel('Gõ các số cuối').fill(sender.reference.slice(-6));
		await page.getByRole('button', { name: 'Chuyển và xóa' }).click();
		await expect(page.getByRole('alert').first()).toContainText('Ai đã khép tin thì không tự xóa');
		await expectNoFaults(page);
	});

	const other = desk.members[2]!;
	const colleague = await atDesk(browser, stack, desk, other);
	await test.step('a colleague on the desk list makes the package once more, and erases', async () => {
		await colleague.goto(`/can-bo?case=${sender.id}`);
		// It has ended, so they say why they open it.
		await colleague.getByRole('radio').first().check();
		await colleague.keyboard.press('Enter');
		await unlock(colleague, other);
		await expect(colleague.getByText('nhưng chưa xóa')).toBeVisible();
		await colleague.getByRole('button', { name: 'Làm gói đã khóa' }).click();
		await Promise.all([
			colleague.waitForEvent('download'),
			colleague.getByRole('button', { name: 'Lưu gói' }).click()
		]);
		await colleague.getByLabel('Tôi đã lưu gói').check();
		await colleague.getByLabel('Gõ các số cuối').fill(sender.reference.slice(-6));
		await colleague.getByRole('button', { name: 'Chuyển và xóa' }).click();
		await expect(colleague.getByRole('heading', { name: 'Giấy xác nhận đã xóa' })).toBeVisible();
	});

	await expectNoFaults(colleague);
	const [row] = await stack.sql<{ state: string; left: number; erased_at: Date }[]>`
		select state, (select count(*)::int from tips.items i where i.case_id = c.id) as left,
			(select erased_at from tips.threads t where t.case_id = c.id) as erased_at
		from queue.cases c where c.id = ${sender.id}`;
	expect(row).toMatchObject({ state: 'handed_over', left: 0 });
	await test.step('the certificate says until when it was here, and when every backup has forgotten it, on paper too', async () => {
		const facts = [
			sender.reference,
			inVietNam(row!.erased_at),
			inVietNam(new Date(row!.erased_at.getTime() + 35 * DAY)).slice(-10)
		];
		for (const fact of facts) await expect(colleague.getByRole('main')).toContainText(fact);
		const paper = (await onPaper(colleague, 'In giấy xác nhận')).join('\n');
		for (const said of [
			'Giấy xác nhận đã xóa',
			'Đã xóa trong giờ',
			'Bản sao lưu hết giữ chậm nhất ngày',
			'Nội dung, khóa, ghi chú và tệp của tin này đã xóa khỏi hệ thống',
			...facts
		])
			expect(paper).toContain(said);
		expect(paper).toMatch(/Bản in số \d\d-\d{4}/);
		for (const unsaid of [story, 'Về danh sách việc', other.officer.email])
			expect(paper).not.toContain(unsaid);
	});
	await colleague.getByRole('link', { name: 'Về danh sách việc' }).click();
	await expect(colleague.getByRole('link', { name: sender.reference })).toHaveCount(0);
});
