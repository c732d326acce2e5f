import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { Begun, hashOf } from './one-time-token.ts';
import { invite, type Role } from './staff.ts';

export type Invited = { token: string; name: string; email: string; expires_at: string };
type Wanted = { name: string; email: string; roles: Role[]; hamlet: string | null };
type Send = (
	args: Wanted & { token_hash: string; key: string }
) => Promise<{ id: string; expires_at: string }>;

/** A lead invites somebody. The token is shown once, by this page alone, and forgotten with it. */
export class Inviting {
	readonly form: Form;
	#saving: Saving<Parameters<Send>[0], { id: string; expires_at: string }>;
	#invited = $state.raw<Invited | null>(null);
	readonly #begun = new Begun();

	constructor(words: (field: string, code: string) => string, send: Send = invite) {
		this.form = new Form(words);
		this.#saving = new Saving(send, { form: this.form });
	}

	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}
	/** What is to be handed over, until `handed`. */
	get invited() {
		return this.#invited;
	}

	/** True when the invitation stands and `invited` holds its token. */
	async send({ name, email, roles, hamlet }: Wanted): Promise<boolean> {
		const wanted = { name: name.trim(), email: email.trim().toLowerCase(), roles, hamlet };
		const token = this.#begun.for(wanted);
		const done = await this.#saving.save({ ...wanted, token_hash: await hashOf(token) });
		if (!done) return false;
		this.#begun.answered();
		this.#invited = { token, ...wanted, expires_at: done.expires_at };
		return true;
	}

	/** The lead has handed the link over: nobody will see it again. */
	handed() {
		this.#invited = null;
	}
}
