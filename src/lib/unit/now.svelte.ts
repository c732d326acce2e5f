import { publicUnits, type PublicUnits } from './unit.ts';

/** The units as of the build at once, then as they are now. Without a line the build's facts stay, with their date. */
export class UnitsNow {
	#units = $state.raw() as PublicUnits;
	#ask: () => Promise<PublicUnits>;

	constructor(built: PublicUnits, ask: () => Promise<PublicUnits> = publicUnits) {
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
