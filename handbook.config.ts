/** The officers' handbook as pages of the portal: Markdown of docs/handbook becomes components as the portal is built, and no reader of it goes along. */
import { resolve, sep } from 'node:path';
import type { PreprocessorGroup } from 'svelte/compiler';

const folder = resolve('docs/handbook') + sep;

/** Svelte reads the pages of `src/lib/staff/handbook.ts` by this. What reads Markdown comes with the first: linters know this file, too. */
export const handbook: PreprocessorGroup = {
	name: 'handbook',
	async markup({ content, filename = '' }) {
		if (!resolve(filename).startsWith(folder) || !filename.endsWith('.md')) return;
		const { componentOf } = await import('./handbook-page.config.ts');
		return { code: componentOf(content, filename) };
	}
};
