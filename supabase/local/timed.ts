/** Asks an edge function that only a timer opens to do what is due, as pg_net does on Supabase. */

/** Where the functions answer, and what opens those. */
export type JobsAccess = { api: string; jobsSecret: string };

/** What it answers. @throws Error with the name and the status alone: whatever was not done is asked for again next time */
export async function askTimed<Answer>(
	name: string,
	{ api, jobsSecret }: JobsAccess,
	signal?: AbortSignal
): Promise<Answer> {
	const answer = await fetch(`${api}/functions/v1/${name}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${jobsSecret}` },
		signal
	});
	if (!answer.ok) {
		await answer.body?.cancel();
		// The log names the code and no word.
		throw Object.assign(new Error(`${name} did not`), { code: `HTTP${answer.status}` });
	}
	return (await answer.json()) as Answer;
}
