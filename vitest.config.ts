import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { withoutMarkup } from './markdown.config.ts';
import { wordsInOne } from './words.config.ts';

type Kind = { isolate: boolean; pool: 'forks' | 'threads' };
const project = (name: string, { isolate, pool }: Kind, folders: string[]) => ({
	extends: true as const,
	test: {
		...{ name, isolate, pool, include: folders.map((folder) => `${folder}/**/*.test.ts`) },
		// Where files share a thread, what one test put in place of a global is no other test's.
		unstubGlobals: pool === 'threads'
	}
});

export default defineConfig({
	// For state in *.svelte.ts, which is tested without a DOM.
	plugins: [wordsInOne(), svelte({ configFile: false, compilerOptions: { runes: true } })],
	// Svelte's rune runtime that works, rather than the one for prerendering.
	resolve: { conditions: ['browser'], alias: withoutMarkup },
	ssr: { resolve: { conditions: ['browser', 'node', 'default'] } },
	test: {
		projects: [
			// What talks to doors and databases shares nothing but what it imports: a worker keeps its modules from file to file.
			project('doors', { isolate: false, pool: 'forks' }, [
				'supabase/tests',
				'tests/functions',
				'tests/fuzz',
				'tests/properties',
				'tests/races'
			]),
			// So does what is tested by itself, in the one process: to load the field's libraries anew for each file took longer than all its tests.
			project('alone', { isolate: false, pool: 'threads' }, [
				'src',
				'scripts',
				'supabase/functions'
			]),
			// Processes of their own, and whole stacks: each file begins anew.
			project('apart', { isolate: true, pool: 'forks' }, [
				'supabase/local',
				'tests/architecture',
				'tests/faults',
				'tests/stack',
				// Minutes with a portal of its own: `npm run test:crashes`.
				...(process.env.GANDAN_LONG === '1' ? ['tests/crashes'] : [])
			])
		],
		// Else Node would load them by itself, past the alias.
		server: { deps: { inline: [/node_modules\/(?:micromark|mdast|hast)/] } },
		environment: 'node',
		// One PostgreSQL server for the run; each test file clones a database from its template.
		globalSetup: ['supabase/local/testing-server.ts'],
		// What libraries print about refusals that a test expects is noise; a failed test shows it.
		silent: 'passed-only',
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 60_000
	}
});
