import type { Component } from 'svelte';
import { Reading } from '#lib/platform/reading.svelte.ts';
import type { FormProps } from './doing.svelte.ts';
import type { Action } from './queue.ts';

type Forms = Partial<Record<Action, Component<FormProps>>>;

/** The forms of a case: which actions have one is known at once, and they come over the line with the first case. */
export class CaseForms {
	readonly #offered: readonly Action[];
	readonly #reading: Reading<Forms>;

	constructor(offered: readonly Action[], read: () => Promise<Forms>) {
		this.#offered = offered;
		this.#reading = new Reading(read);
	}

	/** Whether an action has a form. */
	has(action: Action): boolean {
		return this.#offered.includes(action);
	}

	/** Null while it is on its way. */
	of(action: Action): Component<FormProps> | null {
		return this.#reading.value?.[action] ?? null;
	}

	/** They are here, or it is known that they did not come. */
	get settled(): boolean {
		return this.#reading.value !== null || this.#reading.failed !== null;
	}

	/** Why they did not come. */
	get failed(): unknown {
		return this.#reading.failed;
	}

	/** Asks for them, once they are here never again; it never throws. */
	async load(): Promise<void> {
		if (this.#reading.value === null) await this.#reading.load();
	}
}
