import type { Header, Holder } from '#lib/sealed/cipher.ts';
import { fromBase64 } from '#lib/sealed/index.ts';
import { loadCipher, type Cipher } from './officer-reading.ts';
import type { SealedHeader } from './officer-tips.ts';

export type Brief = Header & { case: string };
/** By the id of the case. */
export type Briefs = Readonly<Record<string, Brief>>;
type Read = (ids: string[]) => Promise<SealedHeader[]>;

/** Milliseconds of work before typing and scrolling get their turn. Nobody feels fifty, and after each the whole list is drawn anew. */
const SLICE = 40;

/**
 * The headers of the tips in view, opened with the officer's keys: what the list says of them and what similar tips are
 * found by. In memory alone; the server learns nothing of it.
 */
export class TipHeaders {
	#read: Read;
	#cipher: () => Promise<Cipher>;
	#holder: Holder | null = null;
	#briefs = $state.raw<Briefs>({});
	/** Which keys were here when a question was asked: an answer that comes after `wipe` is dropped. */
	#round = 0;
	#asked: readonly string[] = [];

	constructor(read: Read, cipher: () => Promise<Cipher> = loadCipher) {
		this.#read = read;
		this.#cipher = cipher;
	}

	get briefs(): Briefs {
		return this.#briefs;
	}

	/** Opens what is new among the tips in view. Never throws: a row that could not be opened stays as it was. */
	async show(ids: readonly string[], holder: Holder | null): Promise<void> {
		if (holder !== this.#holder) this.wipe();
		this.#holder = holder;
		const fresh = ids.filter((id) => !this.#asked.includes(id));
		if (!holder || fresh.length === 0) return;
		const round = this.#round;
		this.#asked = [...this.#asked, ...fresh];
		try {
			const [cipher, found] = await Promise.all([this.#cipher(), this.#read(fresh)]);
			await this.#open(found, cipher, holder, round);
		} catch {
			// The list goes on without the words; they are asked for again with the next refresh.
			if (round === this.#round) this.#asked = this.#asked.filter((id) => !fresh.includes(id));
		}
	}

	wipe() {
		this.#round++;
		this.#holder = null;
		this.#briefs = {};
		this.#asked = [];
	}

	async #open(found: readonly SealedHeader[], cipher: Cipher, holder: Holder, round: number) {
		let since = performance.now();
		let opened: Record<string, Brief> = {};
		for (const sealed of found) {
			const brief = await briefOf(sealed, cipher, holder);
			if (round !== this.#round) return;
			if (brief) opened[brief.case] = brief;
			if (performance.now() - since < SLICE) continue;
			this.#briefs = { ...this.#briefs, ...opened };
			opened = {};
			await turn();
			since = performance.now();
		}
		if (round === this.#round) this.#briefs = { ...this.#briefs, ...opened };
	}
}

/** Lets whatever waits have its turn. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Null for a header that does not open, or is another tip's: the row then says no more than before. */
async function briefOf(
	{ case: id, tip, secret, item }: SealedHeader,
	cipher: Cipher,
	holder: Holder
): Promise<Brief | null> {
	const given = { tip, secret: fromBase64(secret.sealed), item: fromBase64(item.sealed) };
	try {
		return { ...(await cipher.openHeader(given, holder.identity)), case: id };
	} catch {
		return null;
	}
}
