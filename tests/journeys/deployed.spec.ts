/** The built portal as an operator has it: the doctor finds nothing, the manifest fits, and two sheets of paper come out right. */
import { globSync, readFileSync } from 'node:fs';
import { policyIn } from '../../scripts/doctor/policy.ts';
import { openapi } from '../../supabase/functions/_shared/openapi/index.ts';
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

/** As TIPS.md §7 has them, and not as the settings of the build do: whoever loosens those is told here. */
const policy = {
	'default-src': [/^none$/],
	'script-src': [/^self$/, /^sha256-/],
	'style-src': [/^self$/, /^sha256-/],
	'style-src-attr': [/^unsafe-hashes$/, /^sha256-/],
	'img-src': [/^self$/, /^data:$/, /^blob:$/],
	'connect-src': [/^self$/],
	'font-src': [/^self$/],
	'worker-src': [/^self$/],
	'manifest-src': [/^self$/],
	'form-action': [/^none$/],
	'base-uri': [/^none$/],
	'require-trusted-types-for': [/^script$/],
	'trusted-types': [/^svelte-trusted-html$/, /^sveltekit-trusted-url$/, /^gandan-worker$/]
};

test('every page that was built allows what it needs and nothing more, and the address of the document for programs is answered', async ({
	stack
}) => {
	const pages = globSync('build/**/*.html');
	expect(pages.length).toBeGreaterThan(60);
	for (const page of pages) {
		const told = policyIn(readFileSync(page, 'utf8'));
		expect([...(told?.keys() ?? [])].sort(), page).toEqual(Object.keys(policy).sort());
		for (const [name, allowed] of Object.entries(policy))
			for (const word of told!.get(name)!)
				expect(
					allowed.some((one) => one.test(word)),
					`${page} allows ${word} in ${name}`
				).toBe(true);
	}
	const answer = await fetch(`${stack.origin}/openapi.json`);
	const { info, ...said } = (await answer.json()) as { info: { version: string } };
	const { info: _, ...made } = JSON.parse(JSON.stringify(openapi(info.version)));
	expect(said).toEqual(made);
});
