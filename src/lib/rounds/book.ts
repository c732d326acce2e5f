/** What waits to be sent, as it lies on the disk: every change under the lock of all tabs, and all of it or nothing. */
import { Problem } from '#lib/platform/problem.ts';
import {
	answered,
	discarded,
	edited,
	find,
	placed,
	type Answer,
	type Change,
	type Entry,
	type EntryProblem,
	type NewEntry,
	type Versions
} from './entry.ts';
import { entriesIn, vaultIn, type Reads } from './store.ts';
import { aheadBy } from './time-ahead.ts';
import { locked, opened } from './vault-key.ts';
import type { RecordRow, VaultRow } from './vault-rows.ts';
import type { Open, Vault } from './vault.ts';

type Written = Omit<Entry, 'seq' | 'officer'>;
type Laid = { rows: RecordRow[]; versions: RecordRow | undefined; vault: VaultRow };

export class Book {
	readonly #vault: Vault;
	readonly #open: Open;
	/** What was opened already, by the bytes it was opened from. */
	#known = new Map<number, { iv: string; entry: Entry | null }>();

	constructor(vault: Vault, open: Open) {
		this.#vault = vault;
		this.#open = open;
	}

	/** How many lie there that do not open. */
	get damaged(): number {
		return [...this.#known.values()].filter(({ entry }) => !entry).length;
	}

	/** In their order. */
	async entries(): Promise<Entry[]> {
		return this.#entriesOf(await this.#laid());
	}

	add(fresh: NewEntry): Promise<Entry> {
		return this.#change(async ({ entries, versions, vault }) => {
			const entry: Entry = {
				...fresh,
				...placed(entries, fresh, versions),
				// What the page holds may be a proxy, or change.
				args: JSON.parse(JSON.stringify(fresh.args)) as Entry['args'],
				seq: vault.nextSeq,
				key: crypto.randomUUID(),
				at: new Date(Date.now() + aheadBy(vault)).toISOString(),
				officer: this.#open.officer,
				state: 'waiting',
				problem: null,
				tried: false
			};
			return [{ put: [entry], remove: [] }, entry];
		});
	}

	edit(key: string, args: Entry['args'], version?: number | null): Promise<Entry> {
		return this.#change(async ({ entries }) => {
			const change = edited(entries, find(entries, key), JSON.parse(JSON.stringify(args)), version);
			return [change, change.put[0]!];
		});
	}

	discard(key: string): Promise<void> {
		return this.#change(async ({ entries }) => [discarded(entries, find(entries, key)), undefined]);
	}

	/** It goes out now: from here on it may have been done. Null when it was changed or taken away meanwhile. */
	async trying({ key }: Entry): Promise<Entry | null> {
		let tried: Entry | null = null;
		try {
			await this.#change(async ({ entries }) => {
				const entry = entries.find((one) => one.key === key);
				tried = !entry || entry.state === 'refused' ? null : { ...entry, tried: true };
				return [{ put: tried && !entry!.tried ? [tried] : [], remove: [] }, undefined];
			});
		} catch (error) {
			// A full disk is emptied by sending. What is said otherwise under the same key after a crash, the server refuses.
			if (!(error instanceof Problem) || error.code !== 'storage_full') throw error;
		}
		return tried;
	}

	answered({ key }: Entry, answer: Answer): Promise<void> {
		return this.#change(async ({ entries, versions }) => [
			answered(entries, find(entries, key), answer, versions),
			undefined
		]);
	}

	refused({ key }: Entry, problem: EntryProblem): Promise<void> {
		return this.#change(async ({ entries }) => {
			const entry = find(entries, key);
			return [{ put: [{ ...entry, state: 'refused' as const, problem }], remove: [] }, undefined];
		});
	}

	#laid(): Promise<Laid> {
		return this.#vault.store.read((tx) => this.#laidIn(tx));
	}

	async #laidIn(tx: Reads): Promise<Laid> {
		const { officer } = this.#open;
		const vault = await vaultIn(tx, this.#open);
		const versions = await tx.objectStore('records').get([officer, 'versions', 0]);
		return { vault, versions, rows: await entriesIn(tx, officer) };
	}

	async #entriesOf({ rows }: Laid): Promise<Entry[]> {
		const fresh = new Map<number, { iv: string; entry: Entry | null }>();
		for (const row of rows) {
			const iv = row.iv.join();
			const known = this.#known.get(row.seq);
			fresh.set(row.seq, known?.iv === iv ? known : { iv, entry: await this.#opened(row) });
		}
		this.#known = fresh;
		return [...fresh.values()].flatMap(({ entry }) => entry ?? []);
	}

	/** Null for one that was changed on the disk: it is kept and counted, and does not hold up the others. */
	async #opened(row: RecordRow): Promise<Entry | null> {
		const said = await opened<Written>(this.#open.key, row);
		return said && { ...said, seq: row.seq, officer: row.officer };
	}

	/** Reads, thinks, locks and writes, while no other tab does. Encrypting would end a transaction, so there are two. */
	#change<Told>(
		think: (now: {
			entries: Entry[];
			versions: Versions;
			vault: VaultRow;
		}) => Promise<[Change, Told]>
	): Promise<Told> {
		return this.#vault.inLine(async () => {
			const laid = await this.#laid();
			const entries = await this.#entriesOf(laid);
			const { key, officer } = this.#open;
			const known = laid.versions && (await opened<Versions>(key, laid.versions));
			const versions = known ?? {};
			const [{ put, remove, versions: newest }, told] = await think({
				entries,
				versions,
				vault: laid.vault
			});
			const rows = await Promise.all([
				...put.map(({ seq, officer: _officer, ...written }) =>
					locked(key, { officer, kind: 'entry', seq }, written)
				),
				...(newest ? [locked(key, { officer, kind: 'versions', seq: 0 }, newest)] : [])
			]);
			await this.#vault.store.write(async (tx) => {
				const vault = await vaultIn(tx, this.#open);
				const records = tx.objectStore('records');
				for (const { seq } of remove) await records.delete([officer, 'entry', seq]);
				for (const row of rows) await records.put(row);
				const nextSeq = Math.max(vault.nextSeq, ...put.map(({ seq }) => seq + 1));
				const offset = aheadBy(vault);
				if (nextSeq !== vault.nextSeq || offset !== vault.offset)
					await tx.objectStore('vaults').put({ ...vault, nextSeq, offset });
			});
			return told;
		});
	}
}
