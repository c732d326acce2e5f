import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { places } from '../../src/lib/platform/desk-places.ts';

const read = (file: string) => readFileSync(file, 'utf8');
const own = (pattern: string) =>
	globSync(pattern).filter((file) => !/node_modules|paraglide|\.svelte-kit|\.gandan/.test(file));

/** Style rules of a file, without comments and without the widths that media queries must repeat. */
function styles(file: string): string {
	const text = read(file);
	const css = file.endsWith('.css') ? text : (/<style[^>]*>([^]*)<\/style>/.exec(text)?.[1] ?? '');
	return css.replace(/\/\*[^]*?\*\//g, '').replace(/@(?:media|container)[^{]*\{/g, '{');
}

describe('the house', () => {
	it('colours and sizes are named in ui/tokens.css and nowhere else', () => {
		const raw = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|\b\d*\.?\d+(?:px|rem|pt|cm)\b/gi;
		for (const file of [...own('src/**/*.css'), ...own('src/**/*.svelte')]) {
			if (file.endsWith('ui/tokens.css')) continue;
			expect(styles(file).match(raw) ?? [], file).toEqual([]);
		}
	});

	it('no style sheet grows past 200 lines', () => {
		for (const file of own('src/**/*.css'))
			expect(read(file).split('\n').length, file).toBeLessThan(202);
	});

	it('a room has one name; no folder gathers what has none', () => {
		const names = /\/(?:utils?|helpers?|services?|managers?|common|types)(?:\/|\.ts$)/;
		const files = ['src', 'supabase', 'tests', 'scripts', 'bench'].flatMap((top) =>
			own(`${top}/**/*`)
		);
		expect(files.filter((file) => names.test(`/${file}`))).toEqual([]);
	});

	it('every component shows examples, and has at most eight inputs', () => {
		for (const file of own('src/lib/ui/*.svelte')) {
			expect(globSync(file.replace('.svelte', '.examples.ts')), basename(file)).toHaveLength(1);
			const inputs = /let \{([^}]*)\}[^=]*=\s*\$props\(\)/.exec(read(file))?.[1] ?? '';
			expect(inputs.split(',').filter((one) => one.trim()).length, file).toBeLessThanOrEqual(8);
		}
	});

	it('the cipher stands on one version of each of its libraries', () => {
		const { packages } = JSON.parse(read('package-lock.json')) as { packages: object };
		const laid = Object.keys(packages).flatMap(
			(path) => /@(?:noble|scure)\/[\w-]+$/.exec(path) ?? []
		);
		expect(laid).toContain('@noble/curves');
		expect(laid).toEqual([...new Set(laid)]);
	});

	it('every address of a page leads to a room that is built', () => {
		const routes = own('src/routes/**/+page.svelte').map(
			(file) =>
				'/' +
				file
					.split('/')
					.slice(2, -1)
					.filter((part) => !part.startsWith('('))
					.join('/')
		);
		for (const place of Object.values(places)) expect(routes).toContain(place.route);
	});

	it('no component keeps a store or the old syntax', () => {
		for (const file of own('src/**/*.svelte')) {
			expect(
				read(file).match(/svelte\/store|export let |\$:|<slot|on:[a-z]+=/g) ?? [],
				file
			).toEqual([]);
		}
	});
});
