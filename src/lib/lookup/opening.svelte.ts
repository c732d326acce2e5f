import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Derived } from './derive.ts';
import type { Found, Opened, OpenedTip, Say } from './lookup.ts';
import type { Doors } from './opening-doors.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';

type Item = Opened['timeline'][number];

/**
 * One case, opened by its code. It lives in this page alone: nothing of it is stored. Whoever leaves it begins with another
 * one, so that what was asked before is answered to nobody and holds up no other code.
 */
export class Opening {
	#doors: Doors;
	#lookup = $state.raw<string | null>(null);
	#case = $state.raw<Opened | null>(null);
	#tip = $state.raw<OpeningTip | null>(null);
	#derived: Derived | null = null;
	#left = false;
	#earlier = $state.raw<Item[]>([]);
	#older = $state.raw<number | null>(null);
	#reading = $state(false);
	#trouble = $state.raw<Problem | null>(null);
	#saying: Command<{ version: number; words: Say }, Found>;

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#saying = new Command(({ key, version, words }) =>
			doors.say(this.#lookup ?? '', key, version, words)
		);
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
		await this.#read(async () => {
			const derived = await this.#doors.derive(code);
			try {
				await this.#opened(derived, await this.#doors.open(derived.lookup, null));
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

	async #opened(derived: Derived, found: Found) {
		if (isTip(found)) {
			const tip = await this.#doors.tip(derived, found);
			if (this.#left) return tip.forget();
			this.#tip = tip;
			this.#derived = derived;
		} else {
			this.#lookup = derived.lookup;
			this.#show(found);
		}
	}

	/** Reads the case again. What went wrong is in `trouble`; what was known stays. */
	async refresh() {
		const lookup = this.#lookup;
		if (!lookup) return;
		await this.#quietly(async () => this.#show(await this.#doors.open(lookup, null)));
	}

	async older() {
		const lookup = this.#lookup;
		if (!lookup || this.#older === null) return;
		await this.#quietly(async () => {
			const page = await this.#doors.open(lookup, this.#older);
			if (isTip(page)) throw otherKind();
			this.#earlier = [...this.#earlier, ...page.timeline];
			this.#older = page.older;
		});
	}

	/** Says it once, whatever the line does. Where the case has moved on it is read again, and `trouble` says so. */
	async say(words: Say) {
		if (!this.#case) return;
		try {
			this.#show((await this.#saying.run({ version: this.#case.version, words })).answer);
		} catch (problem) {
			if (problem instanceof Problem && problem.code === 'stale') {
				await this.refresh();
				this.#trouble ??= problem;
			}
			throw problem;
		}
	}

	/** For good. */
	forget() {
		this.#left = true;
		this.#tip?.forget();
		if (this.#derived) this.#doors.wipe(this.#derived);
		this.#tip = null;
		this.#derived = null;
		this.#lookup = null;
		this.#case = null;
		this.#earlier = [];
		this.#older = null;
		this.#trouble = null;
		this.#saying.forget();
	}

	#show(found: Found) {
		if (isTip(found)) throw otherKind();
		if (this.#left) return;
		this.#case = found;
		this.#earlier = [];
		this.#older = found.older;
		this.#trouble = null;
	}

	async #quietly(work: () => Promise<void>) {
		try {
			await this.#read(work);
		} catch (problem) {
			if (!(problem instanceof Problem)) throw problem;
			this.#trouble = problem;
		}
	}

	async #read(work: () => Promise<void>) {
		if (this.#reading) return;
		this.#reading = true;
		try {
			await work();
		} finally {
			this.#reading = false;
		}
	}
}

const isTip = (found: Found): found is OpenedTip => 'items' in found;
/** A code opens one case, always of the same kind. */
const otherKind = () => new Problem({ code: 'bad_answer', status: 502 });
