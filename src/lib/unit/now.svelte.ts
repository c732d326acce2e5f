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

	async refresh() {
		try {
			this.#units = await this.#ask();
		} catch {
			// A page that can be read needs no fresh figures.
		}
	}
}
