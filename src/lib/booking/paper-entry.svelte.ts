import { Saving } from '#lib/platform/saving.svelte.ts';
import { readMinutes } from '#lib/platform/typed.ts';
import { formatMinutes } from '#lib/platform/format.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { readOutcomes, type OutcomeTyped } from './officer-people.ts';
import {
	enterDay,
	type EnterDay,
	type EnteredLine,
	type EnteredRow,
	type Sheet,
	type SheetRow
} from './paper-booking.ts';

type Send = (args: EnterDay) => Promise<{ rows: EnteredLine[] }>;
export type TypedRow = { began: string; ended: string; people: OutcomeTyped[] };

const typedRow = (row: SheetRow): TypedRow => ({
	began: row.attended ? formatMinutes(row.attended.began) : '',
	ended: row.attended ? formatMinutes(row.attended.ended) : '',
	people: row.people
		.filter((person) => !person.card_ready)
		.map(({ id }) => ({ id, outcome: '', receiver: '', note: '' }))
});

/** Something was typed for this house on this sheet. */
const begun = (typed: TypedRow, row: SheetRow): boolean => {
	const before = typedRow(row);
	const told = typed.people.some(({ outcome, receiver, note }) =>
		Boolean(outcome || receiver || note)
	);
	// At a gathering the times are everybody's: only what became of somebody is said of them.
	if (row.gathering) return told;
	return typed.began !== before.began || typed.ended !== before.ended || told;
};

/** A team's day being typed in from the sheet that came back. What is typed stays until the server has said that it has it. */
export class EnteredDay {
	typed = $state() as Record<string, TypedRow>;
	readonly form: Form;
	#sheet = $state.raw() as Sheet;
	#saving: Saving<EnterDay, { rows: EnteredLine[] }>;
	#lines = $state.raw<Readonly<Record<string, EnteredLine>>>({});

	constructor(sheet: Sheet, words: (field: string, code: string) => string, send: Send = enterDay) {
		this.#sheet = sheet;
		this.form = new Form(words);
		this.#saving = new Saving(send, { form: this.form });
		this.typed = Object.fromEntries(sheet.rows.map((row) => [row.case, typedRow(row)]));
	}

	get busy(): boolean {
		return this.#saving.busy;
	}
	/** Why the day could not be sent; a refusal of one house stands in `line`. */
	get failed(): unknown {
		return this.#saving.failed;
	}
	/** What became of a house when it was sent last. */
	line(id: string): EnteredLine | undefined {
		return this.#lines[id];
	}
	/** Written down in this sitting. */
	isWritten(id: string): boolean {
		return this.#lines[id]?.code === null;
	}
	/** Houses with something typed that the server does not have yet. */
	get waiting(): SheetRow[] {
		return this.#sheet.rows.filter(
			(row) => !this.isWritten(row.case) && begun(this.typed[row.case]!, row)
		);
	}

	/** The sheet as it stands now, after somebody else wrote to it; what is typed stays. */
	renew(sheet: Sheet) {
		this.#sheet = sheet;
		for (const row of sheet.rows) this.typed[row.case] ??= typedRow(row);
	}

	/** Sends what was typed: how many houses were written, or null when nothing was sent. */
	async save(): Promise<number | null> {
		const rows: EnteredRow[] = [];
		const wrong: (readonly [string, string])[] = [];
		for (const row of this.waiting) {
			const read = readRow(row, this.typed[row.case]!);
			rows.push(read.row);
			for (const [field, code] of read.wrong) {
				// Times of a gathering are typed once, at its first row, and so is what is wrong with them.
				const timed = row.gathering && ['began', 'ended'].includes(field);
				const first = this.#sheet.rows.find((one) => one.gathering === row.gathering);
				const at = `${timed ? first!.case : row.case}.${field}`;
				if (!wrong.some(([said]) => said === at)) wrong.push([at, code]);
			}
		}
		this.form.failAll(wrong);
		if (wrong.length > 0 || rows.length === 0) return null;
		const done = await this.#saving.save({ team_day: this.#sheet.id, rows });
		if (!done) return null;
		this.#lines = {
			...this.#lines,
			...Object.fromEntries(done.rows.flatMap((line) => (line.id ? [[line.id, line]] : [])))
		};
		return done.rows.filter(({ code }) => code === null).length;
	}
}

/** A house as the door wants it, and what is wrong with it: `began`, `ended`, `people.0.outcome`. */
export function readRow(row: SheetRow, typed: TypedRow) {
	const wrong: (readonly [field: string, code: string])[] = [];
	const [began, ended] = [readMinutes(typed.began), readMinutes(typed.ended)];
	for (const [field, text, value] of [
		['began', typed.began, began],
		['ended', typed.ended, ended]
	] as const)
		if (Number.isNaN(value)) wrong.push([field, text.trim() ? 'bad_format' : 'required']);
	if (began >= ended) wrong.push(['ended', 'out_of_range']);
	const outcomes = readOutcomes(typed.people);
	wrong.push(...outcomes.wrong);
	return {
		row: { id: row.case, version: row.version, began, ended, people: outcomes.people },
		wrong
	};
}
