import { late } from '#lib/platform/late.ts';
import { startWorker, type Worked } from '#lib/platform/worker.ts';
import { proofJob } from '#lib/platform/workers/proof.ts';
import { worked } from '#lib/platform/worked.ts';

/**
 * Solves the proof of work while the person types. A solution is good for one request; `take` hands it out and
 * the next begins only when it is asked for.
 */
export class Puzzle {
	#next: Promise<string> | null = null;
	#worker: Worked<{ challenge: string }, { proof: string }> | null = null;

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
		const { challenge } = await late(import('./booking.ts'));
		const puzzle = await challenge();
		this.#worker ??= startWorker(proofJob);
		return (await worked(this.#worker.ask(puzzle))).proof;
	}
}
