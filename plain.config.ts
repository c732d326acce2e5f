import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Scripts of pages that Kit leaves alone (`csr = false`), and of those that wait for a touch before it runs. */
const scripts = ['plain', 'waiting'] as const;
const entryOf = (name: string) => resolve(`src/routes/(citizen)/${name}.ts`);

/**
 * Builds those scripts among the files of the others, and says what they are called, each with what it imports: Kit names them in no
 * page, so src/hooks.server.ts does.
 */
export const plainPages = (): Plugin => ({
	name: 'plain-pages',
	applyToEnvironment: ({ name }) => name === 'client',
	buildStart() {
		if (this.environment.mode !== 'build') return;
		for (const name of scripts)
			this.emitFile({ type: 'chunk', id: entryOf(name), name: `entry/${name}` });
	},
	generateBundle: {
		order: 'post',
		handler(_, bundle) {
			const addresses = scripts.map((name) => {
				const made = Object.values(bundle).find(
					(file) => file.type === 'chunk' && file.facadeModuleId === entryOf(name)
				);
				if (made?.type !== 'chunk') throw new Error(`The script of ${name} pages was not built.`);
				return [name, [made.fileName, ...made.imports].map((file) => `/${file}`)];
			});
			const source = JSON.stringify(Object.fromEntries(addresses));
			this.emitFile({ type: 'asset', fileName: '.vite/plain.json', source });
		}
	}
});
