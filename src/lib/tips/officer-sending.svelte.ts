import { isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { TipError } from './officer-problem.ts';
import type * as verbs from './officer-tips.ts';
import type { OpenTip } from './officer-tips.ts';

export type Commands = Pick<
	typeof verbs,
	'say' | 'note' | 'classify' | 'close' | 'acknowledge' | 'join' | 'partWays' | 'grant' | 'rekey'
>;
type Command = keyof Commands;
type Args = { id: string; sealed?: string };
/** What is to be sent, made of the tip as it was last read; null: there is nothing to do any more. */
type Make = () => Promise<Args | null> | Args | null;
/** Something sent whose answer is not known yet; the same words go out again exactly as they were sealed. */
type Sent = { said: string; args: Args & { key: string } };

/** Others may write at the same moment; after so many times in a row the officer is asked to press again. */
const TRIES = 5;
/** What is as right as before when somebody else wrote first. What an officer decided about the case is asked again. */
const retried: ReadonlySet<Command> = new Set(['say', 'note', 'grant', 'rekey']);
export const isStale = (problem: unknown) => problem instanceof Problem && problem.code === 'stale';

/**
 * Commands about a sealed tip, one at a time, each under one key until its answer is known. When somebody else was first,
 * the new is read, and what was typed is sealed and signed again.
 */
export class TipSending {
	#door: Commands;
	#read: () => Promise<OpenTip | null>;
	#busy = $state<Command | null>(null);
	#last: Promise<unknown> = Promise.resolve();
	#sent: Partial<Record<Command, Sent>> = {};

	/** @param read reads the tip anew; null when another is open by now */
	constructor(door: Commands, read: () => Promise<OpenTip | null>) {
		this.#door = door;
		this.#read = read;
	}

	/** The command on its way. */
	get busy() {
		return this.#busy;
	}

	/** Forgets what was sealed for sending. */
	wipe() {
		this.#sent = {};
	}

	/** True when it was done; false when there was nothing to do any more. @throws Problem, SealedError, TipError; what was typed is the form's to keep */
	run(name: Command, said: object, make: Make): Promise<boolean> {
		// What is pressed while another is on its way, as a key that is replaced, is done after it and never dropped.
		const done = this.#last.then(() => this.#one(name, said, make));
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #one(name: Command, said: object, make: Make): Promise<boolean> {
		this.#busy = name;
		try {
			const sent = await this.#send(name, JSON.stringify(said), make);
			if (sent) await this.#read().catch(() => undefined);
			return sent;
		} finally {
			this.#busy = null;
		}
	}

	async #send(name: Command, said: string, make: Make): Promise<boolean> {
		const earlier = this.#sent[name];
		if (earlier && earlier.said !== said) await this.#settle(name, earlier);
		for (let tried = 1; ; tried++) {
			const sent = this.#sent[name] ?? (await this.#made(said, make));
			if (!sent) return false;
			this.#sent[name] = sent;
			try {
				// Each verb is given what was made for it; TypeScript cannot follow the name.
				await (this.#door[name] as (args: object) => Promise<unknown>)(sent.args);
				delete this.#sent[name];
				return true;
			} catch (problem) {
				if (isRefusal(problem)) delete this.#sent[name];
				if (!isStale(problem)) throw problem;
				const there = await this.#read();
				if (!there || !retried.has(name) || tried === TRIES) throw problem;
			}
		}
	}

	async #made(said: string, make: Make): Promise<Sent | null> {
		const args = await make();
		return args && { said, args: { ...args, key: crypto.randomUUID() } };
	}

	/** An earlier text may have arrived although its answer was lost: then nothing is sent on top of it unseen. */
	async #settle(name: Command, { args }: Sent) {
		const { items = [], notes = [] } = (await this.#read()) ?? {};
		delete this.#sent[name];
		if ([...items, ...notes].some(({ sealed }) => sealed === args.sealed))
			throw new TipError('arrived');
	}
}
