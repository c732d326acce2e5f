/** What an officer's page names in its HTML, so that all of it is asked for at once (docs/decisions/0067). */
import { createHash } from 'node:crypto';
import type { Plugin, Rolldown } from 'vite';
import { chunkOf, withImports } from './bundle.config.ts';

type Chunk = NonNullable<ReturnType<typeof chunkOf>>;
type Bundle = Rolldown.OutputBundle;
type Listed = Record<string, { file: string; imports?: string[]; css?: string[] }>;

/** A page or a layout of Kit's, which has them by number. The first lies around all of them. */
const node = /client-optimized[\\/]nodes[\\/](\d+)\.js$/;
const officers = /routes[\\/]\((staff|road)\)/;
/** A build does not show it (hooks.ts), and it has parts of everybody's. */
const kit = /routes[\\/]ui[\\/]/;
/** Who is signed in is known by the client of Auth: every page of officers asks for it as soon as it runs. */
const auth = /platform[\\/]session-auth\.ts$/;

const chunksOf = (bundle: Bundle) =>
	Object.keys(bundle).flatMap((file) => chunkOf(bundle, file) ?? []);

const stylesOf = (bundle: Bundle, files: Iterable<string>) =>
	new Set(
		[...files].flatMap((file) => [...(chunkOf(bundle, file)?.viteMetadata?.importedCss ?? [])])
	);

/** What Kit's pages are made of, and which of it is officers' alone. */
function sorted(bundle: Bundle, shows: ReadonlyMap<string, readonly string[]>) {
	const chunks = chunksOf(bundle);
	const shown = (chunk: Chunk) => shows.get(chunk.facadeModuleId ?? '');
	const named = (wanted: (chunk: Chunk) => boolean | undefined) =>
		chunks.filter(wanted).map(({ fileName }) => fileName);
	const pages = new Set(named((one) => shown(one) !== undefined));
	const desk = named((one) => shown(one)?.some((id) => officers.test(id)));
	const roots = [...desk, ...named((one) => officers.test(one.facadeModuleId ?? ''))];
	const layouts = named((one) =>
		shown(one)?.some((id) => officers.test(id) && /\+layout\.svelte/.test(id))
	);
	const root = named((one) => node.exec(one.facadeModuleId ?? '')?.[1] === '0');
	const ofOthers = named(
		(one) => one.isEntry && !roots.includes(one.fileName) && !shown(one)?.some((id) => kit.test(id))
	);
	const noPage = (file: string) => !pages.has(file);
	const everybodys = withImports(bundle, ofOthers, noPage);
	const atOnce = withImports(bundle, roots);
	const own = [...withImports(bundle, roots, noPage)].filter((file) => !everybodys.has(file));
	const around = stylesOf(bundle, withImports(bundle, root));
	const styles = [...stylesOf(bundle, [...atOnce, ...own])].filter((file) => !around.has(file));
	return { desk, layouts, own, styles, around };
}

const lists = /__vite__mapDeps\(\[([\d,]*)\]\)/g;
const names = /m\.f=(\[[^\]]*\])/;
const importing = /import\([`'"][^`'"]*?([\w.-]+\.js)[`'"]\)/g;

/** A script whose lists of files for what it imports late name other files. What no list names any more is gone. */
function relisted(code: string, change: (files: string[], of: string) => string[]): string {
	const [, all] = names.exec(code) ?? [];
	if (!all) return code;
	const old = JSON.parse(all) as string[];
	const kept: string[] = [];
	const numberOf = (file: string) =>
		kept.includes(file) ? kept.indexOf(file) : kept.push(file) - 1;
	const changed = code.replace(lists, (_, list: string, at: number) => {
		const files = list
			.split(',')
			.filter(Boolean)
			.map((number) => old[Number(number)]!);
		const [, of = ''] = [...code.slice(0, at).matchAll(importing)].at(-1) ?? [];
		return `__vite__mapDeps([${change(files, of).map(numberOf).join()}])`;
	});
	return changed.replace(names, () => `m.f=${JSON.stringify(kept)}`);
}

/** Kit's list, in which officers' pages and layouts have files like the others', but one style, and bring what knows who is signed in. */
function listedFor(
	listed: Listed,
	desk: ReadonlySet<string>,
	styles: ReadonlySet<string>,
	style: string,
	more: string
): Listed {
	const all: Listed = { ...listed };
	const keyOf = (file: string) => Object.keys(listed).find((key) => listed[key]!.file === file)!;
	const theirs = (key: string) => `officers ${key}`;
	const taken = (key: string, of = listed[key]!) => ({
		...of,
		imports: of.imports?.map(theirs),
		css: of.css?.filter((file) => !styles.has(file))
	});
	for (const key of Object.keys(listed)) all[theirs(key)] = taken(key);
	for (const file of desk) {
		const { imports = [], css = [], ...rest } = taken(keyOf(file));
		all[keyOf(file)] = {
			...rest,
			imports: [...imports, theirs(keyOf(more))],
			css: [...css, style]
		};
	}
	return all;
}

/**
 * Makes one file of all styles that officers' pages show at once or late, which the list of every page then names once, and says
 * to Kit what to name in the HTML of each of their pages.
 */
export function deskFiles(): Plugin & { nameOf: (style: string) => string } {
	const shows = new Map<string, readonly string[]>();
	/** Styles that are a part of the one file, and its name. */
	const within = new Map<string, string>();
	return {
		name: 'desk-files',
		/** Under which name an officer's page gets a style. */
		nameOf: (style) => within.get(style) ?? style,
		applyToEnvironment: ({ name }) => name === 'client',
		moduleParsed({ id, importedIds }) {
			if (node.test(id)) shows.set(id, importedIds);
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const { desk, layouts, own, styles, around } = sorted(bundle, shows);
				const source = styles.map((file) => textOf(bundle, file)).join('\n');
				const hash = createHash('sha256').update(source).digest('base64url').slice(0, 7);
				const style = `_app/immutable/assets/${hash}.css`;
				this.emitFile({ type: 'asset', fileName: style, source });
				for (const file of styles) within.set(file, style);

				const gone = new Set([...styles, ...around].map((file) => `/${file}`));
				const isOwn = new Set([...desk, ...own].map((file) => file.split('/').at(-1)));
				const isLayout = new Set(layouts.map((file) => file.split('/').at(-1)));
				for (const chunk of chunksOf(bundle))
					chunk.code = relisted(chunk.code, (files, of) => {
						if (!isOwn.has(of)) return files;
						const rest = files.filter((file) => !gone.has(file));
						return isLayout.has(of) ? [...rest, `/${style}`] : rest;
					});

				const list = bundle['.vite/manifest.json'];
				const more = chunksOf(bundle).find(({ moduleIds }) =>
					moduleIds.some((id) => auth.test(id))
				);
				if (list?.type !== 'asset' || !more) throw new Error('Vite has written no list of files.');
				const listed = JSON.parse(String(list.source)) as Listed;
				list.source = JSON.stringify(
					listedFor(listed, new Set(desk), new Set(styles), style, more.fileName)
				);
			}
		}
	};
}

function textOf(bundle: Bundle, file: string): string {
	const made = bundle[file];
	if (made?.type !== 'asset') throw new Error(`There is no ${file}.`);
	return String(made.source);
}
