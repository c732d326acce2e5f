import { isRefusal } from '#lib/platform/command.svelte.ts';
import type { WholeCase } from './queue.ts';
import type { DraftForm, SaveDraft } from './replies-queue.ts';

/** Long enough not to send every letter, short enough that a crash costs a few words. */
const PAUSE = 1200;

type Kept = { body: string; at: string | null };
type Timer = { set(run: () => Promise<void>, ms: number): unknown; clear(timer: unknown): void };
const clock: Timer = {
	set: (run, ms) => setTimeout(() => void run(), ms),
	clear: (timer) => clearTimeout(timer as number)
};

/** What an officer is typing at the forms of cases, kept by the server so that a crash loses nothing. One row a form. */
export class Drafts {
	#save: SaveDraft;
	#clock: Timer;
	/** This window's name: the server says when another one had written. */
	#tab = crypto.randomUUID();
	#kept: Record<string, Kept> = {};
	#typed: Record<string, string> = {};
	#timers: Record<string, unknown> = {};
	#saving: Record<string, Promise<void>> = {};
	#state = $state.raw<Record<string, { at: string | null; replaced: boolean; failed: boolean }>>(
		{}
	);

	constructor(save: SaveDraft, timer: Timer = clock) {
		this.#save = save;
		this.#clock = timer;
	}

	/** When it was kept last, whether it took the place of another window's, whether keeping it failed. */
	state(id: string, form: DraftForm) {
		return this.#state[`${id} ${form}`] ?? null;
	}

	/** What was not sent yet: from this window, else as the server had it when the case was opened. */
	found({ row, aids }: Pick<WholeCase, 'row' | 'aids'>, form: DraftForm): Kept | null {
		const name = `${row.id} ${form}`;
		const known = this.#kept[name] ?? aids.drafts.find((draft) => draft.form === form) ?? null;
		if (!known?.body) return null;
		this.#kept[name] = { body: known.body, at: known.at };
		return known;
	}

	/** Something was typed, or nothing is there any more. Kept when the hand rests. */
	typed(id: string, form: DraftForm, body: string) {
		const name = `${id} ${form}`;
		this.#typed[name] = body;
		this.#clock.clear(this.#timers[name]);
		if (body === (this.#kept[name]?.body ?? '')) return;
		this.#timers[name] = this.#clock.set(() => this.flush(id, form), PAUSE);
	}

	/** Keeps what was typed now: the form closes, or the hand rests. */
	flush(id: string, form: DraftForm): Promise<void> {
		const name = `${id} ${form}`;
		this.#clock.clear(this.#timers[name]);
		const done = (this.#saving[name] ?? Promise.resolve()).then(() => this.#one(id, form, name));
		this.#saving[name] = done;
		return done;
	}

	/**
	 * Sends what was typed; true when it was done. Nothing may arrive after the sending and rise as a draft again: so what is
	 * under way is waited for, and where nobody knows whether it was done nothing more is kept.
	 */
	async sending(id: string, form: DraftForm, send: () => Promise<boolean>): Promise<boolean> {
		const name = `${id} ${form}`;
		this.#clock.clear(this.#timers[name]);
		await this.#saving[name];
		try {
			const done = await send();
			if (done) this.forget(id, form);
			else void this.flush(id, form);
			return done;
		} catch (problem) {
			if (isRefusal(problem)) void this.flush(id, form);
			throw problem;
		}
	}

	/** It was sent, or thrown away: the server has forgotten it. */
	forget(id: string, form: DraftForm) {
		const name = `${id} ${form}`;
		this.#clock.clear(this.#timers[name]);
		delete this.#kept[name];
		delete this.#typed[name];
		this.#state = { ...this.#state, [name]: { at: null, replaced: false, failed: false } };
	}

	async #one(id: string, form: DraftForm, name: string) {
		const body = this.#typed[name];
		const known = this.#kept[name];
		if (body === undefined || body === (known?.body ?? '')) return;
		try {
			const { at, replaced } = await this.#save({
				...{ id, form, body, tab: this.#tab },
				known: known?.at ?? null
			});
			this.#kept[name] = { body, at };
			this.#say(name, { at, replaced, failed: false });
		} catch (problem) {
			// Said beside the field, and tried again with the next words; a refusal will not change by itself.
			if (isRefusal(problem)) this.#kept[name] = { body, at: known?.at ?? null };
			this.#say(name, { at: known?.at ?? null, replaced: false, failed: true });
		}
	}

	#say(name: string, said: { at: string | null; replaced: boolean; failed: boolean }) {
		this.#state = { ...this.#state, [name]: said };
	}
}
