import { Refusal } from '../_shared/answer/index.ts';
import type { Ports, Store } from './ready.ts';
import type { Push, Result } from './shapes.ts';

/** Browsers of one batch, and how many of them are asked for at the same time. */
const SIZE = 100;
const AT_ONCE = 20;
/** Longer than a batch takes when every service hangs: five rounds of 15 seconds. */
const LEASE = 120;
/** A run takes no batch after that many, or after that long: a hosted function has two seconds of the processor. */
const MOST = 500;
const LONG = 30_000;

/**
 * Tells whoever is to be told, batch after batch. Answers how many were asked for, and whether there may be more, so that a
 * timer can come back at once.
 */
export async function tell(ports: Ports): Promise<{ told: number; more: boolean }> {
	const until = ports.now() + LONG;
	let told = 0;
	for (;;) {
		const { pushes, more } = await ports.store.take(SIZE, LEASE);
		if (pushes.length > 0) await said(ports.store, await sendAll(ports, pushes));
		told += pushes.length;
		if (!more || told >= MOST || ports.now() >= until) return { told, more };
	}
}

async function sendAll(ports: Ports, pushes: Push[]): Promise<Result[]> {
	const results: Result[] = [];
	const waiting = [...pushes];
	const lane = async () => {
		for (let next = waiting.shift(); next; next = waiting.shift()) {
			const { post, follow, claim, subscription, notice } = next;
			const done = await ports.push(subscription, notice);
			const after = done.outcome === 'retry' ? done.after : null;
			results.push({ post, follow, claim, outcome: done.outcome, after });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
	return results;
}

/** What is not written down counts as unsure when the lease ends: a database that is busy is asked again. */
async function said(store: Store, results: Result[], tries = 3): Promise<void> {
	try {
		await store.finish(results);
	} catch (error) {
		if (!(error instanceof Refusal) || error.status !== 503 || tries <= 1) throw error;
		await said(store, results, tries - 1);
	}
}
