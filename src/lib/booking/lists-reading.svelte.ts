import { JobError, startWorker } from '#lib/platform/worker.ts';
import { worked } from '#lib/platform/worked.ts';
import { readJob } from './lists/job.ts';
import type { Brought } from '#shared/sheet/open.ts';
import type { ReadBook } from './lists/read.ts';
import { bookWords } from './lists-words.ts';

type Ask = (brought: Brought) => Promise<ReadBook>;
const inWorker: Ask = (brought) => startWorker(readJob).ask(brought);

/** Reads what a person brought, and says why it could not. */
export class BookReading {
	readonly #ask: Ask;
	#busy = $state(false);
	/** The sentence for a file that is refused whole. */
	#refused = $state.raw<string | null>(null);
	/** The line failed before the Worker came. */
	#failed = $state.raw<unknown>(null);

	constructor(ask: Ask = inWorker) {
		this.#ask = ask;
	}

	get busy() {
		return this.#busy;
	}
	get refused() {
		return this.#refused;
	}
	get failed() {
		return this.#failed;
	}

	/** The book, or null. */
	async read(brought: Brought): Promise<ReadBook | null> {
		if (this.#busy) return null;
		this.#busy = true;
		this.#refused = null;
		this.#failed = null;
		try {
			return await worked(this.#ask(brought).catch((error: unknown) => this.#judge(error)));
		} catch (problem) {
			this.#failed = problem;
			return null;
		} finally {
			this.#busy = false;
		}
	}

	#judge(error: unknown): null {
		this.#refused = error instanceof JobError ? bookWords(error.code) : null;
		if (this.#refused === null) throw error;
		return null;
	}
}
