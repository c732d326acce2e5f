import { Problem } from '#lib/platform/problem.ts';
import type { CaseAnswer, Event, WholeCase } from './queue.ts';

/** Events that were not there before. */
const newsOf = (before: WholeCase, now: WholeCase | null): Event[] =>
	(now?.events ?? []).filter(({ id }) => !before.events.some((event) => event.id === id));

type Read = (id: string) => Promise<WholeCase>;
type Send<Args> = (
	args: Args & { key: string; id: string; version: number }
) => Promise<CaseAnswer>;

/**
 * The open case and what is done to it. One intention has one key: it is made when a form opens, and sent again
 * with every retry until an answer came, so that a slow line never does a thing twice.
 */
export class OpenedCase {
	#read: Read;
	#whole = $state.raw<WholeCase | null>(null);
	#failed = $state.raw<unknown>(null);
	#busy = $state<string | null>(null);
	#stale = $state.raw<readonly Event[] | null>(null);
	#sent: Record<string, { key: string; said: string; version: number }> = {};
	#wanted: string | null = null;

	constructor(read: Read) {
		this.#read = read;
	}

	get whole() {
		return this.#whole;
	}
	get failed() {
		return this.#failed;
	}
	/** The case is not this officer's work: it is shown once they have said why they open it. */
	get asksReason(): boolean {
		return this.#failed instanceof Problem && this.#failed.code === 'reason_needed';
	}
	/** Name of the command that is on its way. */
	get busy() {
		return this.#busy;
	}
	/** What somebody else did to the case while this officer was writing; null while nobody did. */
	get stale(): readonly Event[] | null {
		return this.#stale;
	}

	/** Opens a case, or closes with null. The last one asked for wins. */
	async show(id: string | null): Promise<void> {
		this.#wanted = id;
		this.#failed = null;
		if (id !== this.#whole?.row.id) {
			this.#whole = null;
			this.#sent = {};
			this.#stale = null;
		}
		if (id) await this.#load(id);
	}

	/** The case as it is now, after a change elsewhere. */
	async reload(): Promise<void> {
		if (this.#wanted) await this.#load(this.#wanted);
	}

	/**
	 * Sends a command. True when it was done. On `stale` the case is read anew and `stale` is set: the officer sees
	 * what the other did, and presses again if it is still right.
	 * @throws Problem for every other refusal, to be shown at the form
	 */
	async run<Args extends object>(name: string, send: Send<Args>, args: Args): Promise<boolean> {
		const whole = this.#whole;
		if (!whole || this.#busy) return false;
		this.#busy = name;
		try {
			const { key, version } = this.#intention(name, args, whole.row.version);
			await send({ ...args, key, id: whole.row.id, version });
			delete this.#sent[name];
			this.#stale = null;
		} catch (problem) {
			if (!(problem instanceof Problem) || problem.code !== 'stale') throw problem;
			delete this.#sent[name];
			await this.reload();
			this.#stale = this.#whole === whole ? [] : newsOf(whole, this.#whole);
			return false;
		} finally {
			this.#busy = null;
		}
		await this.reload();
		return true;
	}

	/** The same words again are the same intention, sent as before to the letter; other words are another. */
	#intention(name: string, args: object, version: number) {
		const said = JSON.stringify(args);
		const known = this.#sent[name];
		if (known?.said === said) return known;
		const made = { key: crypto.randomUUID(), said, version };
		this.#sent[name] = made;
		return made;
	}

	async #load(id: string): Promise<void> {
		try {
			const whole = await this.#read(id);
			if (this.#wanted !== id) return;
			this.#whole = whole;
			this.#failed = null;
		} catch (problem) {
			if (this.#wanted === id) this.#failed = problem;
		}
	}
}
