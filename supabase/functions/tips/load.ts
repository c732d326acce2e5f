import { DIFFICULTY } from '../_shared/proof/index.ts';

/** Tips and parts of ten minutes: above each, the work doubles. */
const STEPS = [200, 400, 800, 1600, 3200];

/**
 * Tries in the worst case of the next challenge. It follows what came in at all, never an address: nobody is told apart.
 * @param load tips and parts that arrived within the last ten minutes
 */
export function difficultyFor(load: number): number {
	return DIFFICULTY * 2 ** STEPS.filter((step) => load > step).length;
}
