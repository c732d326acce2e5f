import { tick } from 'svelte';

/** What stands at the foot of whatever an officer prints, in words. */
export type PaperMark = { number: string; reader: string; unit: string; when: string };
type Number = (what: string, cases: readonly string[]) => Promise<PaperMark>;

/** Where numbers of papers come from: the officers' shell says so, since the ui knows no server. */
export class Papers {
	number: Number = () => Promise.reject(new Error('Nobody gives out numbers of papers.'));
}
export const papers = new Papers();

/**
 * One kind of print of a page. Its number is asked for first, and written down by the server with the reader: only then
 * is anything drawn for the printer. Each print has a number of its own; one by the browser's menu has none, and gets
 * nothing to print.
 */
export class Printing {
	#print: () => void;
	#numbered: Number;
	#mark = $state.raw<PaperMark | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state(false);
	#asked = false;
	#left = false;

	constructor(print: () => void, numbered: Number = (...args) => papers.number(...args)) {
		this.#print = print;
		this.#numbered = numbered;
	}

	/** The number of the print that is being made; null before. */
	get mark() {
		return this.#mark;
	}
	get failed() {
		return this.#failed;
	}
	get busy() {
		return this.#busy;
	}

	/** Prints, or hands a file out by `make`, under a new number. A second click while one is on its way does nothing. */
	async run(what: string, cases: readonly string[], make: () => void = this.#print) {
		await this.with(() => this.#numbered(what, cases), make);
	}

	/** The same with a number that came along with what is printed. */
	async with(number: () => Promise<PaperMark>, make: () => void = this.#print) {
		if (this.#busy) return;
		this.#busy = true;
		this.#failed = null;
		this.#mark = null;
		try {
			const mark = await number();
			// What was to be printed is gone: the printer would draw what stands in its place.
			if (this.#left) return;
			this.#mark = mark;
			this.#asked = true;
			await tick();
			make();
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#asked = false;
			this.#busy = false;
		}
	}

	/**
	 * Takes the number away when the browser prints unasked; returns what ends it, for an effect's cleanup: then nothing is printed
	 * any more that was asked for before.
	 */
	watch(): () => void {
		const unasked = () => {
			if (!this.#asked) this.#mark = null;
		};
		addEventListener('beforeprint', unasked);
		this.#left = false;
		return () => {
			removeEventListener('beforeprint', unasked);
			this.#left = true;
		};
	}
}
