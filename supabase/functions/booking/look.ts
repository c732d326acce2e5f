import { Refusal } from '../_shared/answer/index.ts';
import { placeRefusal } from '../_shared/edge/place.ts';
import type { Ports } from './ports.ts';
import type { Snapshot } from './snapshot.ts';

/** Path of the area in the form, for refusals. */
type AreaField = 'area' | 'place.area';

/** `field`: of the place in the form, for refusals. `day`: whoever wants one day needs the plans of no other. */
type Looked = { field?: AreaField; day?: string | null };

/**
 * The unit that serves a place, as it is now.
 * @throws Refusal 422 `area_not_served`; 422 `invalid` for an area or a hamlet that does not exist
 */
export async function look(
	ports: Ports,
	{ area, hamlet }: { area: string; hamlet: string | null },
	own: string | null,
	{ field = 'area', day = null }: Looked = {}
): Promise<Snapshot> {
	try {
		return await ports.store.snapshot({ area, hamlet }, own, day);
	} catch (error) {
		throw placeRefusal(error, field);
	}
}

/** An officer plans for their own unit alone; the refusal says which unit serves the place. */
export function demandUnit(snapshot: Snapshot, unit: string, field: AreaField): void {
	const served = snapshot.unit.code;
	if (served !== unit) throw new Refusal(422, 'area_not_served', { field, more: { unit: served } });
}
