/** What happens to a page into which somebody got HTML, by the server's answer or by a script that writes it. */
import { expect, type Page } from './world.ts';

type Policies = { createPolicy(name: string, rules: object): unknown };
type Seen = { violations?: string[]; injected?: number };
const evil =
	'<img src="/khong-co.png" onerror="window.injected = 1"><script>window.injected = 2</script>';

/** Nothing of it runs, and the browser says by which rule. */
export async function expectInert(page: Page, address: string): Promise<void> {
	await page.addInitScript(() => {
		const seen: string[] = ((window as Seen).violations = []);
		addEventListener('securitypolicyviolation', (event) => {
			seen.push(event.effectiveDirective);
		});
	});
	const isPage = ({ pathname }: URL) => pathname === address;
	await page.route(isPage, async (route) => {
		const answer = await route.fetch();
		const text = await answer.text();
		await route.fulfill({ response: answer, body: text.replace('</body>', `${evil}</body>`) });
	});
	await page.goto(address);
	await page.unroute(isPage);
	const seen = () => page.evaluate(() => (window as Seen).violations);
	await expect.poll(seen).toEqual(expect.arrayContaining(['script-src-attr', 'script-src-elem']));
	const refused = await page.evaluate((html) => {
		const { trustedTypes } = window as unknown as { trustedTypes: Policies };
		const tried = [
			() => (document.createElement('div').innerHTML = html),
			() => document.body.insertAdjacentHTML('beforeend', html),
			() => document.write(html),
			() => (document.createElement('script').src = '/_app/immutable/a.js'),
			() => trustedTypes.createPolicy('somebody', { createHTML: (text: string) => text })
		];
		return tried.map((work) => {
			try {
				work();
				return 'done';
			} catch (error) {
				return (error as Error).name;
			}
		});
	}, evil);
	expect(refused).toEqual(refused.map(() => 'TypeError'));
	expect(await seen()).toEqual(
		expect.arrayContaining(['require-trusted-types-for', 'trusted-types'])
	);
	expect(await page.evaluate(() => (window as Seen).injected)).toBeUndefined();
}
