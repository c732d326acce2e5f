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
