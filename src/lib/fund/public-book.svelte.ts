/** The public ledger that a page shows: as the build knew it, then as it is; its rows a page at a time. */
import type { Ledger, RowFilter } from './public-fund.ts';
import type { Above, Line } from './public-lines.ts';

/** What a build knows: the words that are shown at once. Sums, heads and what a check needs are asked for where somebody wants them. */
export type Built = { above: Above; lines: readonly Line[] };

type Doors = {
	ledger: (unit: string, signal: AbortSignal) => Promise<{ ledger: Ledger; above: Above }>;
	lines: (
		page: { unit: string; filter: RowFilter; after: number | null; size: number },
		signal: AbortSignal
	) => Promise<Line[]>;
};
/** Doors and their contract come after the page stands: it reads well without them. */
const doors: Doors = {
	ledger: async (...asked) => (await import('./public-live.ts')).liveLedger(...asked),
	lines: async (...asked) => (await import('./public-live.ts')).liveLines(...asked)
};

/** The first page is the one that a build brings; who wants more wants many. */
export const FIRST = 8;
const MORE = 50;

export class PublicBook {
	#doors: Doors;
	#unit = $state('');
	#filter = $state.raw<RowFilter>({});
	#live = $state.raw<Ledger | null>(null);
	#above = $state.raw<Above | null>(null);
	#lines = $state.raw<readonly Line[]>([]);
	#last = $state(false);
	#doing = $state<'opening' | 'finding' | 'more' | null>(null);
	#failed = $state.raw<unknown>(null);
	#none = $state(false);
	#asking = new AbortController();
	#going: Promise<void> = Promise.resolve();
	#demanded: Promise<void> | null = null;

	constructor(unit: string, built: Built | null, given: Partial<Doors> = {}) {
		this.#doors = { ...doors, ...given };
		this.#unit = unit;
		if (built) this.#show(built.above, built.lines, FIRST);
	}

	get unit() {
		return this.#unit;
	}
	get filter() {
		return this.#filter;
	}
	/** Rows are chosen among all. */
	get filtered() {
		return Object.keys(this.#filter).length > 0;
	}
	/** What stands above the rows, in words; null until something is known. */
	get above() {
		return this.#above;
	}
	/** The ledger as the server told it now; null where the page stands as it was built. */
	get live(): Ledger | null {
		return this.#live;
	}
	get lines() {
		return this.#lines;
	}
	/** There are no older rows. */
	get last() {
		return this.#last;
	}
	get doing() {
		return this.#doing;
	}
	/** Why the last question had no answer; what was shown stays. */
	get failed() {
		return this.#failed;
	}
	/** This unit keeps no ledger. */
	get none() {
		return this.#none;
	}

	/** Asks for a unit's ledger and the rows that are chosen of it. Never throws. */
	async open(unit = this.#unit, filter: RowFilter = this.#filter): Promise<void> {
		if (unit !== this.#unit) {
			this.#live = this.#above = null;
			this.#lines = [];
			this.#none = false;
		}
		this.#unit = unit;
		this.#filter = filter;
		await this.#ask('opening', async (signal) => {
			const page = { unit, filter, after: null, size: FIRST };
			const [{ ledger, above }, lines] = await Promise.all([
				this.#doors.ledger(unit, signal),
				this.#doors.lines(page, signal)
			]);
			return () => {
				this.#live = ledger;
				this.#show(above, lines, FIRST);
			};
		});
	}

	/** Chooses among the rows. */
	async find(filter: RowFilter): Promise<void> {
		this.#filter = filter;
		await this.#ask('finding', async (signal) => {
			const page = { unit: this.#unit, filter, after: null, size: FIRST };
			const lines = await this.#doors.lines(page, signal);
			return () => this.#take(lines, FIRST);
		});
	}

	/** Older rows. A second press while they come does nothing. */
	async more(): Promise<void> {
		if (this.#doing || this.#last) return;
		const after = this.#lines.at(-1)?.seq ?? null;
		await this.#ask('more', async (signal) => {
			const page = { unit: this.#unit, filter: this.#filter, after, size: MORE };
			const lines = await this.#doors.lines(page, signal);
			return () => this.#take([...this.#lines, ...lines], MORE, lines.length);
		});
	}

	/**
	 * The ledger as the server tells it, for what wants today's: asked for where it was not yet, by however many at once. Rows that were
	 * read stay, unless more was published since. Null where no answer came.
	 */
	async demand(): Promise<Ledger | null> {
		if (this.#doing === 'opening') await this.#going;
		if (!this.#live) {
			this.#demanded ??= this.#readAbove().finally(() => (this.#demanded = null));
			await this.#demanded;
		}
		return this.#live;
	}

	async #readAbove(): Promise<void> {
		const unit = this.#unit;
		this.#failed = null;
		try {
			const { ledger, above } = await this.#doors.ledger(unit, new AbortController().signal);
			if (unit !== this.#unit) return;
			if (!this.filtered && ledger.rows !== (this.#lines[0]?.seq ?? 0)) return await this.open();
			[this.#live, this.#above] = [ledger, above];
		} catch (problem) {
			if (unit === this.#unit) this.#failed = problem;
		}
	}

	/** The newest question wins. */
	#ask(
		doing: 'opening' | 'finding' | 'more',
		work: (signal: AbortSignal) => Promise<() => void>
	): Promise<void> {
		return (this.#going = this.#answer(doing, work));
	}

	async #answer(
		doing: 'opening' | 'finding' | 'more',
		work: (signal: AbortSignal) => Promise<() => void>
	) {
		this.#asking.abort();
		const { signal } = (this.#asking = new AbortController());
		this.#doing = doing;
		this.#failed = null;
		try {
			const show = await work(signal);
			if (!signal.aborted) show();
		} catch (problem) {
			if (signal.aborted) return;
			// Read without its class, which comes with the doors.
			this.#none = (problem as { code?: unknown } | null)?.code === 'not_found';
			if (!this.#none) this.#failed = problem;
		} finally {
			if (!signal.aborted) this.#doing = null;
		}
	}

	#show(above: Above, lines: readonly Line[], size: number) {
		this.#above = above;
		this.#none = false;
		this.#take(lines, size);
	}

	#take(lines: readonly Line[], size: number, came = lines.length) {
		this.#lines = lines;
		this.#last = came < size || lines.at(-1)?.seq === 1;
	}
}
