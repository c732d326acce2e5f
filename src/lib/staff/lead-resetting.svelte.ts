import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { Begun, hashOf } from './one-time-token.ts';
import { makeReset } from './reset-staff.ts';

type Send = typeof makeReset;

/** A lead hands an officer a token for a new password. It is shown once, by this page alone, and forgotten with it. */
export class Resetting {
	readonly form: Form;
	readonly #begun = new Begun();
	#saving: Saving<Parameters<Send>[0], { expires_at: string }>;
	#made = $state.raw<{ token: string; expires_at: string } | null>(null);

	constructor(words: (field: string, code: string) => string, send: Send = makeReset) {
		this.form = new Form(words);
		this.#saving = new Saving(send, { form: this.form });
	}

	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}
	/** What is to be handed over. */
	get made() {
		return this.#made;
	}

	/** True when the token stands and `made` holds it. */
	async send(officer: string, reason: string): Promise<boolean> {
		const wanted = { officer, reason: reason.trim() };
		if (!wanted.reason) {
			this.form.fail('reason', 'required');
			return false;
		}
		const token = this.#begun.for(wanted);
		const done = await this.#saving.save({ ...wanted, token_hash: await hashOf(token) });
		if (!done) return false;
		this.#begun.answered();
		this.#made = { token, ...done };
		return true;
	}
}
