import { asTyped, readAmount, readDay } from '#lib/platform/typed.ts';
import { addDays, isDay } from '#shared/days/format.ts';
import { BookError } from '#shared/sheet/grid.ts';
import { judge } from '#shared/statement/judge.ts';
import type { Opened } from '#shared/statement/open.ts';
import { partOf, type Part } from '#shared/statement/period.ts';
import { StatementError, type FieldName, type Read } from '#shared/statement/shapes.ts';
import {
	columnsProblem,
	headed,
	mappingOf,
	type Columns,
	type Table
} from '#shared/statement/tables.ts';
import type { ImportArgs } from './bank-fund.ts';

type Options = {
	/** A day in Việt Nam. */
	today: string;
	/** The day from which the next statement has to be, and the balance that it has to begin with; null: any. */
	next: string | null;
	closing: number | null;
};
type Fault = readonly [field: 'from_day' | 'to_day' | 'opening', code: string];

/** A bank's file on its way in: what its columns hold, which days of it are taken, with what balance they begin. */
export class StatementDraft {
	readonly #given: () => Options;
	#opened = $state.raw<Opened | null>(null);
	#sheet = $state(0);
	#columns = $state.raw<Columns>([]);
	#from = $state<string | null>(null);
	#to = $state<string | null>(null);
	#opening = $state<string | null>(null);
	#table: Table | null = $derived.by(() => {
		if (this.#opened?.kind !== 'sheets') return null;
		return headed(this.#opened.sheets[this.#sheet]!.table, this.#columns);
	});
	#read: Read | string | null = $derived.by(() => this.#judge());
	/** The days of the file: as it says, else from its first to its last line, today never among them. */
	#days: { from: string; to: string } | null = $derived.by(() => {
		const statement = this.read?.statement;
		if (!statement) return null;
		const days = statement.lines.map(({ day }) => day).sort();
		const yesterday = addDays(this.#given().today, -1);
		const { from, to } = statement.covers ?? { from: days[0]!, to: days.at(-1)! };
		return { from, to: to < yesterday ? to : yesterday };
	});
	#part: Part | null = $derived.by(() => {
		const statement = this.read?.statement;
		const [from, to] = [readDay(this.from), readDay(this.to)];
		if (!statement || !isDay(from) || !isDay(to) || to < from) return null;
		const part = partOf(statement, from, to);
		const opening = part?.opening ?? this.#typedOpening;
		if (!part || opening === null) return part;
		const sum = part.lines.reduce((all, { amount }) => all + amount, 0);
		return { ...part, opening, closing: opening + sum };
	});

	constructor(given: () => Options) {
		this.#given = given;
	}

	get opened(): boolean {
		return this.#opened !== null;
	}
	get sheets(): readonly { name: string }[] {
		return this.#opened?.kind === 'sheets' ? this.#opened.sheets : [];
	}
	get sheet(): number {
		return this.#sheet;
	}
	/** The table that is shown; null for an OFX file, which says itself what is what. */
	get table(): Table | null {
		return this.#table;
	}
	get columns(): Columns {
		return this.#columns;
	}
	/** What the columns do not say yet. */
	get lacking() {
		return this.#table ? columnsProblem(this.#columns) : null;
	}
	/** Why there is nothing to take, as a code: no line is a movement, or too many are. */
	get refused(): string | null {
		return typeof this.#read === 'string' ? this.#read : null;
	}
	get read(): Read | null {
		return typeof this.#read === 'string' ? null : this.#read;
	}
	/** Whether the file is silent about what was in the account, and the officer has to say it. */
	get asksOpening(): boolean {
		return this.read?.statement?.opening === null;
	}

	get from(): string {
		return this.#from ?? asTyped(this.#given().next ?? this.#days?.from ?? '');
	}
	set from(typed: string) {
		this.#from = typed;
	}
	get to(): string {
		return this.#to ?? asTyped(this.#days?.to ?? '');
	}
	set to(typed: string) {
		this.#to = typed;
	}
	get opening(): string {
		const { closing } = this.#given();
		return this.#opening ?? (closing === null ? '' : String(closing));
	}
	set opening(typed: string) {
		this.#opening = typed;
	}

	/** What would be taken; null while the period cannot be read, or the bank's order goes in and out of it. */
	get part(): Part | null {
		return this.#part;
	}

	/** A new file, with what is known of its columns. */
	bring(opened: Opened) {
		this.#opened = opened;
		this.#from = this.#to = this.#opening = null;
		if (opened.kind === 'sheets') this.choose(opened.best);
	}
	choose(sheet: number) {
		if (this.#opened?.kind !== 'sheets') return;
		this.#sheet = sheet;
		this.#columns = this.#opened.sheets[sheet]!.table.columns;
	}
	/** What a column holds; where another held it, that one holds nothing now. */
	assign(at: number, field: FieldName | null) {
		this.#columns = this.#columns.map((one, column) =>
			column === at ? field : field !== null && one === field ? null : one
		);
		this.#from = this.#to = null;
	}

	/** What is wrong with the period and the balance. */
	faults(): Fault[] {
		const [from, to] = [readDay(this.from), readDay(this.to)];
		const { today, next } = this.#given();
		const faults: Fault[] = [];
		if (!isDay(from)) faults.push(['from_day', from === '' ? 'required' : 'not_a_date']);
		else if (next !== null && from !== next) faults.push(['from_day', 'not_next']);
		if (!isDay(to)) faults.push(['to_day', to === '' ? 'required' : 'not_a_date']);
		else if (to >= today) faults.push(['to_day', 'day_not_over']);
		else if (isDay(from) && to < from) faults.push(['to_day', 'ends_early']);
		if (this.asksOpening && this.#typedOpening === null) faults.push(['opening', 'bad_format']);
		return faults;
	}

	/** The door's arguments for exactly what is shown; null while something is wrong. */
	request(): Omit<ImportArgs, 'key'> | null {
		const part = this.part;
		if (!part || !this.#opened || this.faults().length > 0) return null;
		if (part.opening === null || part.closing === null) return null;
		return {
			statement: {
				sha256: this.#opened.sha256,
				kind: this.#opened.kind === 'ofx' ? 'ofx' : 'sheet',
				from_day: readDay(this.from),
				to_day: readDay(this.to),
				opening: part.opening,
				closing: part.closing,
				mapping: this.#table ? mappingOf(this.#table, this.#columns) : []
			},
			lines: part.lines.map(({ line, day, amount, text, reference }) => ({
				...{ line, day, amount, reference },
				text: text === '' ? null : text
			}))
		};
	}

	get #typedOpening(): number | null {
		return readAmount(this.opening);
	}

	#judge(): Read | string | null {
		const opened = this.#opened;
		if (!opened) return null;
		if (opened.kind === 'ofx') return opened.read;
		if (columnsProblem(this.#columns) !== null) return null;
		try {
			return judge(this.#table!, this.#columns, this.#given().today);
		} catch (error) {
			if (error instanceof StatementError || error instanceof BookError) return error.code;
			throw error;
		}
	}
}
