import { countIn, type Reads, type Store } from './store.ts';
import type { VaultRow } from './vault-rows.ts';
import type { Officer } from './vault.ts';

/** Whose work lies on this device; known without a key. */
export type Owner = Officer & { unsent: number; day: string | null; passkey: boolean };

/** Everybody whose day or unsent work is on this device. */
export const owners = (store: Store): Promise<Owner[]> =>
	store.read(async (tx) => {
		const rows = await tx.objectStore('vaults').getAll();
		return Promise.all(rows.map((row) => ownerOf(tx, row)));
	});

async function ownerOf(tx: Reads, row: VaultRow): Promise<Owner> {
	const day = await tx.objectStore('records').get([row.officer, 'day', 0]);
	return {
		id: row.officer,
		name: row.name,
		unsent: await countIn(tx, row.officer),
		day: day?.day ?? null,
		passkey: row.passkey !== null
	};
}
