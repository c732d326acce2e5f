/** Asks the edge functions `notify` and `follow` to send what is due, every minute, as pg_cron and pg_net do on Supabase. */
import { reduce, type Log } from './log.ts';
import { tellFollowers } from './telling.ts';
import { askTimed, type JobsAccess } from './timed.ts';

const minute = 60_000;

/** One run. @throws as `askTimed`: what was not sent is sent next time */
export const sendMessages = (access: JobsAccess, signal?: AbortSignal) =>
	askTimed<{ sent: number; failed: number }>('notify', access, signal);

/** Starts the loop; a run that takes longer than a minute is not overtaken. The returned function ends it. */
export function startMessages(access: JobsAccess, log: Log, every = minute): () => Promise<void> {
	const leaving = new AbortController();
	let going = false;
	const run = async () => {
		if (going) return;
		going = true;
		// Where one fails the other is sent all the same.
		for (const [name, step] of [
			['messages', sendMessages],
			['followers', tellFollowers]
		] as const)
			try {
				await step(access, leaving.signal);
			} catch (error) {
				if (!leaving.signal.aborted) log(`${name}: ${reduce(error) ?? 'refused'}`);
			}
		going = false;
	};
	void run();
	const timer = setInterval(() => void run(), every);
	return async () => {
		clearInterval(timer);
		leaving.abort();
	};
}
