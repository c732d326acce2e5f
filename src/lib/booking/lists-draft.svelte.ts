import { check, type Checked, type Fault, type Person, type Where } from './lists/check.ts';
import type { FieldName } from './lists/columns.ts';
import { extract, type Extracted, type Typed } from './lists/extract.ts';
import { byHand, HAND } from './lists/hand.ts';
import type { Hamlet } from './lists/hamlets.ts';
import type { Columns } from './lists/header.ts';
import type { ReadBook } from './lists/read.ts';
import { repeated } from './lists/same.ts';
import type { Asking, Known } from './lists-booking.ts';

/** What is to be said of a row: it can be taken, or why not. */
export type Standing =
	| { is: 'good' }
	| { is: 'wrong' }
	| { is: 'repeated'; line: number }
	| { is: 'known'; reference: string | null }
	| { is: 'taken'; reference: string };
export type DraftRow = Checked & { line: number; standing: Standing };

type AskKnown = (people: readonly Asking[]) => Promise<Known>;
type Options = {
	hamlets: readonly Hamlet[];
	/** A day in Việt Nam. */
	today: string;
	askKnown: AskKnown;
};

/**
 * A list before it is taken: from the tables of a book to rows that are judged, mended in place, dropped or added by hand.
 * Nothing of it is kept anywhere but on this page.
 */
export class ListDraft {
	readonly hamlets: readonly Hamlet[];
	readonly #today: string;
	readonly #askKnown: AskKnown;
	#book = $state.raw<ReadBook | null>(null);
	#sheet = $state(0);
	#columns = $state.raw<Columns>([]);
	#fallback = $state<string | null>(null);
	/** By line: what was mended or added by hand, and what was dropped. */
	#mended = $state.raw<Readonly<Record<number, Typed>>>({});
	#dropped = $state.raw<readonly number[]>([]);
	/** By person: the number on file, `''` where it may not be told, null for who is not on file. */
	#known = $state.raw<Readonly<Record<string, string | null>>>({});
	#taken = $state.raw<Readonly<Record<number, string>>>({});
	#extracted: Extracted = $derived.by(() => this.#extract());
	#rows: readonly DraftRow[] = $derived.by(() => this.#judge());

	constructor({ hamlets, today, askKnown }: Options) {
		this.hamlets = hamlets;
		this.#today = today;
		this.#askKnown = askKnown;
		this.#fallback = hamlets.length === 1 ? hamlets[0]!.id : null;
	}

	get book() {
		return this.#book;
	}
	get sheet() {
		return this.#sheet;
	}
	get table() {
		return this.#book?.sheets[this.#sheet]?.table ?? null;
	}
	get columns() {
		return this.#columns;
	}
	/** Where people live whose row names no hamlet. */
	get fallback() {
		return this.#fallback;
	}
	set fallback(hamlet: string | null) {
		this.#fallback = hamlet;
	}
	get rows() {
		return this.#rows;
	}
	/** Lines of the sheet that name nobody. */
	get left() {
		return this.#extracted.left;
	}
	/** Rows that can be taken now. */
	get good(): Person[] {
		return this.#rows.flatMap(({ standing, person }) =>
			standing.is === 'good' && person ? [person] : []
		);
	}
	/** Good rows are here of which nobody knows yet whether they are on file. */
	get unasked(): boolean {
		return this.#rows.some(({ person }) => person && !(who(person) in this.#known));
	}
	/** Something is here that would be lost. */
	get started(): boolean {
		return this.#rows.some(({ standing }) => standing.is !== 'taken');
	}

	/** A book that was read; what was entered by hand before stays. */
	bring(book: ReadBook) {
		this.#book = book;
		this.choose(book.best);
	}

	/** Another sheet of the book: what was said of lines was said of the other's. */
	choose(sheet: number) {
		this.#mended = byHand(this.#mended);
		this.#dropped = this.#dropped.filter((line) => line > HAND);
		this.#taken = byHand(this.#taken);
		this.#sheet = sheet;
		this.#columns = this.#book?.sheets[sheet]?.table.columns ?? [];
	}

	/** What a column holds, as the person says. */
	assign(column: number, field: FieldName | null) {
		this.#columns = this.#columns.map((one, at) => (at === column ? field : one));
	}

	mend(typed: Typed) {
		this.#mended = { ...this.#mended, [typed.line]: typed };
	}

	/** One person entered by hand. */
	add(typed: Omit<Typed, 'line'>): number {
		const line = Math.max(HAND, ...Object.keys(this.#mended).map(Number)) + 1;
		this.mend({ ...typed, line } as Typed);
		return line;
	}

	/** What is wrong with a row as it is being written. */
	faultsOf(typed: Typed): readonly Fault[] {
		return check(typed, this.#where).faults;
	}

	drop(line: number) {
		this.#dropped = [...this.#dropped, line];
	}

	/** Asks who is on file, of those nobody asked about yet. */
	async review(): Promise<void> {
		const people = this.#rows.flatMap(({ person }) => (person ? [person] : []));
		const asked = people.filter((person) => !(who(person) in this.#known));
		if (asked.length === 0) return;
		const known = await this.#askKnown(
			asked.map(({ row, hamlet, name, birth }) => ({ row, hamlet, name, year: birth.year }))
		);
		const found = Object.fromEntries(known.map(({ row, reference }) => [row, reference ?? '']));
		const said = asked.map((person) => [who(person), found[person.row] ?? null]);
		this.#known = { ...this.#known, ...Object.fromEntries(said) };
	}

	/** What the server did with them: references of those taken, lines of those that were on file by then. */
	settle(taken: readonly { row: number; reference: string }[], known: readonly number[]) {
		const references = Object.fromEntries(taken.map(({ row, reference }) => [row, reference]));
		// Whoever is on file by now is so in the next sheet as well.
		const there = this.#rows.flatMap(({ person }) => {
			const reference =
				person && (references[person.row] ?? (known.includes(person.row) ? '' : null));
			return person && reference !== null ? [[who(person), reference] as const] : [];
		});
		this.#taken = { ...this.#taken, ...references };
		this.#known = { ...this.#known, ...Object.fromEntries(there) };
	}

	get #where(): Where {
		return { hamlets: this.hamlets, fallback: this.#fallback, today: this.#today };
	}

	#extract(): Extracted {
		const table = this.table;
		return table ? extract(table, this.#columns, this.hamlets) : { people: [], left: [] };
	}

	#judge(): DraftRow[] {
		const sheet = this.#extracted.people.map((typed) => this.#mended[typed.line] ?? typed);
		const own = Object.values(byHand(this.#mended));
		const checked = [...sheet, ...own]
			.filter(({ line }) => !this.#dropped.includes(line))
			.map((typed) => check(typed, this.#where));
		const again = repeated(checked);
		return checked.map((row) => {
			const { line } = row.typed;
			return { ...row, line, standing: this.#standing(row, line, again.get(line)) };
		});
	}

	#standing({ person }: Checked, line: number, earlier: number | undefined): Standing {
		const reference = this.#taken[line];
		if (reference !== undefined) return { is: 'taken', reference };
		if (!person) return { is: 'wrong' };
		if (earlier !== undefined) return { is: 'repeated', line: earlier };
		const known = this.#known[who(person)];
		if (known !== undefined && known !== null) return { is: 'known', reference: known || null };
		return { is: 'good' };
	}
}

const who = ({ name, birth, hamlet }: Person): string => JSON.stringify([name, birth.year, hamlet]);
