import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk & {
	viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
};

/** The page that opens without a line, and what may stand around it. */
const page = /routes[\\/](?:\([^)]+\)[\\/])?rounds[\\/]day[\\/]\+page\b/;
const around = /routes[\\/](?:(?:\(road\)|rounds|day)[\\/])*\+(?:layout|error)\b/;
const ofNode = /client-optimized[\\/]nodes[\\/]\d+\.js$/;
const roots = /runtime[\\/]client[\\/]entry\.js$|client-optimized[\\/]app\.js$/;
const LIST = '.vite/shell.json';

/**
 * Counts the files that the field page may ever ask for, at once or late, and tells them to the service worker: that page, and not
 * the whole portal, is kept on an officer's phone; `nameOf` says in which file a style comes. Kit builds the worker last, in a build of its own that is handed our `define`.
 */
export function shellFiles({ nameOf }: { nameOf: (style: string) => string }): Plugin {
	/** What Kit's nodes show. */
	const shows = new Map<string, readonly string[]>();
	const isOurs = (id: string) =>
		(shows.get(id) ?? []).some((one) => page.test(one) || around.test(one));
	return {
		name: 'shell-files',
		config(typed) {
			typed.define ??= {};
		},
		configResolved(config) {
			const list = join(config.build.outDir, '../client', LIST);
			// Read when the worker is built: the list is made in between.
			Object.defineProperty(config.define!, 'import.meta.env.SHELL_FILES', {
				enumerable: true,
				get: () => (existsSync(list) ? readFileSync(list, 'utf8') : '[]')
			});
		},
		moduleParsed({ id, importedIds }) {
			if (ofNode.test(id)) shows.set(id, importedIds);
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				if (this.environment.name !== 'client') return;
				const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk');
				const starts = [...this.getModuleIds()].filter((id) => roots.test(id) || isOurs(id));
				const known = [...shows.values()].flat().some((id) => page.test(id));
				const ids = known
					? [...starts, ...lateFrom(starts, (id) => this.getModuleInfo(id), isOurs)]
					: [];
				const files = new Set(filesOf(ids, chunks).map((file) => `/${nameOf(file)}`));
				this.emitFile({ type: 'asset', fileName: LIST, source: JSON.stringify([...files].sort()) });
			}
		}
	};
}

type Info = { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;

/** Every module that is reached by an `import()`, at whatever remove; of Kit's nodes ours alone. */
function lateFrom(
	starts: string[],
	infoOf: (id: string) => Info,
	isOurs: (id: string) => boolean
): Set<string> {
	const late = new Set<string>();
	const seen = new Set<string>();
	const open = [...starts];
	for (let id = open.pop(); id; id = open.pop()) {
		// Words hand on nothing late, and each names all the others.
		if (seen.has(id) || /paraglide[\\/]messages/.test(id)) continue;
		seen.add(id);
		const info = infoOf(id);
		const wanted =
			info?.dynamicallyImportedIds.filter((one) => !ofNode.test(one) || isOurs(one)) ?? [];
		for (const one of wanted) late.add(one);
		open.push(...wanted, ...(info?.importedIds ?? []));
	}
	return late;
}

/** The files that hold these modules, all that those import, and their styles. */
function filesOf(ids: Iterable<string>, chunks: readonly Chunk[]): string[] {
	const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
	const open = [...ids].flatMap((id) =>
		chunks.filter((one) => one.facadeModuleId === id || one.moduleIds.includes(id))
	);
	const files = new Set<string>();
	for (let chunk = open.pop(); chunk; chunk = open.pop()) {
		if (files.has(chunk.fileName)) continue;
		files.add(chunk.fileName);
		for (const file of chunk.viteMetadata?.importedCss ?? []) files.add(file);
		for (const file of chunk.viteMetadata?.importedAssets ?? []) files.add(file);
		open.push(...chunk.imports.flatMap((file) => byFile.get(file) ?? []));
	}
	return [...files];
}
