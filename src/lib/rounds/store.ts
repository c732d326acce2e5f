/** The one database of the officers on the road. Whatever it answers is on the disk. */
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { Problem } from '#lib/platform/problem.ts';
import type { RecordKind, RecordRow, Rows, VaultRow } from './vault-rows.ts';

export const NAME = 'gandan-field';
const stores = ['vaults', 'records'] as const;
type Both = typeof stores;
export type Reads = IDBPTransaction<Rows, [...Both], 'readonly' | 'readwrite'>;
export type Writes = IDBPTransaction<Rows, [...Both], 'readwrite'>;

export class Store {
	#opened: Promise<IDBPDatabase<Rows>> | undefined;

	#open(): Promise<IDBPDatabase<Rows>> {
		const forget = () => (this.#opened = undefined);
		this.#opened ??= openDB<Rows>(NAME, 1, {
			upgrade(db) {
				db.createObjectStore('vaults', { keyPath: 'officer' });
				db.createObjectStore('records', { keyPath: ['officer', 'kind', 'seq'] });
			},
			// A newer app in another tab wants to bring the database up to date: it is not kept waiting.
			blocking: (_older, _newer, event) => {
				(event.target as IDBDatabase).close();
				forget();
			},
			// Phones end the connection of a page that slept; the next question opens another.
			terminated: forget
		}).catch((error: unknown) => {
			forget();
			throw storageProblem(error);
		});
		return this.#opened;
	}

	read<Answer>(work: (tx: Reads) => Promise<Answer>): Promise<Answer> {
		return this.#again(async (db) => {
			const tx = db.transaction([...stores], 'readonly');
			return work(tx as Reads);
		});
	}

	/**
	 * All of `work` or nothing of it. Resolves when the disk has it (`durability: 'strict'`), not when the browser has heard
	 * of it: "Đã ghi trên máy" is said after this.
	 * @throws Problem `storage_full`, `storage_failed`, or what `work` throws
	 */
	write<Answer>(work: (tx: Writes) => Promise<Answer>): Promise<Answer> {
		return this.#again(async (db) => {
			const tx = db.transaction([...stores], 'readwrite', { durability: 'strict' }) as Writes;
			// Said below; without a listener the browser would call it unheard.
			tx.done.catch(() => undefined);
			try {
				const answer = await work(tx);
				await tx.done;
				return answer;
			} catch (error) {
				const why = tx.error ?? error;
				abort(tx);
				throw why;
			}
		});
	}

	/** A connection that had ended is opened anew, once. */
	async #again<Answer>(work: (db: IDBPDatabase<Rows>) => Promise<Answer>): Promise<Answer> {
		try {
			return await work(await this.#open()).catch(async (error: unknown) => {
				if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
				this.#opened = undefined;
				return work(await this.#open());
			});
		} catch (error) {
			throw storageProblem(error);
		}
	}

	async close(): Promise<void> {
		const db = await this.#opened?.catch(() => undefined);
		this.#opened = undefined;
		db?.close();
	}
}

function abort(tx: Writes) {
	try {
		tx.abort();
	} catch {
		// It is over already, which is what was wanted.
	}
}

/** What browsers throw, as a code: the disk is full, or it failed. Problems pass. */
function storageProblem(error: unknown): unknown {
	if (!(error instanceof DOMException)) return error;
	const code = error.name === 'QuotaExceededError' ? 'storage_full' : 'storage_failed';
	return new Problem({ code, status: 507 });
}

/** All records of an officer, or those of one kind, in their order. */
export const ofOfficer = (officer: string, kind?: RecordKind): IDBKeyRange =>
	kind
		? IDBKeyRange.bound([officer, kind], [officer, kind, []])
		: IDBKeyRange.bound([officer], [officer, []]);

export const entriesIn = (tx: Reads, officer: string): Promise<RecordRow[]> =>
	tx.objectStore('records').getAll(ofOfficer(officer, 'entry'));

export const countIn = (tx: Reads, officer: string): Promise<number> =>
	tx.objectStore('records').count(ofOfficer(officer, 'entry'));

/**
 * The vault that a page has open, as it is now.
 * @throws Problem `vault_gone` when another tab has done away with it
 */
export async function vaultIn(
	tx: Reads,
	{ officer, id }: Pick<VaultRow, 'officer' | 'id'>
): Promise<VaultRow> {
	const row = await tx.objectStore('vaults').get(officer);
	if (row?.id !== id) throw new Problem({ code: 'vault_gone', status: 410 });
	return row;
}
