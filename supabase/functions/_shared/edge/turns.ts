/**
 * Those who want the same thing go one after the other, in the order in which they came: in the minute in which days open, hundreds plan for one
 * day, and of those who plan at the same moment all but one have planned in vain. Truth stays SQL's lock; this process only sees to it that who came
 * first is not outrun by who came later. Another one of the same function knows nothing of these turns, and needs not to.
 */

import { busy } from '../answer/index.ts';

/** In milliseconds: who waited so long is told that it is busy, before their page gives up by itself and asks once more. */
const LONGEST = 8000;
/** In milliseconds: so long a turn keeps others waiting, then the next one goes beside it. */
const PATIENCE = 2000;

/** @throws Refusal 503 `busy` */
export type Turn = <T>(thing: string, work: () => Promise<T>) => Promise<T>;

export function turns({ patience = PATIENCE, longest = LONGEST } = {}): Turn {
	/** What the next one for each thing waits for. */
	const last = new Map<string, Promise<void>>();
	return async (thing, work) => {
		const before = last.get(thing);
		const came = performance.now();
		const { promise: mine, resolve } = Promise.withResolvers<void>();
		last.set(thing, mine);
		await before;
		const slow = setTimeout(resolve, patience);
		try {
			if (performance.now() - came > longest) throw busy();
			return await work();
		} finally {
			clearTimeout(slow);
			resolve();
			if (last.get(thing) === mine) last.delete(thing);
		}
	};
}
