/** How a challenge and its proof travel: as text, so that a contract can carry them and a form can keep them. */
import type { Challenge, Solution } from 'altcha-lib';

export type Proof = { challenge: Challenge; solution: Solution };

/** Both sides count the same work: the browser's own PBKDF2, which a slow phone does as natively as a server. */
export const ALGORITHM = 'PBKDF2/SHA-256';

export function written(value: Challenge | Proof): string {
	return btoa(JSON.stringify(value));
}

/** Null when the text is none of ours. */
export function read(text: string): unknown {
	try {
		return JSON.parse(atob(text));
	} catch {
		return null;
	}
}
