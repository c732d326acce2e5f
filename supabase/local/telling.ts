/** Asks the edge function `follow` to tell whoever is to be told of news, until there is nobody more. */
import type { JobsAccess } from './leftovers.ts';

/** How many were asked for. @throws Error with the status alone: who was not told is told next time, or counts as unsure */
export async function tellFollowers(
	{ api, jobsSecret }: JobsAccess,
	signal?: AbortSignal
): Promise<number> {
	for (let all = 0; ;) {
		const answer = await fetch(`${api}/functions/v1/follow`, {
			method: 'POST',
			headers: { authorization: `Bearer ${jobsSecret}` },
			signal
		});
		if (!answer.ok) {
			await answer.body?.cancel();
			throw Object.assign(new Error('followers wait'), { code: `HTTP${answer.status}` });
		}
		const { told, more } = (await answer.json()) as { told: number; more: boolean };
		all += told;
		if (!more) return all;
	}
}
