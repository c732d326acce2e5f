/** The contract's shapes that this function hands on. */
import type * as z from 'zod/mini';
import type { doors as gathering, gatheringForm } from '../_shared/contracts/booking-gathering.ts';
import type { doors as listDoors, listRow } from '../_shared/contracts/booking-lists.ts';
import type {
	booked,
	callBackForm,
	doors,
	form,
	hold,
	offers,
	wanted
} from '../_shared/contracts/booking.ts';
import type { doors as postponing } from '../_shared/contracts/booking-postponing.ts';

export type Booked = z.infer<typeof booked>;
export type CallBackForm = z.infer<typeof callBackForm>;
export type Form = z.infer<typeof form>;
export type GatheringForm = z.infer<typeof gatheringForm>;
export type Hold = z.infer<typeof hold>;
export type Offers = z.infer<typeof offers>;
export type Wanted = z.infer<typeof wanted>;

export type ListRow = z.infer<typeof listRow>;

type Doors = typeof doors & typeof gathering & typeof listDoors & typeof postponing;
/** Doors of this room that are actions of this function. */
export type Action = {
	[Name in keyof Doors]: Doors[Name]['kind'] extends 'edge' ? Name : never;
}[keyof Doors];
export type Args<Name extends Action> = z.output<Doors[Name]['args']>;
export type Answer<Name extends Action> = z.output<Doors[Name]['answer']>;
