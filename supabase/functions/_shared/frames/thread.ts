import { ANSWER_ROOM } from './answer.ts';
import { FrameError, jsonBytes } from './framing.ts';

/**
 * Cuts a thread that is longer than one frame. `build(taken, isCut)` makes the answer that holds the items
 * `taken` and, if `isCut`, a cursor to what is older than the last of them; it is asked for the most items, from
 * the newest on, with which the answer still fits.
 *
 * @param newestFirst the items from the cursor of the request on
 * @throws FrameError `too_large` when not even one item fits, or nothing but what surrounds them would
 */
export function cutThread<Item, Answer>(
	newestFirst: readonly Item[],
	build: (taken: Item[], isCut: boolean) => Answer
): Answer {
	const whole = build([...newestFirst], false);
	if (fits(whole)) return whole;
	let fitting = 0;
	let tooMany = newestFirst.length;
	while (tooMany - fitting > 1) {
		const middle = (fitting + tooMany) >> 1;
		if (fits(build(newestFirst.slice(0, middle), true))) fitting = middle;
		else tooMany = middle;
	}
	// An answer that moves the cursor nowhere would be asked for again for ever.
	if (fitting === 0) throw new FrameError('too_large');
	return build(newestFirst.slice(0, fitting), true);
}

function fits(answer: unknown): boolean {
	return jsonBytes(answer).length <= ANSWER_ROOM;
}
