/** What anybody reads of a unit's reports. */
import { doors, type PublicResults } from '#contracts/results.ts';
import { call } from '#lib/platform/call.ts';

export type { PublicResults };

/** The newest published report of a unit, or that of a period, or an older edition of it; null for a unit that there is not. */
export const readPublic = (unit: string, period: string | null, edition: number | null) =>
	call(doors, 'results_public', { unit, period, edition });
