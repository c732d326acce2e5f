import { Problem } from '#lib/platform/problem.ts';
import { leftIn } from './choice.svelte.ts';
import type { CaseOffers, Pool } from './officer-booking.ts';

type Window = { day: string; from: number; to: number };

/** The windows a team can keep, as they were read last, and the one that is marked. */
export class OfficerOffers {
	#read: (pool: Pool) => Promise<CaseOffers>;
	#offers = $state.raw<CaseOffers | null>(null);
	#failed = $state.raw<unknown>(null);
	#asked = 0;
	/** Whose places are taken: those kept for the hotline, or those for the ward's counter. */
	pool = $state<Pool>('hotline');
	token = $state('');

	constructor(read: (pool: Pool) => Promise<CaseOffers>) {
		this.#read = read;
	}

	get offers() {
		return this.#offers;
	}
	/** Why the windows could not be read. */
	get failed() {
		return this.#failed;
	}

	/** Reads what is free now. The last reading asked for wins; the mark stays where its window is still free. */
	async load(pool = this.pool): Promise<void> {
		const asked = ++this.#asked;
		const marked = this.marked;
		this.pool = pool;
		this.#failed = null;
		try {
			const offers = await this.#read(pool);
			if (asked !== this.#asked) return;
			this.#offers = offers;
			this.token = (marked && this.#tokenOf(marked)) ?? '';
		} catch (problem) {
			if (asked === this.#asked) this.#failed = problem;
		}
	}

	/** Forgets what was read: it was for other people or another place. */
	forget() {
		this.#asked++;
		this.#offers = null;
		this.token = '';
	}

	/** After a refusal: a window that was taken brings those left, and an old list is read anew. */
	async after(problem: unknown): Promise<void> {
		const left = leftIn(problem);
		if (left) {
			this.#offers = left;
			this.token = '';
		} else if (
			problem instanceof Problem &&
			['offer_expired', 'bad_token', 'window_taken'].includes(problem.code)
		)
			await this.load();
	}

	/** The marked window. */
	get marked(): Window | null {
		return this.windows.find(({ token }) => token === this.token) ?? null;
	}

	/** Every free window, in order. */
	get windows(): (Window & { token: string })[] {
		return (this.#offers?.days ?? []).flatMap(({ day, windows }) =>
			windows.map(({ token, from, to }) => ({ day, from, to, token }))
		);
	}

	#tokenOf({ day, from, to }: Window) {
		return this.windows.find((one) => one.day === day && one.from === from && one.to === to)?.token;
	}
}

/** A window as one word, for a list to choose from. */
export const windowKey = ({ day, from, to }: Window): string => `${day} ${from} ${to}`;

/** The chosen windows without empty lines and repetitions. */
export function chosenWindows(keys: readonly string[], windows: readonly Window[]): Window[] {
	return keys.flatMap((key, index) => {
		if (keys.indexOf(key) !== index) return [];
		const found = windows.find((window) => windowKey(window) === key);
		return found ? [{ day: found.day, from: found.from, to: found.to }] : [];
	});
}
