import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const entry = resolve('src/routes/(citizen)/plain.ts');

/**
 * Builds the script of pages that Kit leaves alone (`csr = false`), among the files of the others, and says what it is called: Kit names
 * no script in them, so src/hooks.server.ts does.
 */
export const plainPages = (): Plugin => ({
	name: 'plain-pages',
	applyToEnvironment: ({ name }) => name === 'client',
	buildStart() {
		if (this.environment.mode === 'build')
			this.emitFile({ type: 'chunk', id: entry, name: 'entry/plain' });
	},
	generateBundle: {
		order: 'post',
		handler(_, bundle) {
			const script = Object.values(bundle).find(
				(file) => file.type === 'chunk' && file.facadeModuleId === entry
			);
			if (!script) throw new Error('The script of plain pages was not built.');
			const source = JSON.stringify(`/${script.fileName}`);
			this.emitFile({ type: 'asset', fileName: '.vite/plain.json', source });
		}
	}
});
