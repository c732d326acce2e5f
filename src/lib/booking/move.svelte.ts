import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import { offersToMove, reschedule, type Hold, type Moved, type Offers } from './booking.ts';
import { leftIn } from './choice.svelte.ts';

type Window = Hold['window'];

/** What is free, without the window that the family already has: nobody moves to where they are. */
export const elsewhere = (offers: Offers, held: Window | null): Offers => ({
	...offers,
	days: offers.days
		.map(({ day, windows }) => ({
			day,
			windows: windows.filter(
				({ from, to }) => held?.day !== day || held.from !== from || held.to !== to
			)
		}))
		.filter(({ windows }) => windows.length > 0)
});

/** A visit that its owner moves: the windows that fit, the one marked, one sending. */
export class Move {
	#held: Window | null;
	#offers = $state.raw<Offers | null>(null);
	token = $state('');
	#moving = new Command<{ lookup: string; token: string }, Moved>(reschedule);

	constructor(held: Window | null = null) {
		this.#held = held;
	}

	get offers(): Offers | null {
		return this.#offers;
	}

	get busy(): boolean {
		return this.#moving.busy;
	}

	async load(lookup: string) {
		this.#offers = elsewhere(await offersToMove(lookup), this.#held);
		this.token = '';
	}

	/** The old window stays promised until the new one is. Where it was taken meanwhile, the list is the fresh one. */
	async send(lookup: string): Promise<Moved> {
		try {
			return (await this.#moving.run({ lookup, token: this.token })).answer;
		} catch (problem) {
			if (!isRefusal(problem)) throw problem;
			const left = leftIn(problem);
			if (left) {
				this.#offers = elsewhere(left, this.#held);
				this.token = '';
			} else if (['offer_expired', 'bad_token'].includes(problem.code)) await this.load(lookup);
			throw problem;
		}
	}
}
