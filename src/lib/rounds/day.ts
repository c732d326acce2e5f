/** The day that goes along: one record, read by nobody without the key, forgotten when it is over and all of it was sent. */
import { dayOf } from '#lib/platform/format.ts';
import { countIn, vaultIn, type Store } from './store.ts';
import { aheadBy } from './time-ahead.ts';
import { locked, opened } from './vault-key.ts';
import type { Open, Vault } from './vault.ts';

/** As the door answers it; what else is in it is the page's. */
export type Day = { id: string; day: string; idle_minutes?: number };

export async function keepDay(vault: Vault, open: Open, day: Day): Promise<void> {
	const place = { officer: open.officer, kind: 'day' as const, seq: 0 };
	const row = { ...(await locked(open.key, place, day)), day: day.day };
	await vault.store.write(async (tx) => {
		const known = await vaultIn(tx, open);
		await tx.objectStore('records').put(row);
		const idleMinutes = day.idle_minutes ?? known.idleMinutes;
		await tx.objectStore('vaults').put({ ...known, idleMinutes, offset: aheadBy(known) });
	});
}

/** Null where none is kept, or one that was changed on the disk: it is fetched again, and must not keep the outbox shut. */
export async function readDay(vault: Vault, open: Open): Promise<Day | null> {
	const row = await vault.store.read(async (tx) => {
		await vaultIn(tx, open);
		return tx.objectStore('records').get([open.officer, 'day', 0]);
	});
	return row ? opened<Day>(open.key, row) : null;
}

/** Of every officer on this device, open or locked. What was not sent keeps its day: it says what the entries are about. */
export const forgetOldDays = (store: Store): Promise<void> =>
	store.write(async (tx) => {
		const records = tx.objectStore('records');
		for (const vault of await tx.objectStore('vaults').getAll()) {
			const { officer } = vault;
			const kept = await records.get([officer, 'day', 0]);
			const today = dayOf(new Date(Date.now() + aheadBy(vault)));
			if (!kept?.day || kept.day >= today || (await countIn(tx, officer)) > 0) continue;
			await records.delete([officer, 'day', 0]);
			await records.delete([officer, 'versions', 0]);
		}
	});
