import { days, type Days } from './booking.ts';

/** Days that open, as of the build at once and then fresh; a past day is never shown. */
export class OpenDays {
	#days = $state.raw<Days | null>(null);
	#today: () => string;
	#ask: () => Promise<Days>;

	constructor(built: Days | null, today: () => string, ask: () => Promise<Days> = days) {
		this.#days = built;
		this.#today = today;
		this.#ask = ask;
	}

	/** When these facts were true; null where nobody knows any. */
	get asOf(): string | null {
		return this.#days?.as_of ?? null;
	}

	/** The next days of a unit, at most four, in order. */
	of(unit: string): Days['days'] {
		const today = this.#today();
		return (this.#days?.days ?? [])
			.filter((one) => one.unit === unit && one.day >= today)
			.sort((a, b) => a.day.localeCompare(b.day))
			.slice(0, 4);
	}

	async refresh() {
		try {
			this.#days = await this.#ask();
		} catch {
			// What the build knew stays, with its date.
		}
	}
}
