/** A crowd before one door: callers that all look first, wait for the last of them, and then go at once. */

const long = process.env.GANDAN_LONG === '1';

/** How long a race is: as promised with `npm run test:races`, a short form in every `npm test`. */
export const crowd = long ? { callers: 200, rounds: 20 } : { callers: 40, rounds: 3 };

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

/**
 * What each of a crowd was told, who all go when the last one is there: `done`, or the word that the work answered or was
 * refused with. What a database says by itself is a fault, and no refusal.
 */
export function atOnce(count: number, work: (n: number) => Promise<unknown>): Promise<string[]> {
	const together = barrier(count);
	return Promise.all(
		Array.from({ length: count }, async (_, n) => {
			await together();
			return work(n).then(
				(said) => (typeof said === 'string' ? said : 'done'),
				({ code, message }: { code?: string; message: string }) =>
					/^PT(4|503)/.test(code ?? '') ? message : `fault ${code}: ${message}`
			);
		})
	);
}

/** How often each word was said. */
export const tally = (words: string[]) =>
	words.reduce<Record<string, number>>(
		(all, word) => ({ ...all, [word]: (all[word] ?? 0) + 1 }),
		{}
	);
