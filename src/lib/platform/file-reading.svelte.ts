import { worked } from './worked.ts';
import { JobError } from './worker.ts';

export type Chosen = Pick<File, 'size' | 'arrayBuffer'>;

/**
 * The bytes of a file that a person chose.
 * @param most bytes; a larger file is told before it fills the memory
 * @throws JobError `too_large`; `broken`: it was moved or changed since it was chosen, or lies on a stick that is gone
 */
export async function bytesOf(file: Chosen, most: number): Promise<Uint8Array<ArrayBuffer>> {
	if (file.size > most) throw new JobError('too_large');
	const buffer = await file.arrayBuffer().catch((cause: unknown) => {
		throw new JobError('broken', cause);
	});
	return new Uint8Array(buffer);
}

/** Reads in a Worker what a person brought, once at a time, and says why it could not. */
export class FileReading<Asked, Opened> {
	readonly #ask: (asked: Asked) => Promise<Opened>;
	readonly #words: (code: string) => string | null;
	#busy = $state(false);
	#refused = $state.raw<string | null>(null);
	#failed = $state.raw<unknown>(null);

	/** @param words the sentence for a code that the Worker refuses with; null: not one of them */
	constructor(ask: (asked: Asked) => Promise<Opened>, words: (code: string) => string | null) {
		this.#ask = ask;
		this.#words = words;
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

	/** What is in it, or null. `bring` is not called while another one is being read. */
	async read(bring: () => Asked | Promise<Asked>): Promise<Opened | null> {
		if (this.#busy) return null;
		this.#busy = true;
		this.#refused = null;
		this.#failed = null;
		try {
			return await worked(this.#open(bring).catch((error: unknown) => this.#judge(error)));
		} catch (problem) {
			this.#failed = problem;
			return null;
		} finally {
			this.#busy = false;
		}
	}

	async #open(bring: () => Asked | Promise<Asked>): Promise<Opened> {
		return this.#ask(await bring());
	}

	#judge(error: unknown): null {
		this.#refused = error instanceof JobError ? this.#words(error.code) : null;
		if (this.#refused === null) throw error;
		return null;
	}
}
