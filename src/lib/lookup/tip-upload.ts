import { Problem } from '#lib/platform/problem.ts';
import type { SentFiles, TipFiles } from './tip-files.ts';

export type UploadDoors = {
	/** The hash that the server knows the code by. */
	lookupHash: string;
	/** Asks what work opens one upload for this code. */
	challenge(): Promise<string>;
	prove(challenge: string): Promise<string>;
};

/** After these the files go out again, paid with new work: the old is spent, too old, or has no room left. */
const again = /^(?:proof_\w+|bad_proof|quota_used|unknown_part)$/;
export const isWorkOver = (problem: unknown): boolean =>
	problem instanceof Problem && again.test(problem.code);

/** The work that pays for files. It begins when the sender wishes to add some, and is done while they choose. */
export class TipUpload {
	#doors: UploadDoors;
	#proof: Promise<string> | null = null;

	constructor(doors: UploadDoors) {
		this.#doors = doors;
	}

	/** Begins without waiting; what fails now is tried again by `send`. */
	prepare() {
		this.#work().catch(() => {});
	}

	/** @throws Problem; what had arrived is not sent again */
	async send(files: TipFiles, recipient: string): Promise<SentFiles> {
		const proof = await this.#work();
		return files.send({ recipient, lookupHash: this.#doors.lookupHash, proof });
	}

	/** It paid for a message, or is too old: the next files need new work. */
	forget() {
		this.#proof = null;
	}

	#work(): Promise<string> {
		this.#proof ??= this.#doors
			.challenge()
			.then((challenge) => this.#doors.prove(challenge))
			.catch((problem: unknown) => {
				this.#proof = null;
				throw problem;
			});
		return this.#proof;
	}
}
