import { codeOf } from './faults.ts';
import type { Follow, Subscription, Wish } from './follow-notify.ts';

type Sent = { proof: string; subscription: Subscription; wish: Wish };
/** What a page brings: the doors, the work, the browser. A test brings others. */
export type Ports = {
	start: (args: Sent & { key: string }) => Promise<Follow>;
	read: (known: Subscription) => Promise<Follow | null>;
	stop: (known: Subscription) => Promise<unknown>;
	/** Work that was done, and the key of the server. */
	proof: () => Promise<{ proof: string; serverKey: string }>;
	browser: {
		held(): Promise<Subscription | null>;
		ask(): Promise<NotificationPermission>;
		subscribe(serverKey: string, anew: boolean): Promise<Subscription>;
		release(): Promise<void>;
	};
};

/**
 * Whether this browser follows, and what. Nothing is remembered on the device but the browser's own subscription: what it
 * stands for is asked of the server.
 */
export class Following {
	#ports: Ports;
	/** Undefined until it is known. */
	#follow = $state.raw<Follow | null | undefined>(undefined);
	#failed = $state.raw<unknown>(null);
	#doing = $state<'starting' | 'stopping' | null>(null);
	#answer = $state<NotificationPermission | null>(null);
	/** The server knows nothing of what the browser holds: it is dead, and a new one is made. */
	#stale = false;

	constructor(ports: Ports) {
		this.#ports = ports;
	}

	get follow(): Follow | null | undefined {
		return this.#follow;
	}
	get failed(): unknown {
		return this.#failed;
	}
	get doing() {
		return this.#doing;
	}
	/**
	 * What the person, or the browser for them, said when they were asked: `denied` until it is changed in the browser;
	 * `default` where they said nothing, or were not asked because the tap was too long ago. The next tap asks again.
	 */
	get answer(): NotificationPermission | null {
		return this.#answer;
	}

	async open(): Promise<void> {
		this.#failed = null;
		try {
			const held = await this.#ports.browser.held();
			const known = held && (await this.#ports.read(held));
			this.#stale = held !== null && known === null;
			this.#follow = known;
		} catch (problem) {
			this.#failed = problem;
		}
	}

	/** Follows, or follows something else; true when it is done. A second tap meanwhile does nothing. */
	async start(wish: Wish): Promise<boolean> {
		return this.#do('starting', async () => {
			// Before anything else: a browser lets a page ask only in the tap itself.
			this.#answer = await this.#ports.browser.ask();
			if (this.#answer !== 'granted') return false;
			try {
				await this.#send(wish);
			} catch (problem) {
				// Known under another secret, or work that another window spent: once more with new ones.
				const code = codeOf(problem);
				if (!/^(follow_taken|proof_|bad_proof)/.test(code)) throw problem;
				this.#stale ||= code === 'follow_taken';
				await this.#send(wish);
			}
			return true;
		});
	}

	/**
	 * Follows no more. The browser lets go first: then nothing arrives, even where our server cannot be told. It hears of it
	 * from the maker's service with the next post.
	 */
	async stop(): Promise<boolean> {
		return this.#do('stopping', async () => {
			const held = await this.#ports.browser.held();
			await this.#ports.browser.release();
			this.#follow = null;
			if (held) await this.#ports.stop(held).catch(() => {});
			return true;
		});
	}

	async #send(wish: Wish) {
		const { proof, serverKey } = await this.#ports.proof();
		const subscription = await this.#subscribe(serverKey);
		// The address of the subscription makes it once: a lost answer is followed by a new key without harm.
		this.#follow = await this.#ports.start({ key: crypto.randomUUID(), proof, subscription, wish });
		this.#stale = false;
	}

	async #subscribe(serverKey: string): Promise<Subscription> {
		try {
			return await this.#ports.browser.subscribe(serverKey, this.#stale);
		} catch (error) {
			// Of the maker's service, or of a browser that was built without one.
			if (error instanceof DOMException || error instanceof TypeError)
				throw Object.assign(new Error('follow_no_service'), { code: 'follow_no_service' });
			throw error;
		}
	}

	async #do(what: 'starting' | 'stopping', work: () => Promise<boolean>): Promise<boolean> {
		if (this.#doing) return false;
		this.#doing = what;
		this.#failed = null;
		try {
			return await work();
		} catch (problem) {
			this.#failed = problem;
			return false;
		} finally {
			this.#doing = null;
		}
	}
}
