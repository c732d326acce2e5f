/** The list of posts that a page shows: as the build knew it, then as it is, a page at a time. */
import { addressOf, everything } from './address.ts';
import { FIRST } from './first.ts';
import type { Line } from './lines.ts';
import type { Cursor, Filter } from './public-news.ts';

export type Lines = { lines: readonly Line[]; next: Cursor | null };
type Asked = { filter: Filter; before: Cursor | null; size: number };
type Read = (asked: Asked, signal: AbortSignal) => Promise<Lines>;

/** Doors and their contract come after the page stands: it reads well without them. */
const live: Read = async (...asked) => (await import('./live.ts')).liveLines(...asked);

const MORE = 24;

export class Posts {
	#read: Read;
	#filter = $state.raw<Filter>(everything);
	#lines = $state.raw<readonly Line[]>([]);
	#next = $state.raw<Cursor | null>(null);
	#known = $state(false);
	#doing = $state<'opening' | 'more' | null>(null);
	#failed = $state.raw<unknown>(null);
	#asking = new AbortController();

	constructor(built: Lines | null, read: Read = live, filter: Filter = everything) {
		this.#read = read;
		this.#filter = filter;
		if (built) this.#show(built);
	}

	get filter() {
		return this.#filter;
	}
	/** Chosen among all. */
	get filtered() {
		return addressOf(this.#filter) !== '';
	}
	get lines() {
		return this.#lines;
	}
	/** There are older ones. */
	get more() {
		return this.#next !== null;
	}
	get doing() {
		return this.#doing;
	}
	/** What is shown answers what was asked for. */
	get known() {
		return this.#known;
	}
	/** Why the last question had no answer, where what is shown is not the answer to it. */
	get failed() {
		return this.#failed;
	}

	/** Asks for the newest of these. What the build knew stays where nobody answers. */
	async open(filter: Filter): Promise<void> {
		if (addressOf(filter) !== addressOf(this.#filter)) this.#known = false;
		this.#filter = filter;
		const stands = this.#known;
		await this.#ask('opening', { filter, before: null, size: FIRST }, (page) => this.#show(page));
		if (stands) this.#failed = null;
	}

	/** Older ones. A second press while they come does nothing. */
	async goOn(): Promise<void> {
		if (this.#doing || !this.#next) return;
		const asked = { filter: this.#filter, before: this.#next, size: MORE };
		await this.#ask('more', asked, ({ lines, next }) =>
			this.#show({ lines: [...this.#lines, ...lines], next })
		);
	}

	/** The newest question wins. */
	async #ask(doing: 'opening' | 'more', asked: Asked, take: (page: Lines) => void) {
		this.#asking.abort();
		const { signal } = (this.#asking = new AbortController());
		this.#doing = doing;
		this.#failed = null;
		try {
			const page = await this.#read(asked, signal);
			if (!signal.aborted) take(page);
		} catch (problem) {
			if (!signal.aborted) this.#failed = problem;
		} finally {
			if (!signal.aborted) this.#doing = null;
		}
	}

	#show({ lines, next }: Lines) {
		this.#lines = lines;
		this.#next = next;
		this.#known = true;
	}
}
