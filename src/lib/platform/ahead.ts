/** What is asked of a door before the page that wants the answer has come (docs/decisions/0067). */
import { isKept, keepTokens } from './token.ts';

/** Under which name an officer's session stands in this browser. */
export const kept = 'gandan-officer';

/** Milliseconds for which an answer that was asked for ahead is still what the page would be told. */
const GOOD_FOR = 15_000;
/** A token that ends within this time is left to the client of Auth, which gets a new one. */
const MARGIN = 60_000;

/** The token of whoever signed in in this browser; null where there is none, or none for much longer. */
function tokenHere(): string | null {
	try {
		const said = JSON.parse(localStorage.getItem(kept) ?? 'null') as Record<string, unknown> | null;
		const { access_token: token, expires_at: ends } = said ?? {};
		if (typeof token !== 'string' || typeof ends !== 'number') return null;
		return ends * 1000 - Date.now() > MARGIN ? token : null;
	} catch {
		// Not what Auth's client keeps: it says itself that nobody is signed in.
		return null;
	}
}

/**
 * Lets `call` speak as whoever is signed in here, until the session itself has come; the token, or null where nobody is, or where
 * the session is already there to ask.
 */
export function speakAhead(): string | null {
	const token = isKept() ? null : tokenHere();
	// A refusal is nobody's yet: the page asks again, and hears it.
	if (token) keepTokens({ token: () => Promise.resolve(token), refused: () => undefined });
	return token;
}

/** One question that an opening of a page begins with. */
export class Ahead<Answer> {
	#ask: () => Promise<Answer>;
	#asked: { token: string; at: number; answer: Promise<Answer> } | null = null;

	constructor(ask: () => Promise<Answer>) {
		this.#ask = ask;
	}

	/** Asks now, with the token that `speakAhead` gave. */
	begin(token: string): void {
		const answer = this.#ask();
		answer.catch(() => undefined); // asked again by whoever takes it
		this.#asked = { token, at: performance.now(), answer };
	}

	/** The answer, once; asked for now where nothing was asked ahead, or by somebody else, long ago or in vain. */
	async take(): Promise<Answer> {
		const asked = this.#asked;
		this.#asked = null;
		if (asked && asked.token === tokenHere() && performance.now() - asked.at < GOOD_FOR) {
			const [said] = await Promise.allSettled([asked.answer]);
			if (said.status === 'fulfilled') return said.value;
		}
		return this.#ask();
	}
}
