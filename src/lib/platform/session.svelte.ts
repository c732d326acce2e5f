/** An officer's session: signing in and out, the token for `call`, and the end of a desk left alone. */
import { earlyAnswer } from './early.ts';
import { ACTIVITY, Idle, watchHands } from './idle.ts';
import { Problem } from './problem.ts';
import { asKept, authClient, authProblem, forgetSession, keepKey } from './session-client.ts';
import { keepTokens } from './token.ts';

/**
 * `over`: it ended by itself; the page stays, with what was typed, and asks to sign in again. `unproven`: the password was
 * right, and the second factor is still to come; the page stays as well.
 */
export type SessionState = 'unknown' | 'out' | 'in' | 'over' | 'unproven';

type Watch = {
	/** From `staff_me`. */
	idleMinutes: number;
	/** The staff room's verb for `staff_active`: tells the server that somebody is there. */
	active: () => Promise<unknown>;
};
type Word = { at: number; told?: boolean };

/** Seconds before the end from which the page should say that it comes. */
const WARN = 120;

export class Session {
	#state = $state<SessionState>('unknown');
	#why = $state<string | null>(null);
	#left = $state<number | null>(null);
	#started: Promise<void> | undefined;
	/** The token that went out last, since the last signing in. */
	#sent: string | null = null;

	get state() {
		return this.#state;
	}
	/** Code of what ended it: `session_expired`, `disabled`, `not_an_officer`, `sign_in`. */
	get why() {
		return this.#why;
	}
	/** Seconds left, only in the last two minutes; null otherwise. */
	get endsIn() {
		return this.#left;
	}

	/** Finds out whether somebody is signed in here. @throws Problem when the portal cannot be reached */
	start(): Promise<void> {
		this.#started ??= this.#begin().catch((error: unknown) => {
			this.#started = undefined;
			throw error;
		});
		return this.#started;
	}

	/** @throws Problem `wrong_password`, `disabled`, `too_many_tries`, `offline`, `unreachable` */
	async signIn(email: string, password: string): Promise<void> {
		await this.start();
		const auth = await authClient();
		const { error } = await auth.signInWithPassword({
			email: email.trim(),
			password: asKept(password)
		});
		if (error) throw authProblem(error);
		await this.#enter();
	}

	/** The token goes along; the trigger on auth.users demands it. @throws Problem `email_taken`, `weak_password`, … */
	async signUp(email: string, password: string, invitation: string): Promise<void> {
		await this.start();
		const auth = await authClient();
		const { data, error } = await auth.signUp({
			email,
			password: asKept(password),
			options: { data: { invitation } }
		});
		if (error) throw authProblem(error);
		// A server that wants e-mails confirmed gives no session yet.
		if (data.session) await this.#enter();
		else await this.signIn(email, password);
	}

	/** Ends it in every tab of this browser. The staff room tells its own door before. */
	async signOut(): Promise<void> {
		await forgetSession();
		this.#state = 'out';
		this.#why = null;
	}

	/** Measures idleness from now on, over all tabs; returns what stops it. */
	watch({ idleMinutes, active }: Watch): () => void {
		const idle = new Idle(idleMinutes, Date.now());
		const channel = new BroadcastChannel(ACTIVITY);
		let posted = 0;
		channel.onmessage = ({ data }: MessageEvent<Word>) => {
			idle.note(data.at);
			if (data.told) idle.wasTold(data.at);
			this.#left = null;
		};
		const moved = () => {
			const at = Date.now();
			if (idle.left(at) <= 0 || this.#state !== 'in') return;
			idle.note(at);
			this.#left = null;
			const told = idle.shouldTell(at);
			if (told) active().catch(() => undefined); // what it refuses reaches `refused` below
			if (told || at - posted > 5_000) channel.postMessage({ at, told } satisfies Word);
			posted = at;
		};
		const look = () => {
			if (this.#state !== 'in') return;
			const left = idle.left(Date.now());
			this.#left = left <= WARN ? Math.max(0, left) : null;
			if (left <= 0) this.#end('session_expired');
		};
		const stop = watchHands(moved, look);
		return () => {
			stop();
			channel.close();
			this.#left = null;
		};
	}

	async #begin() {
		keepTokens({
			token: (as) => this.#token(as),
			refused: (code, of) => this.#refused(code, of),
			early: earlyAnswer
		});
		const auth = await authClient();
		const { data } = await auth.getSession();
		if (data.session) await this.#enter();
		else this.#state = 'out';
		auth.onAuthStateChange((event) => {
			// Another tab signed out or in.
			if (event === 'SIGNED_OUT' && this.#state === 'in') this.#state = 'out';
			const asked = this.#state === 'out' || this.#state === 'over';
			if (event === 'SIGNED_IN' && asked) setTimeout(() => void this.#enter());
			if (event === 'MFA_CHALLENGE_VERIFIED') this.#opened('in');
		});
	}

	/** In, or one step before for an account with a second factor. */
	async #enter() {
		const auth = await authClient();
		const { data } = await auth.mfa.getAuthenticatorAssuranceLevel();
		await keepKey();
		const unproven = data?.nextLevel === 'aal2' && data.currentLevel !== 'aal2';
		this.#opened(unproven ? 'unproven' : 'in');
	}

	#refused(code: string, of: string | null) {
		// What was asked before may be refused after the officer has signed in again: that is said of a session that is gone.
		if (of !== null && of !== this.#sent) return;
		if (code !== 'second_factor') this.#end(code);
		else if (this.#state === 'in') this.#opened('unproven');
	}

	#opened(state: 'in' | 'unproven') {
		this.#state = state;
		this.#sent = null;
		this.#why = null;
		this.#left = null;
	}

	#end(why: string) {
		if (this.#state === 'over') return;
		this.#state = 'over';
		this.#why = why;
		this.#left = null;
		void forgetSession();
	}

	async #token(as?: string): Promise<string | null> {
		if (this.#state === 'over') return null;
		const auth = await authClient();
		const { data, error } = await auth.getSession();
		if (error && authProblem(error).offline) throw new Problem(authProblem(error));
		if (as && data.session && data.session.user.id !== as)
			throw new Problem({ code: 'other_officer', status: 403 });
		this.#sent = data.session?.access_token ?? null;
		return this.#sent;
	}
}

export const session = new Session();
