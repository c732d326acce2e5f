import { isFresh } from '#lib/platform/fresh.ts';
import type { Days } from './booking.ts';
import type { ToldPostponed } from './told-postponed.ts';

type Asked = { days: Days; told: ToldPostponed[] };

/** Contracts come after the page stands: it reads well without them. */
const asked = async (): Promise<Asked> => (await import('./days-now.ts')).daysNow();

/** Days that open, as of the build at once and then fresh; a past day is never shown. */
export class OpenDays {
	#days = $state.raw<Days | null>(null);
	#told = $state.raw<ToldPostponed[]>([]);
	#today: () => string;
	#ask: () => Promise<Asked>;

	/** @param told what `toldPostponed` made of the same facts */
	constructor(
		built: Days | null,
		told: ToldPostponed[],
		today: () => string,
		ask: () => Promise<Asked> = asked
	) {
		this.#days = built;
		this.#told = told;
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

	/** Days ahead on which nobody is visited somewhere. */
	get postponed(): ToldPostponed[] {
		const today = this.#today();
		return this.#told.filter(({ to_day }) => to_day >= today);
	}

	/** Asks unless what is known is fresh: the days carry their date, and a window is promised by nobody here. */
	async refresh(now = Date.now()) {
		if (this.#days && isFresh(this.#days.as_of, now)) return;
		try {
			({ days: this.#days, told: this.#told } = await this.#ask());
		} catch {
			// What the build knew stays, with its date.
		}
	}
}
