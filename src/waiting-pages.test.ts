import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { waitingPage, withScript } from './waiting-pages.ts';

const policyOf = (script: string) =>
	`'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** As Kit's render.js writes it. */
const starting = (start: string) => `
				{
					__sveltekit_1a = { base: "" };

					const element = document.currentScript.parentElement;

					${start}
				}
			`;
const kits = `Promise.all([
						import("/_app/immutable/entry/start.a.js"),
						import("/_app/immutable/entry/app.b.js")
					]).then(([kit, app]) => {
						kit.start(app, element, {
							node_ids: [0, 2],
							data: [null,{type:"data",data:{words:"$& Hôm nay"},uses:{}}],
							form: null,
							error: null
						});
					});`;
const pageOf = (script: string) =>
	`<head><meta content="script-src 'self' ${policyOf(script)}"></head><body><script>${script}</script></body>`;

const told = {
	units: { as_of: '2026-11-26T10:00:00Z', units: [] },
	days: { as_of: '2026-11-26T10:05:00Z', days: [] },
	results: null,
	ledger: null,
	figures: { as_of: '2026-11-26T10:00:00Z', unit: '21439' }
};
const known = { route: '/(citizen)', told, late: ['/_app/a.js'] };

const scriptIn = (html: string) => /<script>([^]*)<\/script>/.exec(html)![1]!;

/** What the page's own script leaves behind, run as a browser would. */
function run(script: string) {
	const left: {
		waiting?: { facts: { since: number; until: number; mark: string; unit?: string } | null };
	} = {};
	const plain = script.replaceAll('import(', 'bring(').replace('waiting =', 'left.waiting =');
	new Function('left', 'document', '__sveltekit_1a', plain)(
		left,
		{ currentScript: { parentElement: {} } },
		{}
	);
	return left.waiting!;
}

it('a page that waits starts nothing by itself, and its policy lets the changed script run', () => {
	const html = waitingPage(pageOf(starting(kits)), known);
	const script = scriptIn(html);
	expect(html).toContain(policyOf(script));
	expect(html).not.toContain(policyOf(starting(kits)));
	expect(script).toContain('words:"$& Hôm nay"');
	// It would throw where anything were brought: there is nothing here that brings.
	expect(run(script)).toMatchObject({ late: ['/_app/a.js'] });
});

it('a page knows from when until when all that it shows is fresh', () => {
	const { facts } = run(scriptIn(waitingPage(pageOf(starting(kits)), known)));
	expect(facts?.since).toBe(Date.parse('2026-11-26T10:04:55Z'));
	expect(facts?.until).toBe(Date.parse('2026-11-26T11:00:00Z'));
});

it('a page of one unit says whose facts it shows, and one of all units names none', () => {
	const factsOf = (route: string) =>
		run(scriptIn(waitingPage(pageOf(starting(kits)), { ...known, route }))).facts;
	expect(factsOf('/(citizen)/figures')?.unit).toBe('21439');
	expect(factsOf('/(citizen)')).not.toHaveProperty('unit');
});

it('a page of the evening is not read as it stands on the next day', () => {
	const evening = '2026-11-26T16:30:00Z';
	const late = { ...told, units: { as_of: evening }, days: { as_of: evening } };
	const { facts } = run(scriptIn(waitingPage(pageOf(starting(kits)), { ...known, told: late })));
	expect(facts?.until).toBe(Date.parse('2026-11-26T17:00:00Z'));
});

it('a page whose facts nobody knew says so', () => {
	const html = waitingPage(pageOf(starting(kits)), { ...known, told: { ...told, days: null } });
	expect(run(scriptIn(html)).facts).toBeNull();
});

it('a build with a Kit that starts pages in another way stops', () => {
	const other = starting('import("/_app/a.js").then((app) => app.start(element));');
	expect(() => waitingPage(pageOf(other), known)).toThrow(/another way/);
});

it('what remembers touches comes before the files that it may have to wait for', () => {
	const page = '<head><link href="/app.js" rel="modulepreload"></head>';
	const html = withScript(page, ['/waiting.js', '/address.js']);
	const places = ['src="/waiting.js"', 'href="/address.js"', 'href="/app.js"'];
	const found = places.map((text) => html.indexOf(text));
	expect(found).toEqual(found.toSorted((one, other) => one - other));
	expect(found).not.toContain(-1);
});

it('what a script of ours brings comes first, and is named once', () => {
	const link = (file: string) => `<link href="${file}" rel="modulepreload">`;
	const html = withScript(`<head>${link('/a.js')}${link('/b.js')}</head>`, ['/ours.js', '/b.js']);
	expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file)).toEqual([
		...['/ours.js', '/b.js', '/a.js']
	]);
});
