/** One officer's vault on this device: made, opened, locked and done away with. What lies in it is `Book`'s and `Field`'s. */
import { Problem } from '#lib/platform/problem.ts';
import { inTurn } from './locks.ts';
import { waitAfter } from './pin.ts';
import { countTry, forgive } from './pin-tries.ts';
import { countIn, ofOfficer, vaultIn, type Store, type Writes } from './store.ts';
import {
	importDataKey,
	lockKey,
	newDeviceKey,
	pinSecret,
	randomBytes,
	ROUNDS,
	unlockKey,
	type Secret
} from './vault-key.ts';
import { FORMAT, type VaultRow } from './vault-rows.ts';

export type Officer = { id: string; name: string };
/** An open vault: writes go to this one and to no later one. */
export type Open = { officer: string; id: string; key: CryptoKey };
/** What a passkey of the device is known by, and what it gives. */
export type HeldPasskey = {
	credential: Uint8Array<ArrayBuffer>;
	salt: Uint8Array<ArrayBuffer>;
	secret: Secret;
};

export class Vault {
	readonly officer: Officer;
	readonly store: Store;
	readonly #rounds: number;

	/** `rounds`: less than the default in tests alone. */
	constructor(store: Store, officer: Officer, rounds = ROUNDS) {
		this.store = store;
		this.officer = officer;
		this.#rounds = rounds;
	}

	/** Writes of all tabs stand in one line. */
	inLine<Answer>(work: () => Promise<Answer>): Promise<Answer> {
		return inTurn(`gandan-field-write:${this.officer.id}`, work);
	}

	row(): Promise<VaultRow | null> {
		return this.store.read(
			async (tx) => (await tx.objectStore('vaults').get(this.officer.id)) ?? null
		);
	}

	unsent(): Promise<number> {
		return this.store.read((tx) => countIn(tx, this.officer.id));
	}

	/**
	 * A new vault under a PIN. The browser is asked, this once, not to clear it away when the disk gets full.
	 * @throws Problem `vault_there`, `storage_full`
	 */
	async make(pin: string, idleMinutes: number): Promise<Open> {
		const { id: officer, name } = this.officer;
		const owner = { officer, device: await newDeviceKey(), format: FORMAT };
		const salt = randomBytes(16);
		const dataKey = randomBytes(32);
		const locked = await lockKey(owner, await pinSecret(pin, salt, this.#rounds), salt, dataKey);
		const row: VaultRow = {
			...owner,
			name,
			id: crypto.randomUUID(),
			pin: { ...locked, rounds: this.#rounds },
			passkey: null,
			wrong: { count: 0, at: 0 },
			nextSeq: 1,
			offset: 0,
			idleMinutes,
			ending: false
		};
		await this.store.write(async (tx) => {
			const known = await tx.objectStore('vaults').get(officer);
			if (known) throw new Problem({ code: 'vault_there', status: 409 });
			await tx.objectStore('vaults').put(row);
		});
		await navigator.storage?.persist?.().catch(() => false);
		return this.#opened(row, dataKey);
	}

	/** @throws Problem `wrong_pin`, or `pin_wait` with `retryAfter` in seconds; nothing is ever erased for it */
	unlock(pin: string): Promise<Open> {
		return this.#byPin(pin, (row, dataKey) => this.#opened(row, dataKey));
	}

	/** @throws Problem `wrong_passkey`, `vault_gone` */
	async unlockBy({ secret }: Pick<HeldPasskey, 'secret'>): Promise<Open> {
		const row = await this.row();
		if (!row?.passkey) throw new Problem({ code: 'vault_gone', status: 410 });
		const open = await this.#opened(row, await unlockKey(row, secret, row.passkey));
		await forgive(this.store, row);
		return open;
	}

	/** The same data key under a passkey as well; the PIN is asked for, since an open vault cannot say its key. */
	addPasskey(pin: string, { credential, salt, secret }: HeldPasskey): Promise<void> {
		return this.#relock(pin, async (row, dataKey) => ({
			passkey: { ...(await lockKey(row, secret, salt, dataKey)), credential }
		}));
	}

	changePin(old: string, pin: string): Promise<void> {
		return this.#relock(old, async (row, dataKey) => {
			const salt = randomBytes(16);
			const locked = await lockKey(row, await pinSecret(pin, salt, this.#rounds), salt, dataKey);
			return { pin: { ...locked, rounds: this.#rounds } };
		});
	}

	/** From now on it goes once all is sent; no key is needed to say so. */
	async endOnceSent(): Promise<void> {
		await this.store.write(async (tx) => {
			const row = await tx.objectStore('vaults').get(this.officer.id);
			if (row) await tx.objectStore('vaults').put({ ...row, ending: true });
		});
	}

	/** Key, day and all. @throws Problem `unsent` with `count`, as long as something was not sent */
	forget(): Promise<void> {
		return this.#erase((count) => {
			if (count > 0) throw new Problem({ code: 'unsent', status: 409, detail: { count } });
		});
	}

	/** For who has lost the PIN: what was not sent goes too. The page has asked, and said how many. */
	startOver(): Promise<void> {
		return this.#erase(() => undefined);
	}

	#erase(allowed: (unsent: number) => void): Promise<void> {
		const { id } = this.officer;
		return this.inLine(() =>
			this.store.write(async (tx) => {
				allowed(await countIn(tx, id));
				await erase(tx, id);
			})
		);
	}

	#byPin<Answer>(
		pin: string,
		work: (row: VaultRow, dataKey: Uint8Array<ArrayBuffer>) => Promise<Answer>
	): Promise<Answer> {
		return this.inLine(async () => {
			const row = await countTry(this.store, this.officer.id);
			const { pin: lock, wrong } = row;
			const dataKey = await unlockKey(
				row,
				await pinSecret(pin, lock.salt, lock.rounds),
				lock
			).catch((error: unknown) => {
				const { code, status } = error as Problem;
				if (code !== 'wrong_pin') throw error;
				throw new Problem({ code, status, retryAfter: waitAfter(wrong.count) / 1000 || undefined });
			});
			await forgive(this.store, row);
			return work(row, dataKey);
		});
	}

	#relock(
		pin: string,
		change: (row: VaultRow, dataKey: Uint8Array<ArrayBuffer>) => Promise<Partial<VaultRow>>
	): Promise<void> {
		return this.#byPin(pin, async (row, dataKey) => {
			const changed = await change(row, dataKey).finally(() => dataKey.fill(0));
			await this.store.write(async (tx) => {
				await tx.objectStore('vaults').put({ ...(await vaultIn(tx, row)), ...changed });
			});
		});
	}

	async #opened({ officer, id }: VaultRow, dataKey: Uint8Array<ArrayBuffer>): Promise<Open> {
		const key = await importDataKey(dataKey);
		dataKey.fill(0);
		return { officer, id, key };
	}
}

async function erase(tx: Writes, officer: string) {
	await tx.objectStore('records').delete(ofOfficer(officer));
	await tx.objectStore('vaults').delete(officer);
}
