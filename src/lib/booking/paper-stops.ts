import type { Sheet, SheetRow } from './paper-booking.ts';

/** Where a household is found, as the paper says it. */
export const sheetWhere = ({ place }: Pick<SheetRow, 'place'>): string =>
	[place.landmark, place.address, place.hamlet_name, place.area_name].filter(Boolean).join(', ');

export type SheetGathering = Sheet['gatherings'][number];
/** A stop of the day as it stands on paper: one house, or one place with its list. */
export type SheetStop =
	| { id: string; gathering: null; rows: readonly [SheetRow] }
	| { id: string; gathering: SheetGathering; rows: readonly SheetRow[] };

/** The stops of a sheet in order; a gathering is one of them, even while nobody is on its list. */
export function stopsOf({ rows, gatherings }: Pick<Sheet, 'rows' | 'gatherings'>): SheetStop[] {
	const stops: SheetStop[] = [];
	const placed = new Set<string>();
	const place = (gathering: SheetGathering) => {
		placed.add(gathering.id);
		const its = rows.filter((row) => row.gathering === gathering.id);
		stops.push({ id: gathering.id, gathering, rows: its });
	};
	const before = (start: number) =>
		gatherings.filter(({ id, from }) => !placed.has(id) && from <= start);
	for (const row of rows) {
		before(row.start).forEach(place);
		if (row.gathering === null) stops.push({ id: row.case, gathering: null, rows: [row] });
	}
	before(Infinity).forEach(place);
	return stops;
}
