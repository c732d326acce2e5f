import type { Plugin, Rolldown } from 'vite';
import { withImports } from './bundle.config.ts';

/** A node of Kit, which names a page or a layout by its number. */
const node = /client-optimized[\\/]nodes[\\/](\d+)\.js$/;
/** Officers' groups of routes. */
const officersGroup = /routes[\\/]\((staff|road)\)/;

/** This build, in this language: each is laid into one folder with the other's. */
const build = `${process.env.GANDAN_VERSION ?? Date.now().toString(36)}${process.env.GANDAN_LOCALE ?? ''}`;

/** Kit's pattern of names with `hash` in the place of the bundler's own; what a server reads has none. */
const named = <Pattern>(pattern: Pattern, hash: string) =>
	typeof pattern === 'string' ? pattern.replace('[hash]', hash) : pattern;

/**
 * Keeps the lists of files to fetch ahead short, which come with the scripts that name them: an officers' page is on none,
 * because every page of a resident loads the list of all pages (docs/decisions/0009), and what stands beside an `import()`
 * names nothing that its own script has loaded. A browser finds officers' files when it reads the page.
 */
export function shortPreloads(): Plugin {
	/** Kit's numbers of officers' pages. */
	const officers = new Set<string>();
	let bundle: Rolldown.OutputBundle = {};
	return {
		name: 'short-preloads',
		config: () => ({
			build: {
				modulePreload: {
					resolveDependencies: (file, parts, { hostId }) => {
						const number = /nodes[\\/](\d+)\.[^\\/]+\.js$/.exec(file)?.[1];
						if (number && officers.has(number)) return [];
						// What has been loaded once a script runs: all that it imports.
						const loaded = withImports(bundle, [hostId]);
						return parts.filter((part) => !loaded.has(part));
					}
				}
			}
		}),
		// The name of a style is in that list too, and a part that many pages share is named by all of them.
		// Names of pages stand in that list too. A page imports the frame, which says of which build it is, so a page is another
		// file in each build whatever it is called: one word for all of them packs to nothing, and 70 hashes do not.
		outputOptions: (options) =>
			options.assetFileNames === '_app/immutable/assets/[name].[hash][extname]'
				? {
						...options,
						assetFileNames: '_app/immutable/assets/[hash:7][extname]',
						chunkFileNames: named(options.chunkFileNames, '[hash:7]'),
						entryFileNames: named(options.entryFileNames, build)
					}
				: null,
		generateBundle: { order: 'pre', handler: (_, made) => void (bundle = made) },
		moduleParsed({ id, importedIds }) {
			const number = node.exec(id)?.[1];
			if (number && importedIds.some((one) => officersGroup.test(one))) officers.add(number);
		}
	};
}

type Listed = Record<string, { dynamicImports?: string[] }>;

/**
 * Puts the styles of what a page shows at once into the page, and those alone. Kit looks for them along imports, and on its
 * way follows each `import()` before the next import; what it meets there first it takes for late, and a page jumped when
 * the style of its first button came. No page shows anything of an `import()` before it has run.
 */
export const stylesAtOnce = (): Plugin => ({
	name: 'styles-at-once',
	applyToEnvironment: ({ name }) => name === 'client',
	generateBundle: {
		order: 'post',
		handler(_, made) {
			const list = made['.vite/manifest.json'];
			if (list?.type !== 'asset') throw new Error('Vite has written no list of files.');
			const listed = JSON.parse(String(list.source)) as Listed;
			for (const one of Object.values(listed)) delete one.dynamicImports;
			list.source = JSON.stringify(listed);
		}
	}
});
