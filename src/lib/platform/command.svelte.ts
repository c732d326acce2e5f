import { Problem } from './problem.ts';

/** What is known of an intention that was sent: its key, and exactly what was said under it. */
export type Pending<Request> = { key: string; request: Request };

/** A refusal leaves no doubt that nothing was done. Anything else (a lost line, a 5xx) may have been done. */
export const isRefusal = (problem: unknown): problem is Problem =>
	problem instanceof Problem && problem.status >= 400 && problem.status < 500;

/**
 * One intention, sent until its answer is known. A double click is one request. After a lost answer the same key
 * and the same request go out again, before anything new does: so one visit is booked, never two.
 */
export class Command<Request extends object, Answer> {
	#pending = $state.raw<Pending<Request> | null>(null);
	#running = $state.raw<Promise<{ answer: Answer; request: Request }> | null>(null);
	#send: (args: Request & { key: string }) => Promise<Answer>;

	constructor(send: (args: Request & { key: string }) => Promise<Answer>) {
		this.#send = send;
	}

	get busy(): boolean {
		return this.#running !== null;
	}

	/** Something was sent and nobody knows yet whether it arrived. */
	get unsure(): boolean {
		return this.#pending !== null && !this.busy;
	}

	get pending(): Pending<Request> | null {
		return this.#pending;
	}

	/** After a reload: the intention goes on under its old key. */
	restore(pending: Pending<Request> | null) {
		this.#pending = pending;
	}

	forget() {
		this.#pending = null;
	}

	/** Answers with what was really done: `request` differs from the asked one if an earlier sending had arrived. */
	run(request: Request): Promise<{ answer: Answer; request: Request }> {
		this.#running ??= this.#settle(request).finally(() => (this.#running = null));
		return this.#running;
	}

	async #settle(request: Request) {
		const earlier = this.#pending;
		if (earlier && JSON.stringify(earlier.request) !== JSON.stringify(request)) {
			try {
				return await this.#once(earlier);
			} catch (problem) {
				if (!isRefusal(problem)) throw problem;
			}
		}
		return this.#once(this.#pending ?? { key: crypto.randomUUID(), request });
	}

	async #once(pending: Pending<Request>) {
		this.#pending = pending;
		try {
			const answer = await this.#send({ ...pending.request, key: pending.key });
			this.#pending = null;
			return { answer, request: pending.request };
		} catch (problem) {
			if (isRefusal(problem)) this.#pending = null;
			throw problem;
		}
	}
}
