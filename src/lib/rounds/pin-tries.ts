/** Wrong PINs are counted on the disk: closing the app does not shorten the wait. */
import { Problem } from '#lib/platform/problem.ts';
import { waitLeft, type Wrong } from './pin.ts';
import { vaultIn, type Store } from './store.ts';
import type { VaultRow } from './vault-rows.ts';

/** Where the disk takes nothing more, the count is this page's: a full phone must open, or nothing would ever be sent from it. */
const unwritten = new Map<string, Wrong>();

const full = (error: unknown) => error instanceof Problem && error.code === 'storage_full';

/**
 * Counts the try before it is made, so that an app killed in the middle has used it up.
 * @throws Problem `pin_wait` with `retryAfter` in seconds, `vault_gone`
 */
export async function countTry(store: Store, officer: string): Promise<VaultRow> {
	const { row, left } = await counted(store, officer);
	if (left > 0)
		throw new Problem({ code: 'pin_wait', status: 429, retryAfter: Math.ceil(left / 1000) });
	return row;
}

async function counted(store: Store, officer: string): Promise<Counted> {
	try {
		return await store.write(async (tx) => {
			const { row, left } = next(await tx.objectStore('vaults').get(officer));
			await tx.objectStore('vaults').put(row);
			return { row, left };
		});
	} catch (error) {
		if (!full(error)) throw error;
		const known = await store.read((tx) => tx.objectStore('vaults').get(officer));
		const { row, left } = next(
			known && { ...known, wrong: unwritten.get(known.id) ?? known.wrong }
		);
		unwritten.set(row.id, row.wrong);
		return { row, left };
	}
}

type Counted = { row: VaultRow; left: number };

function next(known: VaultRow | undefined): Counted {
	if (!known) throw new Problem({ code: 'vault_gone', status: 410 });
	const now = Date.now();
	const { left, restarted } = waitLeft(known.wrong, now);
	const { count } = known.wrong;
	const wrong = left > 0 ? { count, at: restarted } : { count: count + 1, at: now };
	return { row: { ...known, wrong }, left };
}

/** It was the right one. */
export async function forgive(store: Store, row: VaultRow): Promise<void> {
	unwritten.delete(row.id);
	try {
		await store.write(async (tx) => {
			const now = await vaultIn(tx, row);
			await tx.objectStore('vaults').put({ ...now, wrong: { count: 0, at: 0 } });
		});
	} catch (error) {
		if (!full(error)) throw error;
	}
}
