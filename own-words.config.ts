import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';

const words = 'src/lib/paraglide/messages';
const imported = /import \{ m \} from ['"]#lib\/paraglide\/messages['"];?/;
const said = /(?<![\p{L}\w$.])m\.(\w+)/gu;
/** Handed on whole, or something else that is called so. */
const other = /(?<![\p{L}\w$.])m(?![\p{L}\w$.:])/u;
const virtual = '\0own-words:';

/**
 * Each module has the words that it says as its own copy (docs/decisions/0081). A word that two pages say was a file of a hundred
 * bytes beside them, and an officer's page waited for thirty of those. Words have no state: a copy differs in nothing.
 */
export const ownWords = (locale: string): Plugin => {
	/** The words of each module, by what its copy is called. */
	const known = new Map<string, readonly string[]>();
	return {
		name: 'own-words',
		// What components say is seen once they are scripts.
		enforce: 'post',
		resolveId: (id) => (id.startsWith('own-words:') ? `\0${id}` : null),
		load(id) {
			if (!id.startsWith(virtual)) return null;
			return known
				.get(id.slice(virtual.length))!
				.map((word) => wordIn(word, locale))
				.join('\n');
		},
		transform(code, id) {
			if (!imported.test(code)) return null;
			const without = code.replace(imported, '');
			const keys = [...new Set([...without.matchAll(said)].map(([, key]) => key!))];
			if (other.test(without) || !keys.every((key) => existsSync(fileOf(key))))
				throw new Error(`${id} does something else with "m" than say its words.`);
			// No ending of the module's own: the words of a component are none.
			const name = createHash('sha256').update(relative('.', id)).digest('hex').slice(0, 16);
			known.set(name, keys);
			return {
				code: code.replace(imported, `import * as m from 'own-words:${name}';`),
				map: null
			};
		}
	};
};

const fileOf = (key: string) => join(words, `${key}.js`);

/** A word in the language that is built. @throws Error where paraglide writes its words in another way */
function wordIn(key: string, locale: string): string {
	const name = `${locale}_${key}`;
	const code = readFileSync(fileOf(key), 'utf8');
	const [own] = new RegExp(`^const ${name} = [^]*?^};$`, 'm').exec(code) ?? [];
	if (!own || code.includes('registry'))
		throw new Error(`The word ${key} is written in another way than own-words.config.ts knows.`);
	return `${own}\nexport { ${name} as ${key} };`;
}
