/** What pages are made of, as one word: the same words, scripts and styles have the same, whatever facts they show. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './home.ts';

const sources = [
	'src/**/*',
	'static/**/*',
	'messages/*.json',
	'supabase/functions/_shared/**/*.ts',
	'{auth,desk-parts,handbook,markdown,one-language,part,parts}.config.*',
	'{plain,preload,shapes,shell,svelte,vite}.config.*',
	// Officers read them in the portal (handbook.config.ts).
	'docs/{handbook,pictures}/*',
	'package-lock.json'
];

/** A hash over everything that a build reads, but for the facts it shows. */
export function sourceHash(root = project): string {
	// Whose signatures pages believe is a part of them, told by the environment or by the facts.
	const hash = createHash('sha256').update(process.env.PUBLIC_UNIT_KEYS ?? '');
	const files = globSync(sources, { cwd: root, withFileTypes: true });
	const paths = files
		.filter((file) => file.isFile())
		.map((file) => join(file.parentPath, file.name));
	for (const path of paths.sort()) {
		const name = path.slice(root.length);
		if (/lib[\\/](paraglide[\\/]|unit[\\/]snapshot\.json)/.test(name)) continue;
		hash.update(name).update('\0').update(readFileSync(path)).update('\0');
	}
	return hash.digest('hex');
}
