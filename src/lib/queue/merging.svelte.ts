import { isRefusal } from '#lib/platform/command.svelte.ts';
import type { MergePreview, Stands } from './merging-queue.ts';

type Look = (id: string, reference: string, bring: string[]) => Promise<MergePreview>;

/** A merge that is being thought over: what it would do is asked of the server again with every choice that changes it. */
export class Merging {
	#look: Look;
	#id: string;
	#preview = $state.raw<MergePreview | null>(null);
	#failed = $state.raw<unknown>(null);
	#looking = $state(false);
	#asked = 0;
	/** People of the other case to be visited with this one. */
	bring = $state<string[]>([]);
	stands = $state<Stands | undefined>();

	constructor(id: string, look: Look) {
		this.#id = id;
		this.#look = look;
	}

	get preview() {
		return this.#preview;
	}
	get failed() {
		return this.#failed;
	}
	get looking() {
		return this.#looking;
	}
	/** What is shown is what the case that stays will be; null until a choice is made that can be kept. */
	get chosen() {
		const { choices } = this.#preview ?? { choices: [] };
		// Calls that were asked for have no window: there is one choice, and it is made.
		const wanted =
			choices.length === 1 ? choices[0] : choices.find(({ whose }) => whose === this.stands);
		return wanted && !wanted.refused ? wanted : null;
	}
	/** Why nothing can be done about these two, whatever is chosen. */
	get refused(): string | null {
		const { choices } = this.#preview ?? { choices: [] };
		return choices.length && choices.every(({ refused }) => refused) ? choices[0]!.refused : null;
	}

	/** What merging the case of this number would do. The last question counts. */
	async look(reference: string): Promise<void> {
		const mine = ++this.#asked;
		this.#looking = true;
		this.#failed = null;
		try {
			const seen = await this.#look(this.#id, reference.trim().toLocaleUpperCase('vi'), [
				...this.bring
			]);
			if (mine !== this.#asked) return;
			if (seen.other.id !== this.#preview?.other.id) this.#begin(seen);
			this.#preview = seen;
		} catch (problem) {
			if (mine !== this.#asked) return;
			this.#failed = problem;
			if (isRefusal(problem)) this.#preview = null;
		} finally {
			if (mine === this.#asked) this.#looking = false;
		}
	}

	/** Somebody is brought along, or not: whether there is room is asked again. */
	async choose(people: string[]): Promise<void> {
		this.bring = people;
		if (this.#preview) await this.look(this.#preview.other.reference);
	}

	leave() {
		this.#asked += 1;
		this.#preview = null;
		this.#looking = false;
	}

	#begin({ choices, kept, other }: MergePreview) {
		this.bring = [];
		const can = (whose: Stands) => choices.some((one) => one.whose === whose && !one.refused);
		// One promise alone needs no choice; of two the officer chooses.
		this.stands =
			!kept.window && other.window && can('other')
				? 'other'
				: !other.window && can('kept')
					? 'kept'
					: undefined;
	}
}
