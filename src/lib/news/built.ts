/**
 * What the build wrote of a page beside it, for the browser that shows the page and for one that comes from another; null where the
 * build did not know it, or nobody answers.
 */
export async function builtAt<Shown>(
	fetched: typeof fetch,
	address: string
): Promise<Shown | null> {
	try {
		const answer = await fetched(address, { credentials: 'omit' });
		return answer.ok ? ((await answer.json()) as Shown | null) : null;
	} catch {
		return null;
	}
}
