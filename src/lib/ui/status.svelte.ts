/** What just happened, said once where everybody looks, with a way back where there is one. */
export type Undo = { label: string; keys?: string; run: () => void | Promise<void> };
export type Said = { text: string; undo?: Undo };

export class StatusBoard {
	#said = $state.raw<Said | null>(null);

	get said(): Said | null {
		return this.#said;
	}

	/** Replaces what was said before; it stays until the next word or `clear`, so nobody has to hurry. */
	say(text: string, undo?: Undo) {
		this.#said = undo ? { text, undo } : { text };
	}

	clear() {
		this.#said = null;
	}

	/** Takes the last thing back, once. */
	async undo() {
		const undo = this.#said?.undo;
		this.clear();
		await undo?.run();
	}
}

export const status = new StatusBoard();
