/** "Hai từ nhận biết": what the officer says first, on every call and at the door. */
import { WORDS } from './list.ts';

export { WORDS } from './list.ts';

/**
 * Two words that share no syllable, so that neither can be heard for the other. `below(n)` draws a whole number from 0 to
 * n − 1, every one as likely.
 */
export function pickWords(below: (n: number) => number): [string, string] {
	const first = WORDS[below(WORDS.length)]!;
	const heard = new Set(first.split(' '));
	const others = WORDS.filter((word) => !word.split(' ').some((syllable) => heard.has(syllable)));
	return [first, others[below(others.length)]!];
}

/** Two words drawn by the platform's own randomness: nobody can foresee what an officer will say. */
export function twoWords(): [string, string] {
	return pickWords(randomBelow);
}

/** Draws again what would make small numbers a little more likely. */
function randomBelow(n: number): number {
	const limit = Math.floor(2 ** 32 / n) * n;
	for (;;) {
		const drawn = crypto.getRandomValues(new Uint32Array(1))[0]!;
		if (drawn < limit) return drawn % n;
	}
}
