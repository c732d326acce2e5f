import { late } from '#lib/platform/late.ts';
import { Reading } from '#lib/platform/reading.svelte.ts';

const coming = async () => {
	const [{ AccessCode }, shown] = await late(
		Promise.all([import('#lib/booking/secret.ts'), import('./NewCode.svelte')])
	);
	const secret = new AccessCode();
	secret.prepare();
	return { secret, Shown: shown.default };
};

/**
 * A code drawn in this browser, with what draws and shows it: they come with the form that asks for one, before anything is
 * sent, because the line may be gone after.
 */
export class MadeCode {
	#parts = new Reading(coming);

	constructor() {
		void this.#parts.load();
	}

	/** What shows a code; null while it is on its way. */
	get Shown() {
		return this.#parts.value?.Shown ?? null;
	}

	/** @throws Problem where the line did not bring what it takes */
	async make() {
		if (!this.#parts.value) await this.#parts.load();
		if (!this.#parts.value) throw this.#parts.failed;
		return this.#parts.value.secret.ready();
	}
}
