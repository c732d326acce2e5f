/**
 * What a sender's browser makes once for a tip: the code and the keys it leads to. They are made while the sender
 * reads; the server learns the hash of one branch.
 */
import type { Holder } from '#lib/sealed/sender.ts';
import { toHex, type TipKeys } from '#lib/sealed/index.ts';
import type { Cipher } from './readers.ts';

export type Own = {
	code: string;
	lookupHash: string;
	/** SHA-256 of the twenty digits that may open a reward. */
	claim: string;
	citizen: Holder;
};

type Doors = {
	newCode(): string;
	tree(code: string): Promise<TipKeys>;
	cipher(): Promise<Cipher>;
};

export class OwnKeys {
	#doors: Doors;
	#making: Promise<Own> | null = null;

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	/** Begins without waiting; what fails now is tried again by `ready`. */
	prepare() {
		this.ready().catch(() => {});
	}

	ready(): Promise<Own> {
		this.#making ??= this.#make().catch((problem: unknown) => {
			this.#making = null;
			throw problem;
		});
		return this.#making;
	}

	forget() {
		this.#making = null;
	}

	async #make(): Promise<Own> {
		const code = this.#doors.newCode();
		const [tree, cipher] = await Promise.all([this.#doors.tree(code), this.#doors.cipher()]);
		return {
			code,
			lookupHash: toHex(tree.lookupHash),
			claim: cipher.digestOf(tree.claim),
			citizen: await cipher.holderOf(tree)
		};
	}
}
