import { Saving } from '#lib/platform/saving.svelte.ts';
import type { Holder } from '#lib/sealed/cipher.ts';
import { newCode, toBase64 } from '#lib/sealed/index.ts';
import { readSymbols } from '#shared/code/index.ts';
import { enrolKeys } from './staff.ts';

/** New keys, their code, and the bundle (base 64) that the code opens. */
export type Made = { holder: Holder; code: string; bundle: string };
type Send = typeof enrolKeys;

const GROUP = 4;

async function makeKeys(): Promise<Made> {
	const { newHolder, lockKeys } = await import('#lib/sealed/cipher.ts');
	const holder = await newHolder();
	const code = newCode();
	return { holder, code, bundle: toBase64(await lockKeys(holder, code)) };
}

/**
 * An officer makes keys. The code is on this page until it was written down and proven; the server is told of the
 * keys only after that, so that nobody is ever left with keys whose code they do not have.
 */
export class Enrolment {
	#make: () => Promise<Made>;
	#saving: Saving<Parameters<Send>[0], { ok: true }>;
	#made = $state.raw<Made | null>(null);
	#making = $state(false);
	#broken = $state(false);

	constructor(send: Send = enrolKeys, make: () => Promise<Made> = makeKeys) {
		this.#make = make;
		this.#saving = new Saving(send);
	}

	/** What is to be written down; null before `make` and after `forget`. */
	get code(): string | null {
		return this.#made?.code ?? null;
	}
	get making() {
		return this.#making;
	}
	/** This browser could not make keys. */
	get broken() {
		return this.#broken;
	}
	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}

	/** Makes keys and code in this browser; nothing is sent. */
	async make() {
		if (this.#making || this.#made) return;
		this.#making = true;
		this.#broken = false;
		try {
			this.#made = await this.#make();
		} catch {
			this.#broken = true;
		} finally {
			this.#making = false;
		}
	}

	/** Whether the officer has the code before their eyes: the last group, or all of it, however it is written. */
	proves(typed: string): boolean {
		const said = readSymbols(typed);
		const code = this.#made?.code;
		return code !== undefined && (said === code || said === code.slice(-GROUP));
	}

	/** Tells the server; the open keys when it took them, else null and `failed` says why. */
	async send(replace: boolean): Promise<Holder | null> {
		const made = this.#made;
		if (!made) return null;
		const { recipient, signer } = made.holder;
		const { bundle } = made;
		const done = await this.#saving.save({ recipient, verify: signer.verify, bundle, replace });
		return done ? made.holder : null;
	}

	/** The code leaves the page. */
	forget() {
		this.#made = null;
	}
}
