import { worked } from './worked.ts';
import { startWorker, type Worked } from './worker.ts';
import { proofJob } from './workers/proof.ts';

/**
 * Solves the proof of work while the person types. A solution is good for one request; `take` hands it out and
 * the next begins only when it is asked for.
 */
export class Puzzle {
	#challenge: () => Promise<{ challenge: string }>;
	#next: Promise<string> | null = null;
	#worker: Worked<{ challenge: string }, { proof: string }> | null = null;

	/** @param challenge asks the room's own door for work */
	constructor(challenge: () => Promise<{ challenge: string }>) {
		this.#challenge = challenge;
	}

	/** Begins without waiting; what fails now is tried again by `take`. */
	prepare() {
		this.#begin().catch(() => {});
	}

	async take(): Promise<string> {
		try {
			return await this.#begin();
		} finally {
			this.#next = null;
		}
	}

	end() {
		this.#worker?.end();
		this.#worker = null;
		this.#next = null;
	}

	#begin(): Promise<string> {
		this.#next ??= this.#solve().catch((problem: unknown) => {
			this.#next = null;
			throw problem;
		});
		return this.#next;
	}

	async #solve() {
		const puzzle = await this.#challenge();
		this.#worker ??= startWorker(proofJob);
		return (await worked(this.#worker.ask(puzzle))).proof;
	}
}
