/** What a town was told "yes" to, by everybody who lives in it. */

/** A case as whoever asked for it knows it: its number, the hash of its code, and how it ended for them. */
export type Case = {
	kind: 'home_visit' | 'call_back' | 'support';
	hash: string;
	reference: string;
	state: 'held' | 'waiting' | 'confirmed' | 'cancelled' | 'other';
	/** Where a visit was moved to. */
	window: { day: string; from: number; to: number } | null;
	/** What was done with it later, in the words of its events. */
	did: string[];
};
export type Tip = { hash: string; reference: string; replies: string[] };

export type Kept = ReturnType<typeof nothing>;

export function nothing() {
	/** How often each kind of command was acknowledged. */
	const told: Record<string, number> = {};
	return {
		cases: [] as Case[],
		tips: [] as Tip[],
		/** Addresses of browsers that follow the news. */
		follows: [] as string[],
		notes: [] as string[],
		gifts: [] as { id: string; amount: number }[],
		told,
		tell: (what: string) => void (told[what] = (told[what] ?? 0) + 1),
		count: () => Object.values(told).reduce((sum, one) => sum + one, 0)
	};
}
