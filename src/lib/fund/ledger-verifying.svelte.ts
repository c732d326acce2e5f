import { verifyLedger, type Verified } from './ledger-fund.ts';

const SIZE = 20_000;
type Read = (fromEntry: number, fromRow: number, size: number) => Promise<Verified>;
/** What was found: nothing, or the first place where something does not follow. `kept`: balances, sums, numbers of papers. */
export type Finding =
	{ kind: 'whole' } | { kind: 'entry' | 'row' | 'tie'; at: number } | { kind: 'kept' };

/** Both chains, their tie and what is kept beside them, piece after piece, from the database itself. */
export class LedgerVerifying {
	readonly #read: Read;
	#busy = $state(false);
	#done = $state.raw({ entries: 0, rows: 0 });
	#all = $state.raw({ entries: 0, rows: 0 });
	#finding = $state.raw<Finding | null>(null);
	#failed = $state.raw<unknown>(null);

	constructor(read: Read = verifyLedger) {
		this.#read = read;
	}

	get busy() {
		return this.#busy;
	}
	/** Null while nothing was checked, or not all. */
	get finding() {
		return this.#finding;
	}
	get failed() {
		return this.#failed;
	}
	/** How much was checked, of how much there is. */
	get done() {
		return this.#done.entries + this.#done.rows;
	}
	get all() {
		return this.#all.entries + this.#all.rows;
	}
	/** What there was when the last piece was asked for. */
	get counts() {
		return this.#all;
	}

	async run(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		this.#failed = this.#finding = null;
		this.#done = this.#all = { entries: 0, rows: 0 };
		try {
			this.#finding = await this.#walk();
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#busy = false;
		}
	}

	async #walk(): Promise<Finding> {
		// One piece at least: what is kept is checked with the first.
		for (let from = 1; ; from += SIZE) {
			const piece = await this.#read(from, from, SIZE);
			const { entries, rows } = piece;
			const until = from + SIZE - 1;
			this.#all = { entries, rows };
			this.#done = { entries: Math.min(entries, until), rows: Math.min(rows, until) };
			const found = finding(piece);
			if (found) return found;
			if (until >= entries && until >= rows) return { kind: 'whole' };
		}
	}
}

function finding({ broken_entry, broken_row, loose_row, kept }: Verified): Finding | null {
	if (broken_entry !== null) return { kind: 'entry', at: broken_entry };
	if (broken_row !== null) return { kind: 'row', at: broken_row };
	if (loose_row !== null) return { kind: 'tie', at: loose_row };
	return kept === false ? { kind: 'kept' } : null;
}
