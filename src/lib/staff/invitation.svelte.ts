import type { Invitation } from './staff.ts';

/** Reads the token out of what was pasted: the bare 32 hex digits, or a link that ends in `#` and the token. */
export function tokenOf(pasted: string): string | null {
	return /(?:^|#)([0-9a-f]{32})$/i.exec(pasted.trim())?.[1]?.toLowerCase() ?? null;
}

type Check = (token: string) => Promise<Invitation>;

/** The token somebody brings, and what the server says of it. */
export class BroughtInvitation {
	#check: Check;
	#token = $state<string | null>(null);
	#known = $state.raw<Invitation | null>(null);

	constructor(check: Check) {
		this.#check = check;
	}

	get token() {
		return this.#token;
	}
	get known() {
		return this.#known;
	}
	get open() {
		return this.#known?.state === 'open';
	}

	/** False when what was pasted is no token at all. @throws Problem */
	async bring(pasted: string): Promise<boolean> {
		const token = tokenOf(pasted);
		this.#token = token;
		this.#known = token ? await this.#check(token) : null;
		return token !== null;
	}
}
