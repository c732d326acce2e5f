const MINUTE = 60_000;

/** So many wrong tries of one account, then none for a while: whoever holds a session that is not theirs does not guess on. */
export class Tries {
	readonly #most: number;
	readonly #pause: number;
	readonly #now: () => number;
	/** By account: how many since when. */
	readonly #made = new Map<string, { count: number; since: number }>();

	constructor({ most = 5, pause = 15 * MINUTE, now = () => performance.now() } = {}) {
		this.#most = most;
		this.#pause = pause;
		this.#now = now;
	}

	/** Whether one more may be made. Counted before its answer is known, so that many at once are no way around. */
	take(account: string): boolean {
		const at = this.#now();
		const before = this.#made.get(account);
		const over = !before || at - before.since >= this.#pause;
		const made = over ? { count: 0, since: at } : before;
		if (made.count >= this.#most) return false;
		this.#made.set(account, { ...made, count: made.count + 1 });
		return true;
	}

	/** One was right: the account begins anew. */
	right(account: string): void {
		this.#made.delete(account);
	}
}
