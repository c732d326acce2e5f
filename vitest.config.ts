import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { withoutMarkup } from './markdown.config.ts';
import { isDriversOwn } from './supabase/local/driver.ts';
import { wordsInOne } from './words.config.ts';

const long = process.env.GANDAN_LONG === '1';
type Kind = { isolate: boolean; pool: 'forks' | 'threads' };
const project = (name: string, { isolate, pool }: Kind, folders: string[]) => ({
	extends: true as const,
	test: {
		...{ name, isolate, pool, include: folders.map((folder) => `${folder}/**/*.test.ts`) },
		// Where files share a thread, what one test put in place of a global is no other test's.
		unstubGlobals: pool === 'threads'
	}
});

/** What takes longest of each project, in this order: begun last, it would keep one core waiting for the other. */
const longest = [
	...[
		'stack/start',
		'stack/open-pages',
		'faults/field',
		'stack/refusals',
		'properties/compartments',
		'fuzz/fuzz'
	],
	...['properties/promises', 'properties/characters', 'races/postponing', 'functions/saying'],
	...['races/door', 'properties/storms']
].map((name) => `/tests/${name}.test.ts`);

/** A fresh clone knows of no file how long it took; by itself vitest would then begin with those of most bytes. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]) {
		const place = ({ moduleId }: TestSpecification) => {
			const at = longest.findIndex((name) => moduleId.endsWith(name));
			return at < 0 ? longest.length : at;
		};
		const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name);
		return [...projects.values()].flatMap((own) => own.toSorted((a, b) => place(a) - place(b)));
	}
}

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
				...(long ? ['tests/crashes'] : [])
			])
		],
		// Else Node would load them by itself, past the alias.
		server: { deps: { inline: [/node_modules\/(?:micromark|mdast|hast)/] } },
		environment: 'node',
		// One PostgreSQL server for the run; each test file clones a database from its template.
		globalSetup: ['supabase/local/testing-server.ts'],
		// What libraries print about refusals that a test expects is noise; a failed test shows it.
		silent: 'passed-only',
		// Where a test has its database fall.
		onUnhandledError: (error) => !isDriversOwn(error),
		sequence: { sequencer: LongestFirst },
		maxWorkers: 2,
		testTimeout: long ? 600_000 : 30_000,
		hookTimeout: 60_000
	}
});
