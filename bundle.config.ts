import type { Rolldown } from 'vite';

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string> } };

export const chunkOf = (bundle: Bundle, file: string) => {
	const one = bundle[file];
	return one?.type === 'chunk' ? (one as Chunk) : undefined;
};

/** These files and all that come with them, each after what it imports; `late` says which of those too that are asked for later. */
export function withImports(
	bundle: Bundle,
	files: readonly string[],
	late: (file: string) => boolean = () => false
): Set<string> {
	const found = new Set<string>();
	const seen = new Set<string>();
	const visit = (file: string) => {
		if (seen.has(file)) return;
		seen.add(file);
		const { imports = [], dynamicImports = [] } = chunkOf(bundle, file) ?? {};
		for (const one of [...imports, ...dynamicImports.filter(late)]) visit(one);
		found.add(file);
	};
	for (const file of files) visit(file);
	return found;
}
