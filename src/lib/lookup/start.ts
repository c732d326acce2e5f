import { late } from '#lib/platform/late.ts';
import { Opening } from './opening.svelte.ts';
import type { Floors } from './tip-lists.ts';

/** The doors with their contracts, keys, cipher and the words of refusals: they come while the person types. */
const doors = () => late(import('./lookup.ts'));
const words = () => late(import('#lib/platform/problem-words.ts'));
const keys = () => late(import('./derive.ts'));
const tips = () => late(import('./start-tip.ts'));

/** @param ahead brings what the page shows of whatever a code opens: while the code is typed, and so for every code */
export const startOpening = (floors: Floors, ahead: () => Promise<unknown>): Opening =>
	new Opening({
		derive: async (code) => {
			// All of it, before any answer and for every code: what is fetched must not tell which kind the code opens.
			const [{ derive }] = await Promise.all([keys(), doors(), tips()]);
			return derive(code);
		},
		open: async (...asked) => (await doors()).open(...asked),
		say: async (...said) => (await doors()).say(...said),
		tip: async (...opened) => (await tips()).startTip(floors, ...opened),
		alike: () => void doors().then(({ askAlike }) => askAlike()),
		wipe: ({ keys: made }) => [made.lookup, made.seed, made.sign].forEach((bytes) => bytes.fill(0)),
		prepare: () => void Promise.all([doors(), keys(), tips(), words(), ahead()]).catch(() => {})
	});
