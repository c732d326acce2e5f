import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { withImports } from './bundle.config.ts';

/**
 * Scripts of pages that Kit leaves alone (`csr = false`), and of those that wait for a touch before it runs.
 */
const every = ['plain', 'waiting'] as const;
/** What an officer's case is shown with comes late, and is named where an address has one (src/early-pages.ts). */
const named = { case: resolve('src/routes/(staff)/queue/kinds/any.ts') };
const entryOf = (name: (typeof every)[number]) => resolve(`src/routes/(citizen)/${name}.ts`);

/**
 * Builds those scripts among the files of the others, and says what they are called, each with what it imports: Kit names them in no
 * page, so src/hooks.server.ts does.
 */
export const plainPages = (): Plugin => ({
	name: 'plain-pages',
	applyToEnvironment: ({ name }) => name === 'client',
	buildStart() {
		if (this.environment.mode !== 'build') return;
		for (const name of every)
			this.emitFile({ type: 'chunk', id: entryOf(name), name: `entry/${name}` });
	},
	generateBundle: {
		order: 'post',
		handler(_, bundle) {
			const modules = [...every.map((name) => [name, entryOf(name)]), ...Object.entries(named)];
			const addresses = modules.map(([name, id]) => {
				const made = Object.values(bundle).find(
					(file) => file.type === 'chunk' && file.moduleIds.includes(id!)
				);
				if (made?.type !== 'chunk') throw new Error(`The script of ${name} pages was not built.`);
				// Itself first, and what it imports after it.
				const files = [...withImports(bundle, [made.fileName])].reverse();
				return [name, files.map((file) => `/${file}`)];
			});
			const source = JSON.stringify(Object.fromEntries(addresses));
			this.emitFile({ type: 'asset', fileName: '.vite/plain.json', source });
		}
	}
});
