import { readNumber } from '#lib/platform/typed.ts';
import type { Team } from './lead-booking.ts';
import { webPlaces } from './lead-days.ts';

type Pools = Pick<Team, 'places' | 'reserved_hotline' | 'reserved_ward'>;

/** Pools while a lead types them. */
export type TypedPools = { places: string; hotline: string; ward: string };

export const typedPools = (pools: Pools): TypedPools => ({
	places: String(pools.places),
	hotline: String(pools.reserved_hotline),
	ward: String(pools.reserved_ward)
});

export const readPools = (typed: TypedPools): Pools => ({
	places: readNumber(typed.places),
	reserved_hotline: readNumber(typed.hotline),
	reserved_ward: readNumber(typed.ward)
});

/** More kept than there is: said before it is sent. */
export const poolFaults = (pools: Pools): (readonly [string, string])[] =>
	webPlaces(pools) < 0 ? [['reserved_hotline', 'out_of_range']] : [];
