import { isFresh } from '#lib/platform/fresh.ts';
import type { PublicUnits } from './unit.ts';

/** Contracts come after the page stands: it reads well without them. */
const asked = async () => (await import('./unit.ts')).publicUnits();

/** The units as of the build at once, then as they are now. Without a line the build's facts stay, with their date. */
export class UnitsNow {
	#units = $state.raw() as PublicUnits;
	#ask: () => Promise<PublicUnits>;

	constructor(built: PublicUnits, ask: () => Promise<PublicUnits> = asked) {
		this.#units = built;
		this.#ask = ask;
	}

	get value(): PublicUnits {
		return this.#units;
	}

	/** Asks unless what is known is fresh: an edit of a unit builds the site anew, so an hour is soon enough. */
	async refresh(now = Date.now()) {
		if (isFresh(this.#units.as_of, now)) return;
		try {
			this.#units = await this.#ask();
		} catch {
			// A page that can be read needs no fresh figures.
		}
	}
}
