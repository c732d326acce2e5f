/**
 * What was true when the site was built: pages show it at once, with its date, and then ask again. The file is
 * written by `npm run snapshot` and is not in git; without it the units stand here as the state list has them.
 * Read by +page.server.ts alone, so that a page carries only what it shows.
 */
import type { PublicUnits } from './unit.ts';
import bare from './bare.json';

export type Snapshot = {
	units: PublicUnits;
	/** Answer of the door `booking_days`; null where nobody was asked. */
	days: {
		as_of: string;
		days: { unit: string; day: string; state: 'open' | 'full' }[];
		postponed?: {
			unit: string;
			name: string;
			some: boolean;
			from_day: string;
			to_day: string;
			reason: 'storm' | 'flood' | 'kit_broken' | 'officers_away' | 'other';
			note: string | null;
		}[];
	} | null;
	/** Answers of the doors of the public ledger, of each unit that has one; the room `fund` reads them. */
	ledgers?: { unit: string; ledger: object; rows: object[] }[];
	/** The newest posts of all units, from new to old, and their texts; campaigns that are public. The room `news` reads them. */
	news?: { rows: object[] };
	articles?: { slug: string }[];
	campaigns?: { slug: string }[];
	/** Answers of `results_public`, of each unit that published a report; the room `results` reads them. */
	results?: { unit: string; told: object }[];
	/** Answer of `queue_figures_public` for the first unit; the room `queue` reads it. */
	figures?: object | null;
};

// Tests bring a database of their own: the facts of somebody's portal on this machine are none of theirs.
const found =
	import.meta.env.MODE === 'test'
		? {}
		: import.meta.glob<Snapshot>('./snapshot.json', { eager: true, import: 'default' });

export const snapshot: Snapshot = (found as Record<string, Snapshot>)['./snapshot.json'] ?? {
	units: bare as PublicUnits,
	days: null
};

/** Whose desk takes tips about a unit's own officers, by the unit's code, as this build knows it (docs/decisions/0072). */
export const allOversight = (): Record<string, string> =>
	Object.fromEntries(
		snapshot.units.units.flatMap(({ code, oversight }) => (oversight ? [[code, oversight]] : []))
	);
