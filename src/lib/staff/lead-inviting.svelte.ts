import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { invite, type Role } from './staff.ts';

export type Invited = { token: string; name: string; email: string; expires_at: string };
type Wanted = { name: string; email: string; roles: Role[]; hamlet: string | null };
type Send = (
	args: Wanted & { token_hash: string; key: string }
) => Promise<{ id: string; expires_at: string }>;

const hex = (bytes: Uint8Array) =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A one-time token: 128 bits of this browser's own chance, as 32 hex digits. */
export const newToken = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));

/** SHA-256 of the 32 digits, as hex: all that the server is ever told of the token. */
export async function hashOf(token: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
	return hex(new Uint8Array(digest));
}

/** A lead invites somebody. The token is shown once, by this page alone, and forgotten with it. */
export class Inviting {
	readonly form: Form;
	#saving: Saving<Parameters<Send>[0], { id: string; expires_at: string }>;
	#invited = $state.raw<Invited | null>(null);
	/** The token of the words that were sent and not yet answered: a retry must bring the same one. */
	#begun: { words: string; token: string } | null = null;

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
		const words = JSON.stringify(wanted);
		if (this.#begun?.words !== words) this.#begun = { words, token: newToken() };
		const { token } = this.#begun;
		const done = await this.#saving.save({ ...wanted, token_hash: await hashOf(token) });
		if (!done) return false;
		this.#begun = null;
		this.#invited = { token, ...wanted, expires_at: done.expires_at };
		return true;
	}

	/** The lead has handed the link over: nobody will see it again. */
	handed() {
		this.#invited = null;
	}
}
