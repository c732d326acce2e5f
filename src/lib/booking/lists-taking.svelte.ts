import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import type { Secret } from './secret.ts';
import type { Person } from './lists/check.ts';
import { LIST_ROWS } from '#contracts/booking-lists.ts';
import { takeList, type TakenList, type TakeRequest } from './lists-booking.ts';

/** What goes on one person's slip, and on the strip that is cut off before it is handed over. */
export type ListSlip = {
	row: number;
	name: string;
	year: number;
	reference: string;
	code: string;
	words: readonly [string, string];
};
/** Draws codes and derives what the server may know of them, telling how many are done. */
export type MakeCodes = (
	count: number,
	options: { signal: AbortSignal; done: (count: number) => void }
) => Promise<Secret[]>;
export type RefusedRow = { line: number; field: string; code: string };
export type TakeForm = {
	channel: TakeRequest['channel'];
	asked: boolean;
	contact: { name: string; phone: string };
};
type Options = {
	words: (field: string, code: string) => string;
	makeCodes: MakeCodes;
	send?: (args: TakeRequest) => Promise<TakenList>;
};

/**
 * Takes the good rows: a code for each is made in this browser, then one command makes their visits. The codes live here until the
 * slips are printed, and nowhere else; a retry sends the same ones.
 */
export class ListTaking {
	readonly form: Form;
	readonly #makeCodes: MakeCodes;
	readonly #command: Command<Omit<TakeRequest, 'key'>, TakenList>;
	/** By person, until the server has answered for them. */
	#codes: Record<string, Secret> = {};
	#making = $state.raw<{ done: number; of: number } | null>(null);
	#stop: AbortController | null = null;
	#failed = $state.raw<unknown>(null);
	#refused = $state.raw<readonly RefusedRow[]>([]);
	#slips = $state.raw<readonly ListSlip[]>([]);

	constructor({ words, makeCodes, send = takeList }: Options) {
		this.form = new Form(words);
		this.#makeCodes = makeCodes;
		// A request and its key are the door's arguments again; TypeScript cannot see that of an Omit.
		this.#command = new Command((args) => send(args as TakeRequest));
	}

	/** Codes are being made: how many of how many. */
	get making() {
		return this.#making;
	}
	get sending(): boolean {
		return this.#command.busy;
	}
	get failed(): unknown {
		return this.#failed;
	}
	/** Rows that the server knew better about than this page did. */
	get refused() {
		return this.#refused;
	}
	/** Slips of the rows taken last. */
	get slips() {
		return this.#slips;
	}
	/** Codes are on this page alone, and nobody has said that they are on paper. */
	get unprinted(): boolean {
		return this.#slips.length > 0;
	}

	/** How many of these one command takes. */
	next(good: readonly Person[]): Person[] {
		return good.slice(0, LIST_ROWS);
	}

	/** What was done, or null: then the form, or `failed`, says why; or the person stopped it. */
	async take(people: readonly Person[], typed: TakeForm): Promise<TakenList | null> {
		if (this.#making || this.#command.busy || this.unprinted) return null;
		this.#failed = null;
		this.#refused = [];
		const { asked, ...rest } = typed;
		const missing = [
			...(people.length > 0 ? [] : ['rows']),
			...(typed.contact.name.trim() ? [] : ['contact.name']),
			...(typed.contact.phone.trim() ? [] : ['contact.phone']),
			...(asked ? [] : ['asked'])
		];
		this.form.failAll(missing.map((field) => [field, 'required'] as const));
		if (missing.length > 0) return null;
		const secrets = await this.#secretsOf(people);
		if (!secrets) return null;
		const rows = people.map((person, at) => ({ ...person, lookup_hash: secrets[at]!.lookupHash }));
		try {
			const { answer, request } = await this.#command.run({ ...rest, asked: true, rows });
			// After a lost answer it may be an earlier list that was taken: its rows are the ones that were sent then.
			this.#keep(answer, request.rows);
			return answer;
		} catch (problem) {
			this.#refuse(problem, rows);
			return null;
		}
	}

	stop() {
		this.#stop?.abort();
	}

	/** The slips are on paper, or the person goes all the same: the codes leave the page. */
	forget() {
		this.#slips = [];
		this.#codes = {};
	}

	/** The same person keeps the same code until the server has answered: a lost answer must not make another list. */
	async #secretsOf(people: readonly Person[]): Promise<Secret[] | null> {
		const missing = people.filter((person) => !(whose(person) in this.#codes));
		const stop = (this.#stop = new AbortController());
		this.#making = { done: people.length - missing.length, of: people.length };
		try {
			const made = await this.#makeCodes(missing.length, {
				signal: stop.signal,
				done: (count) => {
					const done = people.length - missing.length + count;
					this.#making = { done, of: people.length };
				}
			});
			missing.forEach((person, at) => (this.#codes[whose(person)] = made[at]!));
			return people.map((person) => this.#codes[whose(person)]!);
		} catch (problem) {
			if (!stop.signal.aborted) this.#failed = problem;
			return null;
		} finally {
			this.#making = null;
		}
	}

	#keep({ taken }: TakenList, rows: TakeRequest['rows']) {
		const secrets = Object.values(this.#codes);
		const codes = Object.fromEntries(secrets.map((one) => [one.lookupHash, one.code]));
		const sent = Object.fromEntries(rows.map((row) => [row.row, row]));
		this.#slips = taken.map(({ row, reference, words }) => {
			const { name, birth, lookup_hash } = sent[row]!;
			const code = codes[lookup_hash]!;
			return { row, name, year: birth.year, reference, code, words };
		});
		this.#codes = {};
	}

	#refuse(problem: unknown, rows: TakeRequest['rows']) {
		const fields = problem instanceof Problem && problem.status === 422 ? problem.fields : [];
		this.#refused = fields.flatMap(({ field, code }) => {
			const [, at, of] = /^rows\.(\d+)\.?(.*)$/.exec(field) ?? [];
			const row = rows[Number(at)];
			return row ? [{ line: row.row, field: of ?? '', code }] : [];
		});
		const others = fields.filter(({ field }) => !field.startsWith('rows.'));
		this.form.failAll(others.map(({ field, code }) => [field, code] as const));
		if (fields.length === 0) this.#failed = problem;
	}
}

/** A row that was mended is another request, and may have another code. */
const whose = (person: Person): string => JSON.stringify(person);
