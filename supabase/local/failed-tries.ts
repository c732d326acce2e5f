/**
 * Wrong passwords at the sign-in, by account, whether there is one or not: as many are taken in any ten minutes as somebody mistypes, and
 * fewer of each while many are tried in all. So nobody guesses on, with one name or through all of them, and whoever is kept out by
 * somebody else's guessing is so for minutes after it ends. Kept in this process alone: no address, and no name as it was typed.
 */
import { createHmac, randomBytes } from 'node:crypto';

const MINUTE = 60_000;
type Try = { who: string; at: number };

export class FailedTries {
	readonly #most: number;
	readonly #few: number;
	readonly #many: number;
	readonly #window: number;
	readonly #kept: number;
	readonly #now: () => number;
	readonly #key = randomBytes(32);
	/** Oldest first, as a Set keeps them. */
	readonly #all = new Set<Try>();
	readonly #of = new Map<string, Set<Try>>();

	/** `most` of one account, `few` once there are `many` of all; `kept` is how many are remembered. */
	constructor({
		most = 10,
		few = 3,
		many = 100,
		kept = 20_000,
		window = 10 * MINUTE,
		now = () => performance.now()
	} = {}) {
		this.#most = most;
		this.#few = few;
		this.#many = many;
		this.#kept = kept;
		this.#window = window;
		this.#now = now;
	}

	/**
	 * One more try, or the seconds until there may be one. Counted before its answer is known, so that many at once are no way
	 * around; `right` takes it back, and none of those before.
	 */
	take(account: string): { right(): void } | { wait: number } {
		const at = this.#now();
		for (const one of this.#all) {
			if (at - one.at < this.#window && this.#all.size <= this.#kept) break;
			this.#forget(one);
		}
		const who = createHmac('sha256', this.#key).update(account.toLowerCase()).digest('base64');
		const own = this.#of.get(who) ?? new Set();
		const room = this.#all.size < this.#many ? this.#most : this.#few;
		if (own.size >= room) {
			// The one whose end makes room again.
			const first = [...own][own.size - room]!;
			return { wait: Math.ceil((first.at + this.#window - at) / 1000) };
		}
		const mine = { who, at };
		this.#of.set(who, own.add(mine));
		this.#all.add(mine);
		return { right: () => this.#forget(mine) };
	}

	#forget(one: Try): void {
		this.#all.delete(one);
		const own = this.#of.get(one.who);
		own?.delete(one);
		if (own?.size === 0) this.#of.delete(one.who);
	}
}
