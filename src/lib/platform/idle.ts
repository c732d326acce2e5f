/** When somebody last did something, over all tabs of this browser. Polling is no activity and never comes here. */
export class Idle {
	#last: number;
	#told = -Infinity;
	readonly minutes: number;

	/** @param minutes after which a silent desk is closed @param at milliseconds, now */
	constructor(minutes: number, at: number) {
		this.minutes = minutes;
		this.#last = at;
	}

	/** A hand moved, here or in another tab. */
	note(at: number) {
		this.#last = Math.max(this.#last, at);
	}

	/** Whether the server should hear of it: at most once a minute over all tabs. Says yes once. */
	shouldTell(at: number): boolean {
		if (at - this.#told < 60_000) return false;
		this.#told = at;
		return true;
	}

	/** Another tab has told the server. */
	wasTold(at: number) {
		this.#told = Math.max(this.#told, at);
	}

	/** Seconds until the session ends; zero or less when it has. */
	left(at: number): number {
		return Math.ceil(this.minutes * 60 - (at - this.#last) / 1000);
	}
}

/** On which officers' pages tell each other of hands. */
export const ACTIVITY = 'gandan-activity';

/** A click as well: what reads a page aloud may press a button without touching anything. */
const hands = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'click'] as const;

/** Calls `moved` at each hand, and `look` every second and whenever the page is looked at; returns what stops it. */
export function watchHands(moved: () => void, look: () => void): () => void {
	for (const hand of hands) addEventListener(hand, moved, { passive: true, capture: true });
	document.addEventListener('visibilitychange', look);
	const timer = setInterval(look, 1_000);
	return () => {
		for (const hand of hands) removeEventListener(hand, moved, { capture: true });
		document.removeEventListener('visibilitychange', look);
		clearInterval(timer);
	};
}
