import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	// For state in *.svelte.ts, which is tested without a DOM.
	plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
	// Svelte's rune runtime that works, rather than the one for prerendering.
	resolve: { conditions: ['browser'] },
	ssr: { resolve: { conditions: ['browser', 'node', 'default'] } },
	test: {
		include: ['src', 'supabase', 'tests', 'scripts'].map((folder) => `${folder}/**/*.test.ts`),
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
