import { countIn, NAME, Store } from './store.ts';

/** How many entries of the road lie on this device and were not sent, whoever's they are. A desk that was never on the road gets no database for it. */
export async function unsentHere(): Promise<number> {
	const known = await indexedDB.databases?.();
	if (known && !known.some(({ name }) => name === NAME)) return 0;
	const store = new Store();
	try {
		return await store.read(async (tx) => {
			const rows = await tx.objectStore('vaults').getAll();
			const counts = await Promise.all(rows.map(({ officer }) => countIn(tx, officer)));
			return counts.reduce((total, one) => total + one, 0);
		});
	} finally {
		await store.close();
	}
}
