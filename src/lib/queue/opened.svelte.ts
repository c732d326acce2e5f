import { m } from '#lib/paraglide/messages';
import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { status } from '#lib/ui/status.svelte.ts';
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
 * with every retry until an answer came, so that a slow line never does a thing twice. What is on its way for one case
 * holds up nobody who has gone on to the next.
 */
export class OpenedCase {
	#read: Read;
	#whole = $state.raw<WholeCase | null>(null);
	/** As the officer knows it: what is sent is about this one, though a newer one may be on the page already. */
	#known = $state.raw<WholeCase | null>(null);
	#failed = $state.raw<unknown>(null);
	/** Names of the commands that are on their way, by their case. */
	#busy = $state.raw<Readonly<Record<string, string>>>({});
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
	/** Name of the command about the open case that is on its way. */
	get busy() {
		return this.#busy[this.#wanted ?? ''] ?? null;
	}
	/** What somebody else did to the case while this officer was writing; null while nobody did. */
	get stale(): readonly Event[] | null {
		return this.#stale;
	}

	/** What happened while the case lay open, until the officer has seen it or does something. */
	get news(): readonly Event[] {
		return this.#known ? newsOf(this.#known, this.#whole) : [];
	}

	/** The officer has read the news: what they do next is about the case as it is now. */
	seen() {
		this.#known = this.#whole;
	}

	/** Opens a case, or closes with null. The last one asked for wins. */
	async show(id: string | null): Promise<void> {
		this.#wanted = id;
		this.#failed = null;
		if (id !== this.#whole?.row.id) {
			this.#whole = null;
			this.#known = null;
			this.#stale = null;
		}
		if (id) await this.reload();
	}

	/** The case as it is now, and the officer knows it. */
	async reload(): Promise<void> {
		await this.#load();
		this.seen();
	}

	/**
	 * Somebody else changed it: the page shows it as it is now, with what was done as `news`. A form that is open keeps
	 * what was typed and stays about the case as it was, so that its first sending is refused and says why.
	 */
	async follow(): Promise<void> {
		// What this officer is doing reads the case by itself when it is done.
		if (this.#whole && !this.busy) await this.#load();
	}

	/**
	 * Sends a command. True when it was done. On `stale` the case is read anew and `stale` is set: the officer sees
	 * what the other did, and presses again if it is still right. Who opened another case meanwhile reads of which one it was not
	 * done, or perhaps not; in that one the same words are still the same intention.
	 * @throws Problem for every other refusal, to be shown at the form
	 */
	async run<Args extends object>(name: string, send: Send<Args>, args: Args): Promise<boolean> {
		const known = this.#known;
		if (!known || this.#busy[known.row.id]) return false;
		const { id, reference } = known.row;
		const intention = `${id} ${name}`;
		const stillOpen = () => this.#wanted === id;
		this.#busy = { ...this.#busy, [id]: name };
		try {
			const { key, version } = this.#intention(intention, args, known.row.version);
			await send({ ...args, key, id, version });
			delete this.#sent[intention];
			// What happened to the case that is open instead has not been seen by that.
			if (!stillOpen()) return true;
			this.#stale = null;
			await this.reload();
			return true;
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			if (problem.code === 'stale') delete this.#sent[intention];
			if (stillOpen()) {
				if (problem.code !== 'stale') throw problem;
				await this.reload();
			}
			// Another case may be open by now, or since the reading: the form that would say it is gone.
			if (stillOpen()) this.#stale = newsOf(known, this.#whole);
			else
				status.say(
					isRefusal(problem) ? m.queue_not_done({ reference }) : m.queue_unsure({ reference })
				);
			return false;
		} finally {
			const { [id]: _, ...others } = this.#busy;
			this.#busy = others;
		}
	}

	/** The same words again are the same intention, sent as before to the letter; other words are another. */
	#intention(of: string, args: object, version: number) {
		const said = JSON.stringify(args);
		const known = this.#sent[of];
		if (known?.said === said) return known;
		const made = { key: crypto.randomUUID(), said, version };
		this.#sent[of] = made;
		return made;
	}

	async #load(): Promise<void> {
		const id = this.#wanted;
		if (!id) return;
		try {
			const whole = await this.#read(id);
			if (this.#wanted !== id) return;
			this.#failed = null;
			// Two answers may overtake each other; the older one is no news.
			if (this.#whole && whole.row.version < this.#whole.row.version) return;
			this.#whole = whole;
		} catch (problem) {
			if (this.#wanted === id) this.#failed = problem;
		}
	}
}
