/** A crowd before one door: callers that all look first, wait for the last of them, and then go at once. */

/** The length of the race: `RACES=full` for the figures, the short form in every `npm test`. */
export const crowd =
	process.env.RACES === 'full' ? { callers: 200, rounds: 20 } : { callers: 40, rounds: 3 };

/** Resolves for all callers at the moment when `count` of them wait. */
export function barrier(count: number): () => Promise<void> {
	let open = () => {};
	const all = new Promise<void>((resolve) => (open = resolve));
	let here = 0;
	return () => {
		here += 1;
		if (here === count) open();
		return all;
	};
}

/** How often each word was said. */
export const tally = (words: string[]) =>
	words.reduce<Record<string, number>>(
		(all, word) => ({ ...all, [word]: (all[word] ?? 0) + 1 }),
		{}
	);
