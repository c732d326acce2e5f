import { AccessCode } from '#lib/booking/secret.ts';
import { late } from '#lib/platform/late.ts';
import { Reading } from '#lib/platform/reading.svelte.ts';

/** A code drawn in this browser, and what shows it: that comes before anything is sent, because the line may be gone after. */
export class MadeCode {
	#secret = new AccessCode();
	#shown = new Reading(() => late(import('./NewCode.svelte')));

	constructor() {
		this.#secret.prepare();
		void this.#shown.load();
	}

	/** What shows a code; null while it is on its way. */
	get Shown() {
		return this.#shown.value?.default ?? null;
	}

	/** @throws Problem where the line did not bring what shows it */
	async make() {
		if (!this.Shown) await this.#shown.load();
		if (!this.Shown) throw this.#shown.failed;
		return this.#secret.ready();
	}
}
