import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Derived } from './derive.ts';
import type { Found, Opened, OpenedTip, Say } from './lookup.ts';
import type { Doors } from './opening-doors.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';

type Item = Opened['timeline'][number];

/** One case, opened by its code. It lives in this page alone: nothing of it is stored. */
export class Opening {
	#doors: Doors;
	#lookup = $state.raw<string | null>(null);
	#case = $state.raw<Opened | null>(null);
	#tip = $state.raw<OpeningTip | null>(null);
	#derived: Derived | null = null;
	#earlier = $state.raw<Item[]>([]);
	#older = $state.raw<number | null>(null);
	#reading = $state(false);
	#trouble = $state.raw<Problem | null>(null);
	/** From one `forget` to the next: what was asked before is answered to nobody, and holds up no other code. */
	#saying = this.#newSaying();

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	get case(): Opened | null {
		return this.#case;
	}

	/** The tip that the code opened; then there is no `case`. */
	get tip(): OpeningTip | null {
		return this.#tip;
	}

	/** What proves to the door whose case it is; never the code itself. */
	get lookup(): string | null {
		return this.#lookup;
	}

	/** Newest first, with what was fetched of the older ones. */
	get timeline(): Item[] {
		return [...(this.#case?.timeline ?? []), ...this.#earlier];
	}

	get hasOlder(): boolean {
		return this.#older !== null;
	}

	get reading(): boolean {
		return this.#reading;
	}

	get busy(): boolean {
		return this.#reading || this.#saying.busy;
	}

	/** Why what stands on the page may not be the newest; null once it is. */
	get trouble(): Problem | null {
		return this.#trouble;
	}

	/** Begins what takes time, while the person types. */
	prepare() {
		this.#doors.prepare();
	}

	/** Opens by a code that `parseCode` has read. Problem `code_not_found`, or one of the line. */
	async open(code: string) {
		await this.#read(async (left) => {
			const derived = await this.#doors.derive(code);
			try {
				const found = await this.#doors.open(derived.lookup, null);
				if (left()) return;
				if (isTip(found)) {
					const tip = await this.#doors.tip(derived, found);
					if (left()) return tip.forget();
					this.#tip = tip;
					this.#derived = derived;
				} else {
					this.#lookup = derived.lookup;
					this.#show(found);
				}
			} finally {
				// The keys of a tip are kept while it is open.
				if (this.#derived !== derived) {
					this.#doors.wipe(derived);
					this.#doors.alike();
				}
			}
		});
		// The page shows how far it has come.
		await this.#tip?.read();
	}

	/** Reads the case again. What went wrong is in `trouble`; what was known stays. */
	async refresh() {
		const lookup = this.#lookup;
		if (!lookup) return;
		await this.#quietly(async (left) => {
			const found = await this.#doors.open(lookup, null);
			if (!left()) this.#show(found);
		});
	}

	async older() {
		const lookup = this.#lookup;
		if (!lookup || this.#older === null) return;
		await this.#quietly(async (left) => {
			const page = await this.#doors.open(lookup, this.#older);
			if (left()) return;
			if (isTip(page)) throw otherKind();
			this.#earlier = [...this.#earlier, ...page.timeline];
			this.#older = page.older;
		});
	}

	/** Says it once, whatever the line does. Where the case has moved on it is read again, and `trouble` says so. */
	async say(words: Say) {
		if (!this.#case) return;
		const left = this.#leaving();
		try {
			const { answer } = await this.#saying.run({ version: this.#case.version, words });
			if (!left()) this.#show(answer);
		} catch (problem) {
			if (!left() && problem instanceof Problem && problem.code === 'stale') {
				await this.refresh();
				this.#trouble ??= problem;
			}
			throw problem;
		}
	}

	forget() {
		this.#tip?.forget();
		if (this.#derived) this.#doors.wipe(this.#derived);
		this.#tip = null;
		this.#derived = null;
		this.#lookup = null;
		this.#case = null;
		this.#earlier = [];
		this.#older = null;
		this.#trouble = null;
		this.#reading = false;
		this.#saying = this.#newSaying();
	}

	#newSaying() {
		return new Command<{ version: number; words: Say }, Found>(({ key, version, words }) =>
			this.#doors.say(this.#lookup!, key, version, words)
		);
	}

	/** Tells whether the person has left, from now on: what says things is another then. */
	#leaving(): () => boolean {
		const mine = this.#saying;
		return () => mine !== this.#saying;
	}

	#show(found: Found) {
		if (isTip(found)) throw otherKind();
		this.#case = found;
		this.#earlier = [];
		this.#older = found.older;
		this.#trouble = null;
	}

	async #quietly(work: (left: () => boolean) => Promise<void>) {
		const left = this.#leaving();
		try {
			await this.#read(work);
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			if (!left()) this.#trouble = problem;
		}
	}

	async #read(work: (left: () => boolean) => Promise<void>) {
		if (this.#reading) return;
		const left = this.#leaving();
		this.#reading = true;
		try {
			await work(left);
		} finally {
			if (!left()) this.#reading = false;
		}
	}
}

const isTip = (found: Found): found is OpenedTip => 'items' in found;
/** A code opens one case, always of the same kind. */
const otherKind = () => new Problem({ code: 'bad_answer', status: 502 });
