import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { officerFaultWords } from './officer-words.ts';

/** A form of the open case on its way: what is wrong at its fields, what was refused, and whether it is being sent. */
export class Sending {
	readonly form = new Form(officerFaultWords);
	#failed = $state.raw<unknown>(null);

	get busy(): boolean {
		return this.form.busy;
	}
	/** The last refusal that belongs to no field. */
	get failed(): unknown {
		return this.#failed;
	}

	/**
	 * Sends unless something is wrong with the fields. True when it was done; a refusal is kept to be shown, and
	 * what was typed stays as it is.
	 */
	async go(
		wrong: readonly (readonly [field: string, code: string])[],
		send: () => Promise<boolean>
	): Promise<boolean> {
		this.#failed = null;
		this.form.failAll(wrong);
		if (wrong.length > 0) return false;
		try {
			return (await this.form.once(send)) ?? false;
		} catch (problem) {
			this.refused(problem);
			return false;
		}
	}

	/** Shows a refusal: at the fields it names, else under the form. */
	refused(problem: unknown) {
		const fields = problem instanceof Problem && problem.status === 422 ? problem.fields : [];
		if (fields.length > 0)
			this.form.failAll(fields.map(({ field, code }) => [field, code] as const));
		else this.#failed = problem;
	}
}
