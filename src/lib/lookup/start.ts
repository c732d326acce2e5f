import { late } from '#lib/platform/late.ts';
import { Opening } from './opening.svelte.ts';

/** The doors with their contracts, the code's keys and the words of refusals: they come while the person types. */
const doors = () => late(import('./lookup.ts'));
const words = () => late(import('#lib/platform/problem-words.ts'));
const keys = () => late(import('./derive.ts'));

export const startOpening = (): Opening =>
	new Opening({
		derive: async (code) => (await keys()).derive(code),
		open: async (...asked) => (await doors()).open(...asked),
		say: async (...said) => (await doors()).say(...said),
		prepare: () => void Promise.all([doors(), keys(), words()]).catch(() => {})
	});
