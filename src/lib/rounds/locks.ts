/** One at a time over all tabs of this browser. A lock goes with the tab that held it, however that ended. */

const queues = new Map<string, Promise<unknown>>();

/** Waits for its turn. Browsers of before 2022 know no locks: there one tab is orderly by itself, and keys keep two tabs from doubling. */
export function inTurn<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
	if (navigator.locks) return navigator.locks.request(name, work) as Promise<Answer>;
	const mine = (queues.get(name) ?? Promise.resolve()).then(work, work);
	queues.set(name, mine);
	const done = () => void (queues.get(name) === mine && queues.delete(name));
	mine.then(done, done);
	return mine;
}

/** Does it if nobody else is at it, and answers null otherwise. */
export async function ifFree<Answer>(
	name: string,
	work: () => Promise<Answer>
): Promise<Answer | null> {
	if (navigator.locks)
		return (await navigator.locks.request(name, { ifAvailable: true }, (lock) =>
			lock ? work() : null
		)) as Answer | null;
	return queues.has(name) ? null : inTurn(name, work);
}
