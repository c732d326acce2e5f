/** What each page of a build carries: its own script and all that it imports at once, before anybody does anything. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { kib } from './weighed.ts';

const immutable = '_app/immutable';

/** Both forms of an import that is not put off: `from"./a.js"` and `import"./a.js"`, never `import("./a.js")`. */
const atOnce = /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[\w./-]+\.js)["']/g;

/** KiB of JavaScript by route, of the language that the build's first page speaks. Throws where the build is not as Kit makes it. */
export function carriedBy(build: string): Record<string, number> {
	const weights = new Map<string, number>();
	const texts = new Map<string, string>();
	const read = (file: string) => {
		if (!texts.has(file)) texts.set(file, readFileSync(join(build, immutable, file), 'utf8'));
		return texts.get(file)!;
	};
	const weight = (file: string) => {
		if (!weights.has(file)) weights.set(file, kib(read(file)));
		return weights.get(file)!;
	};
	const closure = (file: string, seen: Set<string>) => {
		if (seen.has(file)) return;
		seen.add(file);
		for (const [, at] of read(file).matchAll(atOnce))
			closure(posix.join(posix.dirname(file), at!), seen);
	};

	const home = readFileSync(join(build, 'index.html'), 'utf8');
	const entries = ['start', 'app'].map((name) => {
		const named = new RegExp(`${immutable}/(entry/${name}\\.[\\w-]+\\.js)`).exec(home)?.[1];
		if (!named) throw new Error(`index.html names no entry ${name}`);
		return named;
	});
	const app = read(entries[1]!);
	const nodes = new Map(
		[...app.matchAll(/nodes\/(\d+)\.[\w-]+\.js/g)].map(([at, number]) => [Number(number), at])
	);
	const file = (node: number) => {
		const at = nodes.get(node);
		if (!at) throw new Error(`the build has no node ${node}`);
		return at;
	};
	// Kit's dictionary of routes: the page's node (of the server too where it is below zero), and its layouts.
	const routes = [...app.matchAll(/"(\/[^"]*)":\[(-?\d+)(?:,\[([\d,]*)\])?/g)];
	if (routes.length === 0) throw new Error('the build has no routes');
	return Object.fromEntries(
		routes.map(([, route, page, layouts = '']) => {
			const number = Number(page);
			const mine = [
				0,
				...layouts.split(',').filter(Boolean).map(Number),
				number < 0 ? ~number : number
			];
			const seen = new Set<string>();
			for (const at of [...entries, ...mine.map(file)]) closure(at, seen);
			return [route!, Math.round([...seen].map(weight).reduce((a, b) => a + b, 0) * 10) / 10];
		})
	);
}

/** Routes that the sources have a page for, as Kit writes them. */
export const routesIn = (sources: string): string[] =>
	readdirSync(sources, { recursive: true, encoding: 'utf8' })
		.filter((file) => basename(file) === '+page.svelte')
		.map((file) => '/' + posix.dirname(file.replaceAll('\\', '/')))
		.sort();
