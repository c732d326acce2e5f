/** The work behind a sealed tip, and behind files that are sent to it later: the same, at whichever door it was asked for. */
import { DIFFICULTY, makeChallenge } from './index.ts';

/** Tips and parts of ten minutes: above each, the work doubles. */
const STEPS = [200, 400, 800, 1600, 3200];

/** Two hours: the work is done while the person writes. */
const TTL = 2 * 60 * 60;

/** The lookup hash stands in what is signed: nobody's work pays for another's tip. */
export const tipBind = (lookup_hash: string) => `tips/${lookup_hash}`;

/**
 * Tries in the worst case of the next challenge. It follows what came in at all, never an address: nobody is told apart.
 * @param load tips and parts that arrived within the last ten minutes
 */
export function difficultyFor(load: number): number {
	return DIFFICULTY * 2 ** STEPS.filter((step) => load > step).length;
}

/** A challenge for whoever holds the code behind this hash. */
export const tipChallenge = (secret: string, lookup_hash: string, difficulty: number) =>
	makeChallenge({ secret, bind: tipBind(lookup_hash), difficulty, ttl: TTL });
