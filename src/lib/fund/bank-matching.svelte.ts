import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Reading } from '#lib/platform/reading.svelte.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { suggest, type Suggestion } from '#shared/statement/suggest.ts';
import {
	matchBank,
	readBankLeft,
	type BankEntry,
	type BankLeft,
	type BankLine,
	type BankPair,
	type MatchArgs,
	type Until
} from './bank-fund.ts';

/** What a line could be: an entry, or another line that took it back. `why`: the reasons of a suggestion. */
export type Choice =
	| { value: string; entry: BankEntry; suggestion: Suggestion | null }
	| { value: string; line: BankLine; suggestion: null };

type Doors = { left: () => Promise<BankLeft>; match: (args: MatchArgs) => Promise<Until> };

/** Most pairs of one command. */
const MOST_PAIRS = 200;
const noPair: BankPair = { line: null, entry: null, line_back: null, entry_back: null };

/**
 * The two columns: lines of the bank on the one side, what each could be on the other. A suggestion is chosen beforehand and matched
 * by nobody but the officer; after it the next line comes, so that arrow and Enter are enough.
 */
export class BankMatching {
	readonly #saving: Saving<MatchArgs, Until>;
	#left = $state.raw<BankLeft>({ lines: [], entries: [] });
	#line = $state<string | null>(null);
	#choice = $state<string | null>(null);
	#suggestions = $derived(suggest(this.#left.lines, this.#left.entries));

	readonly #reading: Reading<BankLeft>;

	constructor(doors: Doors = { left: readBankLeft, match: matchBank }) {
		this.#reading = new Reading(doors.left);
		this.#saving = new Saving(doors.match);
	}

	/** False until what waits is known. */
	get loaded(): boolean {
		return this.#reading.value !== null;
	}
	/** Why what waits could not be read. */
	get unread(): unknown {
		return this.#reading.failed;
	}

	get lines(): readonly BankLine[] {
		return this.#left.lines;
	}
	get entries(): readonly BankEntry[] {
		return this.#left.entries;
	}
	/** Those of which no other would do as well. */
	get sure(): readonly Suggestion[] {
		return this.#suggestions.filter(({ unsure }) => !unsure).slice(0, MOST_PAIRS);
	}
	get busy(): boolean {
		return this.#saving.busy;
	}
	get failed(): unknown {
		return this.#saving.failed;
	}

	/** The line that is looked at: the chosen one, else the first. */
	get line(): BankLine | null {
		const { lines } = this.#left;
		return lines.find(({ id }) => id === this.#line) ?? lines[0] ?? null;
	}
	/** What the line could be: what is suggested first, then entries of its amount, then lines that took it back. */
	get choices(): readonly Choice[] {
		const line = this.line;
		if (!line) return [];
		const suggestion = this.#suggestions.find((one) => one.line === line.id);
		const entries = this.#left.entries
			.filter(({ amount }) => amount === line.amount)
			.map((entry) => ({
				value: entry.id,
				entry,
				suggestion: entry.id === suggestion?.entry ? suggestion : null
			}))
			.sort((a, b) => Number(b.suggestion !== null) - Number(a.suggestion !== null));
		const back = this.#left.lines
			.filter(({ amount }) => amount === -line.amount)
			.map((other) => ({ value: other.id, line: other, suggestion: null }));
		return [...entries, ...back];
	}
	/** What is chosen for the line: the officer's choice, else the suggestion. */
	get choice(): string | null {
		const choices = this.choices;
		if (this.#choice !== null && choices.some(({ value }) => value === this.#choice))
			return this.#choice;
		return choices.find(({ suggestion }) => suggestion)?.value ?? null;
	}

	/** Asks what waits now; the line that was looked at stays if it is still there. */
	async load(): Promise<void> {
		await this.#reading.load();
		if (this.#reading.value && !this.#reading.failed) this.#left = this.#reading.value;
	}
	look(line: string) {
		this.#line = line;
		this.#choice = null;
	}
	choose(value: string) {
		this.#choice = value;
	}

	/** Matches the line with what is chosen; false when nothing is, or it was refused. */
	async match(): Promise<boolean> {
		const line = this.line;
		const chosen = this.choices.find(({ value }) => value === this.choice);
		if (!line || !chosen) return false;
		const other = 'entry' in chosen ? { entry: chosen.value } : { line_back: chosen.value };
		return this.#send([{ ...noPair, line: line.id, ...other }]);
	}

	/** Matches every suggestion that is sure, once the officer has seen them. */
	matchSure(): Promise<boolean> {
		return this.#send(this.sure.map(({ line, entry }) => ({ ...noPair, line, entry })));
	}

	async #send(pairs: BankPair[]): Promise<boolean> {
		if (pairs.length === 0 || this.busy) return false;
		const done = await this.#saving.save({ pairs });
		if (done === null) {
			// A colleague was faster: what waits is not what is shown.
			if (isRefusal(this.#saving.failed)) await this.load();
			return false;
		}
		const gone = pairs.flatMap((pair) => Object.values(pair));
		// As it is by now: another line may be looked at, and what is chosen for it stays.
		const [before, line] = [this.#left, this.line];
		const at = before.lines.findIndex(({ id }) => id === line?.id);
		this.#left = {
			lines: before.lines.filter(({ id }) => !gone.includes(id)),
			entries: before.entries.filter(({ id }) => !gone.includes(id))
		};
		if (line && !gone.includes(line.id)) {
			this.#line = line.id;
			return true;
		}
		// The next line that is left, or the last one.
		const next =
			before.lines.slice(at).find(({ id }) => !gone.includes(id)) ?? this.#left.lines.at(-1);
		this.#line = next?.id ?? null;
		this.#choice = null;
		return true;
	}
}
