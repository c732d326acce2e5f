/** Has the edge function `follow` tell whoever is to be told of news, every minute, as pg_net does on Supabase. */
import type { JobsAccess } from './leftovers.ts';
import { reduce, type Log } from './log.ts';

/** Starts the loop; the returned function ends it, and what was under way is told by the next start or counts as unsure. */
export function startTelling(
	{ api, jobsSecret }: JobsAccess,
	log: Log,
	every = 60_000
): () => Promise<void> {
	const leaving = new AbortController();
	let going = Promise.resolve();
	const once = async (): Promise<boolean> => {
		const answer = await fetch(`${api}/functions/v1/follow`, {
			method: 'POST',
			headers: { authorization: `Bearer ${jobsSecret}` },
			signal: leaving.signal
		});
		if (answer.ok) return ((await answer.json()) as { more: boolean }).more;
		await answer.body?.cancel();
		throw Object.assign(new Error('nobody is told'), { code: `HTTP${answer.status}` });
	};
	const run = async () => {
		try {
			while (await once());
		} catch (error) {
			if (!leaving.signal.aborted) log(`telling: ${reduce(error) ?? 'refused'}`);
		}
	};
	going = run();
	const timer = setInterval(() => (going = going.then(run)), every);
	return async () => {
		clearInterval(timer);
		leaving.abort();
		await going;
	};
}
