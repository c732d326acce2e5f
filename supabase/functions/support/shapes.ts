/** The contract's shapes that this function hands on. */
import type * as z from 'zod/mini';
import type { asked, doors } from '../_shared/contracts/support.ts';

export type { Form } from '../_shared/contracts/support.ts';
export type Asked = z.infer<typeof asked>;

type Doors = typeof doors;
/** Doors of this room that are actions of this function. */
export type Action = {
	[Name in keyof Doors]: Doors[Name]['kind'] extends 'edge' ? Name : never;
}[keyof Doors];
export type Args<Name extends Action> = z.output<Doors[Name]['args']>;
export type Answer<Name extends Action> = z.output<Doors[Name]['answer']>;
