/**
 * "Kiểm tra sổ thu, chi": walks a public chain from its first row to the last that the page shows, and holds against it what the page
 * says. Runs in a Worker, which fetches for itself, so that nothing of it stops the page.
 */
import { startOf, Walk, type Broken } from '#shared/ledger/index.ts';
import { pagesOf, type ReadPage } from './public-chain.ts';
import type { Chained, Ledger } from './public-fund.ts';
import { Tally } from './public-tally.ts';

export type Asked = {
	/** As the page shows it. */
	ledger: Ledger;
	/** Digits of a head that somebody noted earlier, as `notedOf` writes them; empty: none. */
	noted: string;
};
/** How many rows were verified so far. */
export type Far = { done: number };

/**
 * `place`, `hash`, `name`, `balance`: of a row, as in `Walk`; `short`: rows are missing at the end; `head`: another end than is shown;
 * `held`: another balance; `month`: another sum; `day`: a day's head is not in the chain.
 */
export type Fault =
	| { [Why in Broken['why']]: { why: Why; seq: number } }[Broken['why']]
	| { why: 'short'; seq: number }
	| { why: 'head' | 'held' }
	| { why: 'month'; month: string }
	| { why: 'day'; day: string };

export type Verdict = {
	fault: Fault | null;
	/** Rows that hold. */
	rows: number;
	head: string;
	names: number;
	money: number;
	goods: number;
	/** Heads of days that were found in the chain. */
	days: number;
	/** After how many rows the noted head stood; null where none was noted or it is not there. */
	noted: number | null;
	/** Milliseconds of verifying, without what the line took. */
	worked: number;
};

/** What somebody typed as a head, or part of one: hex digits alone; null where it is none. Sixteen digits are no accident. */
export function notedOf(typed: string): string | null {
	const digits = typed.replace(/[\s.:-]/g, '').toLowerCase();
	return /^(?:|[0-9a-f]{16,64})$/.test(digits) ? digits : null;
}

/** Verifies what `read` tells. Never throws but for the line. */
export async function verify(
	{ ledger, noted }: Asked,
	read: ReadPage,
	tell: (far: Far) => void = () => {},
	clock: () => number = () => performance.now()
): Promise<Verdict> {
	const walk = new Walk(ledger.unit);
	const tally = new Tally();
	const heads = new Heads(ledger, noted);
	let worked = 0;
	let fault: Fault | null = null;
	for await (const rows of pagesOf(read, ledger.rows)) {
		const [from, before] = [clock(), walk.seq];
		fault = walk.take(rows);
		const sound = fault ? rows.slice(0, walk.seq - before) : rows;
		tally.take(sound);
		heads.take(sound);
		worked += clock() - from;
		tell({ done: walk.seq });
		if (fault) break;
	}
	fault ??= wrongAbove(ledger, walk, tally, heads);
	return {
		fault,
		rows: walk.seq,
		head: walk.head,
		names: walk.names,
		money: walk.money,
		goods: walk.goods,
		days: heads.found,
		noted: heads.noted,
		worked
	};
}

function wrongAbove(ledger: Ledger, walk: Walk, tally: Tally, heads: Heads): Fault | null {
	if (walk.seq !== ledger.rows) return { why: 'short', seq: walk.seq };
	if (walk.head !== ledger.head) return { why: 'head' };
	if (walk.money !== ledger.balance.money || walk.goods !== ledger.balance.goods)
		return { why: 'held' };
	const month = tally.wrongMonth(ledger);
	if (month) return { why: 'month', month };
	const day = heads.missing;
	return day ? { why: 'day', day } : null;
}

/** Heads of days, and the one that somebody noted, looked for among the rows. */
class Heads {
	#wanted = new Map<number, Ledger['heads']>();
	#noted: string;
	#left: Set<string>;
	found = 0;
	noted: number | null = null;

	constructor({ unit, heads }: Ledger, noted: string) {
		this.#noted = noted;
		for (const head of heads)
			this.#wanted.set(head.rows, [...(this.#wanted.get(head.rows) ?? []), head]);
		this.#left = new Set(heads.map(({ day }) => day));
		// Before the first row.
		this.#at(0, startOf(unit));
	}

	/** The oldest day whose head was not found. */
	get missing(): string | null {
		return [...this.#left].sort()[0] ?? null;
	}

	take(rows: readonly Chained[]): void {
		for (const row of rows) this.#at(row[0], row[14]);
	}

	#at(seq: number, hash: string): void {
		if (this.#noted && hash.startsWith(this.#noted)) this.noted ??= seq;
		const days = this.#wanted.get(seq);
		for (const { day, head } of days ?? [])
			if (head === hash) {
				this.#left.delete(day);
				this.found += 1;
			}
	}
}
