/** The checks that need no database: what they are called and what they run. */
import { join } from 'node:path';
import { functionNames } from '../supabase/local/functions.ts';

export type Check = { name: string; program: string; words: string[] };

const node = process.execPath;
const bin = (path: string) => join('node_modules', path);
const functions = 'supabase/functions';

/** In this order: the words and Kit's types are made by the first two, and the others read them. */
export const making: readonly Check[] = [
	{
		name: 'words compile',
		program: node,
		words: [
			bin('@inlang/paraglide-js/bin/run.js'),
			...['compile', '--project', './project.inlang', '--outdir', './src/lib/paraglide'],
			...['--strategy', 'url', 'baseLocale', '--is-server', 'import.meta.env.SSR', '--silent']
		]
	},
	{ name: 'routes have types', program: node, words: [bin('@sveltejs/kit/svelte-kit.js'), 'sync'] }
];

export const checks: readonly Check[] = [
	{ name: 'eslint', program: node, words: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'] },
	{
		name: 'prettier',
		program: node,
		words: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']
	},
	{
		name: 'svelte-check',
		program: node,
		words: [bin('svelte-check/bin/svelte-check'), '--fail-on-warnings', '--output=human']
	},
	{
		name: 'deno check',
		program: process.platform === 'win32' ? bin('deno/deno.exe') : bin('deno/deno'),
		words: [
			...['check', '--quiet', '--no-lock', '--cached-only', '--node-modules-dir=manual'],
			`--config=${functions}/deno.json`,
			'supabase/local/functions-main.ts',
			...functionNames().map((name) => `${functions}/${name}/index.ts`)
		]
	}
];

export const building: Check = {
	name: 'the pages build',
	program: node,
	words: ['scripts/build.ts']
};

/** For journeys, which bring databases of their own: without the facts and floors of a portal on this machine. */
export const buildingForTests: Check = { ...building, words: [...building.words, '--mode=test'] };
