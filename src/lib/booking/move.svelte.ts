import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import { offersToMove, reschedule, type Moved, type Offers } from './booking.ts';
import { leftIn } from './choice.svelte.ts';

/** A visit that its owner moves: the windows that fit, the one marked, one sending. */
export class Move {
	#offers = $state.raw<Offers | null>(null);
	token = $state('');
	#moving = new Command<{ lookup: string; token: string }, Moved>(reschedule);

	get offers(): Offers | null {
		return this.#offers;
	}

	get busy(): boolean {
		return this.#moving.busy;
	}

	async load(lookup: string) {
		this.#offers = await offersToMove(lookup);
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
				this.#offers = left;
				this.token = '';
			} else if (['offer_expired', 'bad_token'].includes(problem.code)) await this.load(lookup);
			throw problem;
		}
	}
}
