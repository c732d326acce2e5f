/** Wrong PINs are counted on the disk: closing the app does not shorten the wait. */
import { Problem } from '#lib/platform/problem.ts';
import { waitLeft } from './pin.ts';
import { vaultIn, type Store } from './store.ts';
import type { VaultRow } from './vault-rows.ts';

/**
 * Counts the try before it is made, so that an app killed in the middle has used it up.
 * @throws Problem `pin_wait` with `retryAfter` in seconds, `vault_gone`
 */
export async function countTry(store: Store, officer: string): Promise<VaultRow> {
	const { row, left } = await store.write(async (tx) => {
		const known = await tx.objectStore('vaults').get(officer);
		if (!known) throw new Problem({ code: 'vault_gone', status: 410 });
		const now = Date.now();
		const { left, restarted } = waitLeft(known.wrong, now);
		const { count } = known.wrong;
		const wrong = left > 0 ? { count, at: restarted } : { count: count + 1, at: now };
		const row = { ...known, wrong };
		await tx.objectStore('vaults').put(row);
		return { row, left };
	});
	if (left > 0)
		throw new Problem({ code: 'pin_wait', status: 429, retryAfter: Math.ceil(left / 1000) });
	return row;
}

/** It was the right one. */
export const forgive = (store: Store, row: VaultRow): Promise<void> =>
	store.write(async (tx) => {
		const now = await vaultIn(tx, row);
		await tx.objectStore('vaults').put({ ...now, wrong: { count: 0, at: 0 } });
	});
