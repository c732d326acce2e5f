/** When to try again: at once when the line or the page comes back, else after a while that grows. */
import { Problem } from '#lib/platform/problem.ts';

const FIRST = 5_000;
const LONGEST = 300_000;

/** Milliseconds until try `failed + 1`: five seconds, doubling up to five minutes, never sooner than the server asks. */
export function waitBefore(failed: number, problem: unknown, chance = Math.random()): number {
	const asked = problem instanceof Problem ? (problem.retryAfter ?? 0) * 1000 : 0;
	const grown = Math.min(LONGEST, FIRST * 2 ** Math.min(failed, 10));
	// Phones that came back into the net together do not all ask in the same second.
	return Math.max(asked, grown) * (1 + chance / 4);
}

export class Waker {
	#wake: () => void;
	#failed = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(wake: () => void) {
		this.#wake = wake;
	}

	start() {
		addEventListener('online', this.#now);
		document.addEventListener('visibilitychange', this.#seen);
	}

	stop() {
		removeEventListener('online', this.#now);
		document.removeEventListener('visibilitychange', this.#seen);
		this.calm();
	}

	/** It did not get through. */
	later(problem: unknown) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.#wake, waitBefore(this.#failed++, problem));
	}

	/** It got through, or another try alone would change nothing. */
	calm() {
		clearTimeout(this.#timer);
		this.#failed = 0;
	}

	#now = () => {
		this.calm();
		this.#wake();
	};
	#seen = () => {
		if (document.visibilityState === 'visible') this.#now();
	};
}
