import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { inside, walls } from './tests/architecture/walls.js';

const banned = (selector, message) => ({ selector, message });
const noClientQueries = [
	banned("CallExpression[callee.property.name='rpc']", 'Doors are called through call() alone.'),
	banned(
		"CallExpression[callee.property.name='from']:not([callee.object.name=/Array$|^(Buffer|Iterator|Readable)$/])",
		'Tables are not for browsers: doors are called through call().'
	)
];
const noWaitingTests = [
	banned(
		'MemberExpression[property.name=/^(only|skip|todo|fixme)$/][object.name=/^(it|test|describe)$/]',
		'Every test runs.'
	),
	banned(
		"CallExpression[callee.property.name='waitForTimeout']",
		'No sleeps in tests: wait for what should be there.'
	)
];

export default ts.config(
	{
		ignores: [
			'node_modules/',
			'.svelte-kit/',
			'build/',
			'src/lib/paraglide/',
			'.gandan/',
			'bench/out/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: { globals: { ...globals.browser, ...globals.node, Deno: 'readonly' } },
		rules: {
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			eqeqeq: ['error', 'always'],
			'max-lines': ['error', { max: 200 }],
			'no-alert': 'error',
			// What a person sends may hold a name, a place, an illness: nothing of it reaches a log.
			'no-console': 'error',
			'no-eval': 'error',
			'no-control-regex': 'off',
			'no-undef': 'off',
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/no-at-html-tags': 'error',
			// A hash policy blocks them in prerendered pages: classes and SVG attributes instead.
			'svelte/no-inline-styles': ['error', { allowTransitions: false }],
			// Addresses are words of two languages; `path()` makes them on top of Kit's base.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// A contract is one file a room, read from top to bottom: shapes and doors, nothing that runs.
		files: ['supabase/functions/_shared/contracts/*.ts'],
		rules: { 'max-lines': 'off' }
	},
	{
		files: inside('src'),
		rules: { 'no-restricted-syntax': ['error', ...noClientQueries] }
	},
	{
		files: ['**/*.test.ts', '**/*.spec.ts'],
		rules: { 'no-restricted-syntax': ['error', ...noWaitingTests] }
	},
	{
		files: ['scripts/**', 'supabase/local/**', 'bench/**', '.ci/**'],
		rules: { 'no-console': 'off' }
	},

	...walls
);
