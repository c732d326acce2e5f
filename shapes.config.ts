import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Gives pages a small library of shapes in the place of zod, which weighs as much as all of a room's contracts
 * (docs/decisions/0051). Where pages are built, and in functions, contracts are zod's.
 */
export const lightShapes = (): Plugin => ({
	name: 'light-shapes',
	enforce: 'pre',
	applyToEnvironment: ({ name }) => name === 'client',
	resolveId: {
		filter: { id: /^zod\/mini$/ },
		handler: () => resolve('src/lib/platform/shapes.ts')
	}
});
