import { active, leave, me, type Me, type Role } from './staff.ts';
import { desk } from '#lib/ui/desk.svelte.ts';
import { session } from '#lib/platform/session.svelte.ts';

/** The officer at this desk, as the database knows them: unit and roles are never read from a token. */
export class OnDuty {
	#me = $state.raw<Me | null>(null);
	#failed = $state.raw<unknown>(null);

	get me() {
		return this.#me;
	}
	get failed() {
		return this.#failed;
	}
	/** A lead may do what desk and field may; the server decides, this only hides what it would refuse. */
	has(role: Role): boolean {
		const roles = this.#me?.roles ?? [];
		return (
			roles.includes(role) || ((role === 'desk' || role === 'field') && roles.includes('lead'))
		);
	}

	/** The head of a hamlet, who has one page here. */
	get isCollaborator(): boolean {
		return this.has('collaborator');
	}

	/** An auditor without another duty: who read what, the ledger, and the chains of both are all there is for them. */
	get auditsOnly(): boolean {
		return this.#me?.roles.join() === 'auditor';
	}

	/** Where whoever is no officer of the unit's work begins; null for an officer, who goes where they please. */
	get home(): 'lists' | 'audit' | null {
		if (this.isCollaborator) return 'lists';
		return this.auditsOnly ? 'audit' : null;
	}

	/** Has keys of their own and a place in the desk list, or should have. */
	get takesTips(): boolean {
		return this.has('investigator') || this.has('lead');
	}

	/** Asks who is here; called anew after each sign-in, since it may be somebody else. */
	async arrive(): Promise<void> {
		this.#failed = null;
		try {
			const found = await me();
			this.#me = found;
			desk.officer = { name: found.name, unit: found.unit.police_name };
			desk.signOut = () => this.#leave();
		} catch (problem) {
			this.#failed = problem;
		}
	}

	/** Nobody is at this desk any more. */
	forget() {
		this.#me = null;
		this.#failed = null;
		desk.officer = null;
	}

	/** Counts idle minutes while somebody is signed in; returns what stops it. */
	watch(): () => void {
		return session.watch({ idleMinutes: this.#me?.idle_minutes ?? 30, active });
	}

	async #leave() {
		// Even if the server can't be told (no line), this browser forgets; the server's half ends by idling.
		await leave().catch(() => undefined);
		this.forget();
		await session.signOut();
	}
}

export const onDuty = new OnDuty();
