import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const index = /\/paraglide\/messages\/_index\.js$/;
const imported = /^import .*$/gm;

/** Words of tests as one file: five thousand files, one a message, took each worker longer to load than its tests to run. */
export const wordsInOne = (): Plugin => ({
	name: 'words-in-one',
	enforce: 'pre',
	load(id) {
		if (!index.test(id)) return;
		const folder = dirname(id);
		const words = [...readFileSync(id, 'utf8').matchAll(/^export \* from '\.\/(.+)'$/gm)];
		// A development server writes them as one file for each language.
		if (words.length === 0) return;
		const texts = words.map(([, name]) => readFileSync(join(folder, name!), 'utf8'));
		const imports = new Set(texts.flatMap((text) => text.match(imported) ?? []));
		return [...imports, ...texts.map((text) => text.replace(imported, ''))].join('\n');
	}
});
