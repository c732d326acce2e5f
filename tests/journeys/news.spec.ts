/** A reader of the news: finds, reads, filters, searches, sees what was corrected and what was taken back. */
import { globSync, readFileSync } from 'node:fs';
import {
	correctPost,
	publishCampaign,
	publishPost,
	withdrawPost
} from '../../supabase/tests/publishing.ts';
import { faultsIn } from './html.ts';
import { expect, expectNoFaults, test, ward } from './world.ts';

test('somebody reads the news, finds a warning, and learns what was corrected and what was taken back', async ({
	page,
	stack
}) => {
	for (const name of ['Cán bộ Viết', 'Cán bộ Duyệt'])
		await stack.officer({ unit: ward, roles: ['editor'], name });
	const [approver, author] = await stack.sql<{ user_id: string }[]>`
		select user_id from staff.officers where name in ('Cán bộ Viết', 'Cán bộ Duyệt') order by name`;
	const by = { author: author!.user_id, approver: approver!.user_id };
	const campaign = await publishCampaign(stack.sql, by, {
		unit: ward,
		slug: 'dot-doc-tin',
		name: 'Đợt cao điểm đến nhà'
	});
	for (let nth = 0; nth < 13; nth++)
		await publishPost(stack.sql, by, {
			unit: ward,
			slug: `tin-cu-${nth}`,
			title: `Tin cũ ${nth}`,
			hours: 90 + nth
		});
	const id = await publishPost(stack.sql, by, {
		...{
			unit: ward,
			slug: 'viec-nhe-luong-cao',
			title: 'Thủ đoạn “việc nhẹ lương cao”',
			category: 'warnings',
			campaign
		},
		tree: [
			{ tag: 'h2', of: ['Nhận biết'] },
			{
				tag: 'p',
				of: [
					'Kẻ gian ',
					{ tag: 'strong', of: ['lừa đảo'] },
					' qua mạng. Xem ',
					{ tag: 'a', href: '/dia-ban', of: ['số trực'] },
					'.'
				]
			},
			{
				tag: 'table',
				of: [
					{
						tag: 'tbody',
						of: [
							{
								tag: 'tr',
								of: [
									{ tag: 'th', of: ['Gọi'] },
									{ tag: 'td', of: ['113'] }
								]
							}
						]
					}
				]
			}
		]
	});
	await correctPost(stack.sql, by, id, 'Bản trước ghi nhầm ngày.');

	await page.goto('/tin-tuc');
	const first = page.getByRole('link', { name: 'Thủ đoạn “việc nhẹ lương cao”' });
	await expect(first).toBeVisible();
	await expect(page.getByText('có đính chính')).toBeVisible();
	await expectNoFaults(page);
	expect(await faultsIn(await page.content())).toEqual([]);
	const large = page.getByRole('button', { name: 'Cỡ chữ lớn' });
	await large.click();
	await expect(large).toHaveAttribute('aria-pressed', 'true');
	await large.click();
	await page.getByRole('button', { name: 'Xem thêm' }).click();
	await expect(page.getByRole('link', { name: 'Tin cũ 12' })).toBeVisible();

	await page
		.getByRole('navigation', { name: 'Chuyên mục' })
		.getByRole('link', { name: 'Cảnh báo' })
		.click();
	await expect(page).toHaveURL(/\/tin-tuc\?loai=warnings$/);
	await expect(page.getByRole('link', { name: /^Tin cũ/ })).toHaveCount(0);
	await page.getByText('Tìm bài, chọn nơi').click();
	await page.getByLabel('Tìm trong tiêu đề và nội dung').fill('lua dao');
	await page.getByRole('button', { name: 'Tìm', exact: true }).click();
	await expect(page).toHaveURL(/tim=lua\+dao$/);
	await expect(page.getByText('Có chữ “lua dao”.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Atom' })).toHaveAttribute(
		'href',
		'/functions/v1/news/atom?loai=warnings'
	);
	await first.click();

	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thủ đoạn “việc nhẹ lương cao”');
	await expect(page.getByText('Bản trước ghi nhầm ngày.')).toBeVisible();
	// Nothing of the post goes along to where a tip is written.
	await expect(page.getByRole('link', { name: 'Gửi tin báo về việc này' })).toHaveAttribute(
		'href',
		'/tin-bao'
	);
	await expectNoFaults(page);
	expect(await faultsIn(await page.content())).toEqual([]);
	expect(
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
	).toBe(0);

	await page.getByRole('link', { name: 'Đợt cao điểm đến nhà' }).click();
	await expect(page.getByRole('row', { name: /^Lượt đến nhà đã xong dưới 5 40$/ })).toBeVisible();
	await expectNoFaults(page);

	await withdrawPost(stack.sql, by, id, 'Nội dung chưa được kiểm chứng.');
	await page.goto('/tin-tuc/viec-nhe-luong-cao');
	await expect(page.getByRole('heading', { name: 'Bài này đã được rút' })).toBeVisible();
	await expect(page.getByText('Nội dung chưa được kiểm chứng.')).toBeVisible();
	await expectNoFaults(page);
	await page.goto('/tin-tuc/khong-co-bai-nay');
	await expect(page.getByRole('heading', { name: 'Không có trang này' })).toBeVisible();
});

test('every built page is valid HTML, 200.html for those that are not built as well', async () => {
	const files = globSync('build/**/*.html');
	expect(files.length).toBeGreaterThan(30);
	for (const file of files) expect(await faultsIn(readFileSync(file, 'utf8')), file).toEqual([]);
});
