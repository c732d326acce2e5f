import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { withImports } from './bundle.config.ts';

/**
 * Scripts of pages that Kit leaves alone (`csr = false`), of those that wait for a touch before it runs, and of officers' pages, which
 * ask while their files are still on their way.
 */
const scripts = { plain: '(citizen)', waiting: '(citizen)', ahead: '(staff)' } as const;
type Script = keyof typeof scripts;
const every = Object.keys(scripts) as Script[];
const entryOf = (name: Script) => resolve(`src/routes/${scripts[name]}/${name}.ts`);

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
			const addresses = every.map((name) => {
				const made = Object.values(bundle).find(
					(file) => file.type === 'chunk' && file.facadeModuleId === entryOf(name)
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
