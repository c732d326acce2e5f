import type { Desk } from './staff.ts';

const DAY = 86_400_000;
/** Days after which the lead is asked to sign again, and after which nobody takes the list any more (TIPS.md §3). */
export const SIGN_AGAIN = 21;
export const LASTS = 35;

export type Age = 'fresh' | 'stale' | 'expired';

export const expiryOf = (at: string): Date => new Date(Date.parse(at) + LASTS * DAY);

export function ageOf(at: string, now: Date): Age {
	const age = now.getTime() - Date.parse(at);
	if (age >= LASTS * DAY) return 'expired';
	return age >= SIGN_AGAIN * DAY ? 'stale' : 'fresh';
}

/** What a link says of itself, before anything is verified; null when it cannot be read. */
export function linkOf({ link }: { link: string }): Claimed | null {
	try {
		const { version, at, lead } = JSON.parse(link) as Partial<Claimed>;
		if (typeof version !== 'number' || typeof at !== 'string' || typeof lead !== 'string')
			return null;
		return Number.isNaN(Date.parse(at)) ? null : { version, at, lead };
	} catch {
		return null;
	}
}
type Claimed = { version: number; at: string; lead: string };

/** The newest link's claim: enough to remind somebody to sign, never enough to seal to. */
export const newestOf = ({ links }: Desk): Claimed | null => linkOf(links[links.length - 1]!);
