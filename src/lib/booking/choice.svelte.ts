import { offers as offersShape } from '#contracts/booking.ts';
import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import type { Hold, Offers } from './booking.ts';
import { endsByOurs } from './held.ts';

export type ChoiceDoors = {
	/** Fetches what is free now; costs a proof of work. `hold` counts as free. */
	offers: (hold: string | null) => Promise<Offers>;
	hold: (key: string, token: string, instead: string | null) => Promise<Hold>;
	extend: (key: string, hold: string) => Promise<Hold>;
	release: (key: string, hold: string) => Promise<unknown>;
	/** The server's time, in milliseconds: the device's may be wrong by a day. */
	now: () => number;
};

/** The windows that a refusal brought along: what is left after somebody else was quicker. */
export const leftIn = (problem: unknown): Offers | null =>
	isRefusal(problem) ? (offersShape.safeParse(problem.detail?.left).data ?? null) : null;

const windowOf = (offers: Offers | null, token: string) => {
	for (const { day, windows } of offers?.days ?? []) {
		const found = windows.find((window) => window.token === token);
		if (found) return { day, from: found.from, to: found.to };
	}
	return null;
};

/** The windows offered, the one marked, and the minutes for which it is kept. */
export class Choice {
	#doors: ChoiceDoors;
	#offers = $state.raw<Offers | null>(null);
	#asked = '';
	#loading = $state(false);
	#hold = $state.raw<Hold | null>(null);
	#heldToken = '';
	/** What the person marked and has not sent yet. */
	token = $state('');
	#holding: Command<{ token: string; instead: string | null }, Hold>;
	#extending: Command<{ hold: string }, Hold>;

	constructor(doors: ChoiceDoors) {
		this.#doors = doors;
		this.#holding = new Command((args) => doors.hold(args.key, args.token, args.instead));
		this.#extending = new Command((args) => doors.extend(args.key, args.hold));
	}

	get offers(): Offers | null {
		return this.#offers;
	}

	get hold(): Hold | null {
		return this.#hold;
	}

	get loading(): boolean {
		return this.#loading;
	}

	get busy(): boolean {
		return this.#holding.busy || this.#extending.busy;
	}

	/** Whole minutes for which the window is still kept; 0 once it has lapsed, null where nothing is held. */
	minutesLeft(now = this.#doors.now()): number | null {
		if (!this.#hold) return null;
		return Math.max(0, Math.ceil((Date.parse(this.#hold.held_until) - now) / 60_000));
	}

	/** Loads what is free for `asked` (place and needs, as text). The mark stays where its window is still free. */
	async load(asked: string, again = false) {
		if (this.#loading || (!again && this.#offers && this.#asked === asked)) return;
		this.#loading = true;
		try {
			const marked = windowOf(this.#offers, this.token) ?? this.#hold?.window;
			this.#offers = await this.#doors.offers(this.#hold?.hold ?? null);
			this.#asked = asked;
			this.token = this.#tokenOf(marked);
		} finally {
			this.#loading = false;
		}
	}

	/** Keeps the marked window. Where it was taken meanwhile this throws, and the list is the fresh one. */
	async keep(): Promise<Hold> {
		if (this.#hold && this.#heldToken === this.token && this.minutesLeft()) return this.#hold;
		try {
			return await this.#keepOnce();
		} catch (problem) {
			// A list that lay open too long: the same window is asked for under a fresh token.
			const old = isRefusal(problem) && ['offer_expired', 'bad_token'].includes(problem.code);
			if (old) {
				await this.load(this.#asked, true);
				if (this.token) return this.#keepOnce();
			}
			this.takeLeft(problem);
			throw problem;
		}
	}

	/** One tap, once. */
	async extend() {
		if (!this.#hold) return;
		try {
			const { hold } = this.#hold;
			this.#hold = await this.#reckoned(async () => (await this.#extending.run({ hold })).answer);
		} catch (problem) {
			if (isRefusal(problem)) this.#hold = { ...this.#hold, extendable: false };
			throw problem;
		}
	}

	/** After a refusal that brought the windows left: they replace the list, and nothing is held. */
	takeLeft(problem: unknown): boolean {
		const left = leftIn(problem);
		if (!left) return false;
		this.drop();
		this.#offers = left;
		return true;
	}

	/** Gives the place back. The line may be down: then the server lets it go by itself. */
	async release() {
		const held = this.#hold;
		this.drop();
		if (held) await this.#doors.release(crypto.randomUUID(), held.hold).catch(() => {});
	}

	drop() {
		this.#hold = null;
		this.#heldToken = '';
		this.#offers = null;
		this.token = '';
	}

	restore(hold: Hold | null) {
		this.#hold = hold;
	}

	async #keepOnce(): Promise<Hold> {
		const asked = { token: this.token, instead: this.#hold?.hold ?? null };
		return (this.#hold = await this.#reckoned(async () => {
			const { answer, request } = await this.#holding.run(asked);
			this.#heldToken = request.token;
			return answer;
		}));
	}

	async #reckoned(ask: () => Promise<Hold>): Promise<Hold> {
		const began = performance.now();
		const hold = await ask();
		return endsByOurs(hold, this.#doors.now() - (performance.now() - began));
	}

	#tokenOf(marked: { day: string; from: number; to: number } | null | undefined): string {
		const day = this.#offers?.days.find((one) => one.day === marked?.day);
		return (
			day?.windows.find(({ from, to }) => from === marked?.from && to === marked.to)?.token ?? ''
		);
	}
}
