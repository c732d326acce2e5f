/** The built portal as an operator has it: the doctor finds nothing, the manifest fits, and two sheets of paper come out right. */
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
	await page.getByRole('button', { name: 'Kiểm tra ngay trên máy này' }).click();
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
	const said = (await answer.json()) as { info: { version: string } };
	expect(said).toEqual(JSON.parse(JSON.stringify(openapi(said.info.version))));
});

test('a page of another origin gets no answer of any door, and the portal’s own does', async ({
	page,
	stack
}) => {
	const headers = { apikey: stack.keys.publishable, 'content-type': 'application/json' };
	const doors = [
		['/_config.json', {}],
		['/rest/v1/rpc/unit_public', { method: 'POST', headers, body: '{}' }],
		['/functions/v1/booking', { method: 'POST', headers, body: '{"action":"booking_challenge"}' }],
		// As forms send it, so that a browser asks nobody first.
		['/rest/v1/rpc/unit_public', { method: 'POST', body: '{}' }]
	] as const;
	const answers = (mode?: RequestMode) =>
		page.evaluate(
			([origin, asked, mode]) =>
				Promise.all(
					asked.map(([path, how]) =>
						fetch(origin + path, { ...how, mode }).then(
							({ type, status }) => `${type} ${status}`,
							({ name }: Error) => name
						)
					)
				),
			[stack.origin, doors.slice(0, mode ? 1 : 4), mode] as const
		);
	const other = createServer((_, answer) => answer.end('somebody else’s')).listen(0, '127.0.0.1');
	await once(other, 'listening');
	await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
	expect(await answers()).toEqual(Array.from({ length: 4 }, () => 'TypeError'));
	// It is not that the portal was out of reach: it answered, and its answer says that it is not for others.
	const failed = page.waitForEvent('requestfailed');
	expect(await answers('no-cors')).toEqual(['TypeError']);
	expect((await failed).failure()?.errorText).toContain('BLOCKED_BY_RESPONSE');
	other.close();
	await page.goto('/rieng-tu');
	expect((await answers()).slice(0, 3)).toEqual(['basic 200', 'basic 200', 'basic 200']);
});
