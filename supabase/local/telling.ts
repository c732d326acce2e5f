/** Asks the edge function `follow` to tell whoever is to be told of news, until there is nobody more. */
import { askTimed, type JobsAccess } from './timed.ts';

/** How many were asked for. @throws as `askTimed`: who was not told is told next time, or counts as unsure */
export async function tellFollowers(access: JobsAccess, signal?: AbortSignal): Promise<number> {
	for (let all = 0; ;) {
		const { told, more } = await askTimed<{ told: number; more: boolean }>(
			'follow',
			access,
			signal
		);
		all += told;
		if (!more) return all;
	}
}
