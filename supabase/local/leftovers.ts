/** Asks the edge function `jobs` to remove sealed parts that no tip names any more, as pg_net does on Supabase. */

/** Where the functions answer, and what opens this one. */
export type JobsAccess = { api: string; jobsSecret: string };

/** How many were removed. @throws Error with the status alone: whatever failed is asked for again next time */
export async function removeLeftovers(
	{ api, jobsSecret }: JobsAccess,
	signal?: AbortSignal
): Promise<number> {
	const answer = await fetch(`${api}/functions/v1/jobs`, {
		method: 'POST',
		headers: { authorization: `Bearer ${jobsSecret}` },
		signal
	});
	if (!answer.ok) {
		await answer.body?.cancel();
		// The log names the code and no word.
		throw Object.assign(new Error('leftovers stay'), { code: `HTTP${answer.status}` });
	}
	return ((await answer.json()) as { removed: number }).removed;
}
