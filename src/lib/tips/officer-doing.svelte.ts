import { fieldWords } from '#lib/platform/field-words.ts';
import { asksAgain } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { m } from '#lib/paraglide/messages';
import { tipProblemWords } from './officer-problem.ts';

const own: Record<string, () => string> = {
	mismatch: m.tips_officer_mismatch,
	not_kept: m.tips_handover_kept_error
};

/** One form about a sealed tip: what was typed stays until it arrived, and a refusal is said in words. */
export class TipDoing {
	readonly form = new Form((field, code) => own[code]?.() ?? fieldWords(field, code));
	#failed = $state.raw<unknown>(null);

	get busy(): boolean {
		return this.form.busy;
	}
	/** The sentence of the last refusal. */
	get failed(): string | null {
		return this.#failed ? tipProblemWords(this.#failed) : null;
	}

	/** Runs what was submitted, once at a time. True when it was done. */
	async run(work: () => Promise<boolean>): Promise<boolean> {
		this.form.clear();
		const done = await this.form.once(async () => {
			this.#failed = null;
			try {
				return await work();
			} catch (problem) {
				// An ended session is said by the sign-in over the page; after it this form is as it was.
				if (!asksAgain(problem)) this.#failed = problem;
				return false;
			}
		});
		return done ?? false;
	}
}
