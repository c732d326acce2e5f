/** The public verb of the room: units, areas and hamlets as they are now. */
import {
	doors,
	type Area,
	type Hamlet,
	type PublicUnit,
	type PublicUnits,
	type Unit
} from '#contracts/unit.ts';
import { call } from '#lib/platform/call.ts';

export type { Area, Hamlet, PublicUnit, PublicUnits, Unit };

/** Everything a public page says about the units. */
export const publicUnits = (signal?: AbortSignal): Promise<PublicUnits> =>
	call(doors, 'unit_public', {}, { signal });
