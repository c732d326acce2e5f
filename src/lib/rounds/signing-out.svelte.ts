import { Trying } from './trying.svelte.ts';

/** "Đăng xuất", which the unsent work of the road stands in the way of. */
export class SigningOut {
	#signOut: () => void | Promise<void>;
	#leaving = new Trying();
	#unsent = $state(0);
	/** Whether it has to be said why it was not done. */
	refused = $state(false);

	constructor(signOut: () => void | Promise<void>) {
		this.#signOut = signOut;
	}

	get unsent(): number {
		return this.#unsent;
	}
	/** Why this device could not be asked; then it may be done all the same. */
	get failed(): unknown {
		return this.#leaving.failed;
	}

	/** Nothing of the officer stays on this device; with unsent work nothing happens, and it is said. */
	async press(officer: string): Promise<void> {
		const done = await this.#leaving.do(async () => {
			const { clearDevice } = await import('./sign-out.ts');
			this.#unsent = await clearDevice(officer);
			if (this.#unsent === 0) await this.#signOut();
		});
		this.refused = this.#unsent > 0 || (!done && !this.#leaving.busy);
	}

	/** A disk that fails keeps nobody signed in. */
	anyway() {
		this.refused = false;
		void this.#signOut();
	}
}
