/** What a chosen sign-out has to ask of this device. */
import { Problem } from '#lib/platform/problem.ts';
import { NAME, Store } from './store.ts';
import { Vault } from './vault.ts';

/** Whether a session ended for good: whoever is no officer any more has no day on this device. Idling ends nothing of it. */
export const closes = (why: string | null): boolean =>
	why === 'disabled' || why === 'not_an_officer';

/**
 * Takes the officer's vault away: key, day and all. Answers how many entries were not sent: then nothing was taken.
 * A desk that was never on the road gets no database for it.
 */
export async function clearDevice(officer: string): Promise<number> {
	const known = await indexedDB.databases?.();
	if (known && !known.some(({ name }) => name === NAME)) return 0;
	const store = new Store();
	try {
		await new Vault(store, { id: officer, name: '' }).forget();
		const channel = new BroadcastChannel(`gandan-field:${officer}`);
		channel.postMessage('gone');
		channel.close();
		return 0;
	} catch (problem) {
		if (!(problem instanceof Problem) || problem.code !== 'unsent') throw problem;
		return Number(problem.detail.count);
	} finally {
		await store.close();
	}
}
