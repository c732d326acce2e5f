/** What is typed to ask the fund. */
export type FundAsked = { source: string | undefined; decision: string; evidence: string };

export const nothingAsked = (): FundAsked => ({ source: undefined, decision: '', evidence: '' });

/** Fields of it that are empty and may not be. */
export const missingOf = (asked: FundAsked, goods: boolean): string[] =>
	[
		!goods && !asked.source && 'source',
		!asked.decision.trim() && 'decision',
		!asked.evidence.trim() && 'evidence'
	].filter((field) => field !== false);

/** As the door takes it. */
export const fundOf = (asked: FundAsked, goods: boolean) => ({
	source: goods ? ('goods' as const) : (asked.source as 'cash' | 'bank'),
	decision: asked.decision.trim(),
	evidence: asked.evidence.trim()
});
