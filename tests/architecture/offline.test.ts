import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const scripts = globSync(['src/**/*.{ts,svelte}', 'static/**/*.js']).filter(
	(file) => !/paraglide|\.test\.ts$/.test(file)
);
const having = (words: RegExp) =>
	scripts.filter((file) => words.test(readFileSync(file, 'utf8'))).sort();

it('one worker answers requests, the officers’ on the road: nothing that residents ask for is kept on their device', () => {
	const listeners = /(?:addEventListener\(\s*['"`]fetch|\bonfetch\b|respondWith)/;
	expect(having(listeners)).toEqual(['src/service-worker.ts']);
	// Kit registers none by itself.
	expect(readFileSync('svelte.config.js', 'utf8')).toContain('serviceWorker: { register: false }');
});

it('that worker is asked for by the field page alone, in the scope of that page', () => {
	expect(having(/service-worker\.js/)).toEqual(['src/lib/rounds/keep-shell.ts']);
	expect(having(/\bkeepShell\(/).filter((file) => /routes/.test(file))).toEqual([
		'src/routes/(road)/rounds/day/+page.svelte'
	]);
	const pages = readFileSync('src/routes/(road)/rounds/day/+page.svelte', 'utf8');
	expect(pages).toContain("keepShell(path('fieldDay'))");
});

it('the worker of who follows is asked for in one place, when somebody follows', () => {
	expect(having(/\/push\.js/)).toEqual(['src/lib/notify/browser.ts']);
	expect(having(/\bsubscribe\(serverKey/)).toEqual([
		'src/lib/notify/browser.ts',
		'src/lib/notify/following.svelte.ts'
	]);
});

it('the app is offered to officers, and where an iPhone gives no notices without it', () => {
	expect(having(/rel="manifest"/)).toEqual([
		'src/routes/(citizen)/news/follow/+page.svelte',
		'src/routes/(staff)/AppFoot.svelte'
	]);
	for (const [file, start] of [
		['tin-tuc', '/tin-tuc/theo-doi'],
		['news', '/en/news/follow']
	] as const)
		expect(JSON.parse(readFileSync(`static/${file}.webmanifest`, 'utf8'))).toMatchObject({
			start_url: start,
			display: 'standalone'
		});
	for (const [file, start] of [
		['can-bo', '/can-bo'],
		['staff', '/en/staff']
	] as const) {
		const { scope, start_url } = JSON.parse(
			readFileSync(`static/${file}.webmanifest`, 'utf8')
		) as Record<string, string>;
		expect([scope, start_url]).toEqual([start, start]);
	}
});
