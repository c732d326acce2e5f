import { worked } from '#lib/platform/worked.ts';
import { JobError, startWorker } from '#lib/platform/worker.ts';
import { MOST_BYTES } from '#shared/sheet/grid.ts';
import type { Asked, Opened } from '#shared/statement/open.ts';
import { bankJob } from './bank-job.ts';
import { fileWords } from './bank-words.ts';

type Known = Omit<Asked, 'bytes'>;
type Ask = (asked: Asked) => Promise<Opened>;
const inWorker: Ask = (asked) => startWorker(bankJob).ask(asked);

/** Reads the file that a treasurer chose, and says why it could not. */
export class StatementReading {
	readonly #ask: Ask;
	#busy = $state(false);
	#refused = $state.raw<string | null>(null);
	#failed = $state.raw<unknown>(null);

	constructor(ask: Ask = inWorker) {
		this.#ask = ask;
	}

	get busy() {
		return this.#busy;
	}
	/** The sentence for a file that is refused whole. */
	get refused() {
		return this.#refused;
	}
	/** The line failed before the Worker came. */
	get failed() {
		return this.#failed;
	}

	/** What is in the file, or null. */
	async read(file: Pick<File, 'size' | 'arrayBuffer'>, known: Known): Promise<Opened | null> {
		if (this.#busy) return null;
		this.#busy = true;
		this.#refused = null;
		this.#failed = null;
		try {
			return await worked(this.#open(file, known).catch((error: unknown) => this.#judge(error)));
		} catch (problem) {
			this.#failed = problem;
			return null;
		} finally {
			this.#busy = false;
		}
	}

	async #open(file: Pick<File, 'size' | 'arrayBuffer'>, known: Known): Promise<Opened> {
		// Before it fills the memory.
		if (file.size > MOST_BYTES) throw new JobError('too_large');
		const buffer = await file.arrayBuffer().catch((cause: unknown) => {
			// It was moved or changed since it was chosen, or lies on a stick that is gone.
			throw new JobError('broken', cause);
		});
		return this.#ask({ ...known, bytes: new Uint8Array(buffer) });
	}

	#judge(error: unknown): null {
		this.#refused = error instanceof JobError ? fileWords(error.code) : null;
		if (this.#refused === null) throw error;
		return null;
	}
}
