/** Tells officers of a new build between two tasks: never while something is half typed or unsent, and never by itself. */
import { holding, isHalfTyped } from './holding.svelte.ts';

const APART = 10 * 60_000;

export type Surroundings = {
	/** What the site is made of now; null where nobody can tell. */
	served: () => Promise<string | null>;
	/** What this page was made of. */
	own: string;
	/** Nothing is half typed, nothing waits to be sent. */
	atRest: () => Promise<boolean>;
	now: () => number;
	reload: () => void;
};

export class AppUpdate {
	#at: Surroundings;
	#asked = -Infinity;
	#isNew = false;
	#offered = $state(false);
	#waits = $state(false);

	constructor(at: Surroundings) {
		this.#at = at;
	}

	/** It may be said now. */
	get offered(): boolean {
		return this.#offered;
	}
	/** It was pressed, and something is typed or unsent: that comes first. */
	get waits(): boolean {
		return this.#waits;
	}

	/**
	 * A moment between two tasks: the page is looked at again, or another one was opened. Asks the server at most once in ten minutes.
	 * No line is no news.
	 */
	async look(): Promise<void> {
		const { own, served, atRest, now } = this.#at;
		if (!own || this.#offered) return;
		if (!this.#isNew && now() - this.#asked >= APART) {
			this.#asked = now();
			const theirs = await served();
			this.#isNew = theirs !== null && theirs !== own;
		}
		if (this.#isNew && (await atRest())) this.#offered = true;
	}

	/** Starts the page anew with the new build, unless something came in between. */
	async take(): Promise<void> {
		this.#waits = !(await this.#at.atRest());
		if (!this.#waits) this.#at.reload();
	}

	/** Not now; it is said again after the next sign-in. */
	later() {
		this.#offered = false;
		this.#isNew = false;
		this.#asked = Infinity;
	}
}

/** What the site was made of, as its build has written it. Null without a line, or where a build has written nothing. */
export async function servedSources(fetched: typeof fetch = fetch): Promise<string | null> {
	try {
		const answer = await fetched('/_app/sources.json', { cache: 'no-store', credentials: 'omit' });
		const said = answer.ok ? ((await answer.json()) as { sources?: unknown }) : {};
		return typeof said.sources === 'string' ? said.sources : null;
	} catch {
		return null;
	}
}

/** @param unsent how much waits on this device to be sent */
export const atRest = async (unsent: () => Promise<number>): Promise<boolean> =>
	!holding.any && !isHalfTyped(document) && (await unsent()) === 0;
