/** The officers' handbook inside the portal: every page of docs/handbook becomes a component, and what would be broken in one stops the build. */
import { globSync, readFileSync } from 'node:fs';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { componentOf, pageOf } from '../../handbook-page.config.ts';

const files = globSync('docs/handbook/*.md').sort();
const made = (file: string) => componentOf(readFileSync(file, 'utf8'), file);

describe('a page of the handbook', () => {
	it.each(files)(
		'%s is a page that a browser draws, with its contents and its pictures',
		(file) => {
			const code = made(file);
			const { warnings } = compile(code, { filename: `${pageOf(file)}.svelte`, runes: true });
			expect(warnings).toEqual([]);
			const ids = [...code.matchAll(/<h2 id="([\w-]+)"/g)].map(([, id]) => id!);
			expect(new Set(ids).size).toBe(ids.length);
			const contents = [...code.matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id!);
			expect(contents).toEqual(ids);
			const pictures = readFileSync(file, 'utf8').match(/!\[/g)?.length ?? 0;
			expect(code.match(/<img [^>]*alt="[^"]+" width="\d+" height="\d+"/g) ?? []).toHaveLength(
				pictures
			);
		}
	);

	it('leads to other pages by their place in the address', () => {
		const leads = files.flatMap((file) =>
			[...made(file).matchAll(/href="\?page=([\w-]+)"/g)].map(([, page]) => page!)
		);
		expect([...new Set(leads)].sort()).toEqual(files.map(pageOf).sort());
	});

	const file = 'docs/handbook/desk.md';
	it.each([
		'[x](https://example.test)',
		'[x](../deploy.md)',
		'[x](nobody.md)',
		'![x](nowhere.webp)'
	])('stops the build at %s, which leads nowhere in the portal', (words) => {
		expect(() => componentOf(`# A\n\n${words}`, file)).toThrow();
	});

	it('shows marks of its language and of ours as they were written', () => {
		const code = componentOf('# {a} & b\n\nc < d "e" `{f}`\n\n<script>g</script>', file);
		expect(code).toContain('<h1>&#123;a&#125; &amp; b</h1>');
		expect(code).toContain('<p>c &lt; d &quot;e&quot; <code>&#123;f&#125;</code></p>');
		expect(code).not.toContain('g</script>');
	});
});
