import { Problem } from '#lib/platform/problem.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import {
	readHandover,
	signHandover,
	standAlone,
	takeOver,
	writeLine,
	type Handover,
	type Line,
	type Mark,
	type WhyAlone
} from './handover-queue.ts';

export type HandoverVerbs = {
	read: typeof readHandover;
	write: typeof writeLine;
	sign: typeof signHandover;
	alone: typeof standAlone;
	take: typeof takeOver;
};
const doors: HandoverVerbs = {
	read: readHandover,
	write: writeLine,
	sign: signHandover,
	alone: standAlone,
	take: takeOver
};

/** One group of the list: each case stands in the first that its marks name. */
export type Group = { is: Mark | 'other'; lines: Line[] };
const order: readonly Mark[] = ['late', 'unread', 'to_call', 'waiting'];

/** The list as it is read: what is late first, then what nobody opened, is to call, waits; the rest last. */
export function groupsOf(lines: readonly Line[]): Group[] {
	const groupOf = (line: Line) => order.find((mark) => line.marks.includes(mark)) ?? 'other';
	return ([...order, 'other'] as const)
		.map((is) => ({ is, lines: lines.filter((line) => groupOf(line) === is) }))
		.filter((group) => group.lines.length > 0);
}

/** A hand-over on the screen: read anew while it is open, signed as it was seen. */
export class HandingOver {
	#verbs: HandoverVerbs;
	#change: string | null;
	#page = $state.raw<Handover | null | undefined>(undefined);
	#failed = $state.raw<unknown>(null);
	/** The list is another than it was when this officer looked at it. */
	#changed = $state(false);
	#asked = 0;
	/** Lines on their way: a signature waits for them. */
	#writing: Promise<unknown> = Promise.resolve();
	#lines = 0;
	#sign;
	#alone;
	#take;
	#write;

	constructor(change: string | null, verbs: HandoverVerbs = doors) {
		this.#change = change;
		this.#verbs = verbs;
		this.#sign = new Saving(verbs.sign);
		this.#alone = new Saving(verbs.alone);
		this.#take = new Saving(verbs.take);
		this.#write = verbs.write;
	}

	/** Undefined until the first answer; null where the officer has none. */
	get page() {
		return this.#page;
	}
	get failed() {
		return this.#failed;
	}
	get changed() {
		return this.#changed;
	}
	get busy() {
		return this.#sign.busy || this.#alone.busy || this.#take.busy;
	}

	/** Reads it again; what another did meanwhile is said by `changed`. */
	async load(): Promise<void> {
		const mine = ++this.#asked;
		try {
			const { handover } = await this.#verbs.read(this.#change);
			if (mine !== this.#asked) return;
			const before = this.#page;
			this.#changed ||= Boolean(before?.live && handover && before.digest !== handover.digest);
			this.#page = handover;
			// From now on it is this one, though another may be nearer in an hour.
			this.#change ??= handover?.change_at ?? null;
			this.#failed = null;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		}
	}

	/** The same, by the clock: not while something is on its way. */
	async refresh(): Promise<void> {
		if (this.#page?.live && !this.busy && this.#lines === 0) await this.load();
	}

	/** Says a line of a case. Throws what the line's own field then shows. */
	write(line: Line, body: string | null): Promise<void> {
		const whole = this.#say(line, body);
		this.#writing = Promise.allSettled([this.#writing, whole]);
		return whole;
	}

	async #say(line: Line, body: string | null) {
		const { change_at } = this.#page!;
		const was = line.line?.body ?? null;
		this.#lines++;
		try {
			const key = crypto.randomUUID();
			await this.#write({ key, change_at, id: line.row.id, was, body });
		} finally {
			this.#lines--;
		}
		await this.#own();
	}

	/** Signs what is on the screen; true when it was signed. */
	async sign(): Promise<boolean> {
		await this.#writing;
		const page = this.#page;
		if (!page?.digest || this.busy) return false;
		const { change_at, digest } = page;
		return this.#settle(this.#sign, { change_at, digest });
	}

	async alone(why: WhyAlone): Promise<boolean> {
		return this.#settle(this.#alone, { change_at: this.#page!.change_at, why });
	}

	/** The references of what was taken over; null when it was refused. */
	async take(): Promise<readonly string[] | null> {
		if (this.busy) return null;
		const done = await this.#take.save({ change_at: this.#page!.change_at });
		this.#failed = this.#take.failed;
		await this.#own();
		return done?.taken ?? null;
	}

	/** After one's own doing the list is not news. */
	async #own() {
		const changed = this.#changed;
		const failed = this.#failed;
		await this.load();
		this.#changed = changed;
		this.#failed ??= failed;
	}

	async #settle<Args extends { key: string }, Answer>(
		saving: Saving<Args, Answer>,
		request: Omit<Args, 'key'>
	): Promise<boolean> {
		if (this.busy) return false;
		const done = await saving.save(request);
		const problem = saving.failed;
		const stale = problem instanceof Problem && problem.code === 'stale';
		if (done !== null) this.#changed = false;
		await (stale ? this.load() : this.#own());
		this.#failed = stale ? null : problem;
		if (stale) this.#changed = true;
		return done !== null;
	}
}
