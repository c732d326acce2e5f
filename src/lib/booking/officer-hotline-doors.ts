import type { NearGathering } from './gatherings-booking.ts';
import type * as officer from './officer-booking.ts';

type Key = { key: string };
type Secret = { code: string; lookupHash: string };
/** What the screen asks of the server, and who draws the code. */
export type HotlineDoors = {
	find: (phone: string) => Promise<officer.Caller>;
	offers: (wanted: officer.Wanted, pool: officer.Pool) => Promise<officer.CaseOffers>;
	/** Gatherings with room for these people, nearest first. */
	near: (wanted: officer.Wanted) => Promise<NearGathering[]>;
	enterVisit: (args: officer.EnterVisit & Key) => Promise<officer.Entered>;
	enterCallBack: (args: officer.EnterCallBack & Key) => Promise<officer.Entered>;
	secret: () => Promise<Secret>;
};
export type Done = { booked: officer.Entered; code: string; names: string[] };
