/** "Tối ưu": a better plan is looked for beside the page, shown before it is taken, and dropped without a trace. */
import { worked } from '#lib/platform/worked.ts';
import type { Worked } from '#lib/platform/worker.ts';
import { askedOf, crowded, laidBy, readyCards } from './plan-fleet.ts';
import type { Layout } from './plan-facts.ts';
import type { Answer, Optimised, Question, Told } from './plan-works.ts';
import type { Plan } from './plan.svelte.ts';
import { Trying } from './trying.svelte.ts';

/** The search ends by itself long before; this is for a slow computer. */
const MOST_MILLISECONDS = 10_000;

export type Offer = { before: Layout; after: Layout; cut: boolean };

export class Optimising {
	#plan: Plan;
	#work: () => Pick<Worked<Question, Answer>, 'ask'>;
	#stop: AbortController | null = null;
	#told = $state.raw<Told | null>(null);
	#offer = $state.raw<Offer | null>(null);
	#trying = new Trying();

	constructor(plan: Plan, work: () => Pick<Worked<Question, Answer>, 'ask'>) {
		this.#plan = plan;
		this.#work = work;
	}

	get busy(): boolean {
		return this.#trying.busy;
	}
	/** How far it is; null until the first word. */
	get told(): Told | null {
		return this.#told;
	}
	get offer(): Offer | null {
		return this.#offer;
	}
	get failed(): unknown {
		return this.#trying.failed;
	}

	async start(seed: number): Promise<void> {
		await this.#trying.do(async () => {
			this.#told = null;
			const stop = new AbortController();
			this.#stop = stop;
			const before = this.#plan.layout;
			const { standing } = this.#plan;
			try {
				let found = await this.#asked(before, seed, false, stop.signal);
				// Promises may have been moved to where no place is left for them: then each stays with its team.
				if (crowded(standing, found.orders))
					found = await this.#asked(before, seed, true, stop.signal);
				this.#offer = { before, after: laidBy(standing, before, found.orders), cut: found.cut };
			} catch (problem) {
				if (!stop.signal.aborted) throw problem;
			}
		});
	}

	/** Ends the search. */
	cancel(): void {
		this.#stop?.abort(new DOMException('cancelled', 'AbortError'));
	}

	/** True where it was laid; false where the plan is another one by now. */
	take(): boolean {
		const offer = this.#offer;
		this.#offer = null;
		if (!offer || offer.before !== this.#plan.layout) return false;
		this.#plan.lay(offer.after);
		return true;
	}
	drop(): void {
		this.#offer = null;
	}

	async #asked(layout: Layout, seed: number, fixed: boolean, signal: AbortSignal) {
		const { standing } = this.#plan;
		const cards = readyCards(standing, layout).map(({ id, place, service }) => ({
			id,
			place,
			service
		}));
		const question: Question = {
			what: 'optimise',
			seed,
			milliseconds: MOST_MILLISECONDS,
			cards,
			...askedOf(standing, layout, fixed)
		};
		const progress = (told: unknown) => (this.#told = told as Told);
		return worked(this.#work().ask(question, { signal, progress })) as Promise<Optimised>;
	}
}
