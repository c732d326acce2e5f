import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const project = (name: string, isolate: boolean, folders: string[]) => ({
	extends: true as const,
	test: { name, isolate, include: folders.map((folder) => `${folder}/**/*.test.ts`) }
});

export default defineConfig({
	// For state in *.svelte.ts, which is tested without a DOM.
	plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
	// Svelte's rune runtime that works, rather than the one for prerendering.
	resolve: { conditions: ['browser'] },
	ssr: { resolve: { conditions: ['browser', 'node', 'default'] } },
	test: {
		projects: [
			// What talks to doors and databases shares nothing but what it imports: a worker keeps its modules from file to file.
			project('doors', false, [
				'supabase/tests',
				'tests/functions',
				'tests/properties',
				'tests/races'
			]),
			// State in modules, replaced clocks and processes of their own: each file begins anew.
			project('apart', true, [
				'src',
				'scripts',
				'supabase/functions',
				'supabase/local',
				'tests/architecture',
				'tests/faults',
				'tests/stack'
			])
		],
		environment: 'node',
		// One PostgreSQL server for the run; each test file clones a database from its template.
		globalSetup: ['supabase/local/testing-server.ts'],
		// What libraries print about refusals that a test expects is noise; a failed test shows it.
		silent: 'passed-only',
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
