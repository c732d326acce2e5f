import { isRefusal } from '#lib/platform/command.svelte.ts';
import { changePassword, endOtherSessions } from '#lib/platform/session-password.ts';
import { me } from './staff.ts';

/** The present password and the new one. */
export type Typed = { present: string; password: string };

const auth = {
	send: ({ present, password }: Typed) => changePassword(present, password),
	changedAt: async () => (await me()).password_changed_at,
	endOthers: endOtherSessions
};

/**
 * A password is changed once, and what is true is said. Auth knows no key of a command, and after a lost answer the password that was typed
 * as the present one may be the old one already: so the database is asked whether it was changed since before the first sending.
 */
export class PasswordChange {
	#auth: typeof auth;
	/** When it had been changed last before a sending that nobody answered. */
	#before = $state.raw<{ at: string | null } | null>(null);

	constructor(asked: typeof auth = auth) {
		this.#auth = asked;
	}

	/** Nobody knows yet whether the last sending arrived. */
	get unsure(): boolean {
		return this.#before !== null;
	}

	/** @throws Problem as `changePassword`; while `unsure`, the next call finds out before anything is sent */
	async run(typed: Typed): Promise<void> {
		// Also the question whether this session may do anything at all, before a password leaves the page.
		const at = await this.#auth.changedAt();
		const again = this.#before;
		if (again && again.at !== at) return this.#arrived();
		this.#before = { at };
		try {
			await this.#auth.send(typed);
			this.#before = null;
		} catch (problem) {
			const refused = isRefusal(problem);
			if (refused && !again) this.#before = null;
			else if (await this.#changedSince(at)) return this.#arrived();
			throw problem;
		}
	}

	/** False as well where nobody says: then the sending's own problem is what there is to say, and the next call asks anew. */
	async #changedSince(at: string | null): Promise<boolean> {
		const now = await this.#auth.changedAt().catch(() => at);
		return now !== at;
	}

	/** Auth did the rest with it, unless it was cut off in between. */
	async #arrived(): Promise<void> {
		await this.#auth.endOthers();
		this.#before = null;
	}
}
