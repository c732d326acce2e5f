import { account, entryKind, purpose } from '#contracts/fund-ledger.ts';
import { readEntries, type Entry, type EntryFilter } from './ledger-fund.ts';

const SIZE = 50;
/** The most that the door answers at once. */
const MOST = 200;
type Read = (
	filter: EntryFilter,
	after: number | null,
	size: number
) => Promise<{ entries: Entry[] }>;

/** What stays above the answer, the place below which it begins, and how many are wanted. */
type Question = { above: readonly Entry[]; after: number | null; size: number };

/** The filter that an address holds; what is none of a list is left out, so that an old address still opens. */
export function entryFilterOf(search: URLSearchParams): EntryFilter {
	const said = (name: string) => search.get(name) ?? '';
	const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(said('month')) ? `${said('month')}-01` : undefined;
	const [kind, why, where] = [
		entryKind.safeParse(said('kind')),
		purpose.safeParse(said('purpose')),
		account.safeParse(said('account'))
	];
	return {
		...(month && { month }),
		...(kind.success && { kind: kind.data }),
		...(why.success && { purpose: why.data }),
		...(where.success && { account: where.data })
	};
}

/** The ledger piece after piece, newest first; a newer question leaves the answers of an older one unread. */
export class Entries {
	readonly #read: Read;
	#filter: EntryFilter = {};
	#rows = $state.raw<readonly Entry[] | null>(null);
	#more = $state(false);
	#busy = $state(false);
	#failed = $state.raw<unknown>(null);
	#asked = 0;
	#question: Question | null = null;

	constructor(read: Read = readEntries) {
		this.#read = read;
	}

	/** Null until the first answer. */
	get rows() {
		return this.#rows;
	}
	/** Whether older ones may be there. */
	get more() {
		return this.#more;
	}
	get busy() {
		return this.#busy;
	}
	get failed() {
		return this.#failed;
	}

	/** From the newest on. */
	async ask(filter: EntryFilter): Promise<void> {
		this.#filter = filter;
		await this.#load({ above: [], after: null, size: SIZE });
	}
	/** The same again, as many as are shown: somebody comes back to the list, and others have posted meanwhile. */
	async refresh(): Promise<void> {
		if (!this.#rows) return;
		const size = Math.min(MOST, Math.max(SIZE, this.#rows.length));
		await this.#load({ above: [], after: null, size });
	}
	/** The next older ones, under those that are shown. */
	async next(): Promise<void> {
		if (this.#busy || !this.#more || !this.#rows) return;
		await this.#load({ above: this.#rows, after: this.#rows.at(-1)!.seq, size: SIZE });
	}
	/** The last question once more, after it had no answer. */
	async again(): Promise<void> {
		if (this.#question) await this.#load(this.#question);
	}

	async #load(question: Question): Promise<void> {
		const { above, after, size } = question;
		this.#question = question;
		const mine = ++this.#asked;
		this.#busy = true;
		this.#failed = null;
		try {
			const { entries } = await this.#read(this.#filter, after, size);
			if (mine !== this.#asked) return;
			this.#rows = [...above, ...entries];
			this.#more = entries.length === size;
		} catch (problem) {
			if (mine === this.#asked) this.#failed = problem;
		} finally {
			if (mine === this.#asked) this.#busy = false;
		}
	}
}
