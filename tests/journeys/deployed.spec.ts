/** The built portal as an operator has it: the doctor finds nothing, the manifest fits, and two sheets of paper come out right. */
import { checkNames, examine } from '../../scripts/doctor/examine.ts';
import { visit } from '../../scripts/doctor/patient.ts';
import { expect, expectNoFaults, test } from './world.ts';

test('the doctor finds nothing wrong with a portal that was just built', async ({ stack }) => {
	const patient = await visit(stack.origin);
	// Addresses are looked for in its database elsewhere; nobody signs what tests build.
	const { findings } = await examine(
		patient,
		checkNames.filter((name) => name !== 'addresses')
	);
	expect(findings.filter(({ weight }) => weight !== 'question')).toEqual([]);
	expect(findings.map(({ what }) => what)).toEqual(['Who built these pages? Nobody signed them.']);
});

test('a resident reads what the portal is made of, and prints a leaflet of one sheet', async ({
	page
}) => {
	await page.goto('/danh-sach-khoa');
	await page.getByRole('link', { name: 'Bản dựng của cổng' }).click();
	await expect(page.getByText('Danh sách chưa có chữ ký của người dựng.')).toBeVisible();
	await page.getByText(/^Xem danh sách [\d.]+ tệp$/).click();
	await expect(page.getByText('tra-cuu.html')).toBeVisible();
	await expectNoFaults(page);

	await page.goto('/to-roi');
	await page.getByLabel('In cho đơn vị').selectOption({ label: 'Công an phường Trà Câu' });
	const sheet = page.getByRole('article', { name: 'Tờ rơi để in' });
	await expect(sheet.getByText('Công an phường Trà Câu')).toBeVisible();
	await expect(sheet.getByText(new URL(page.url()).host, { exact: true })).toBeVisible();
	await expectNoFaults(page);
	const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
	expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
