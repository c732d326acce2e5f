/** The contract's shapes that this function hands on. */
import type * as z from 'zod/mini';
import type { doors } from '../_shared/contracts/tips.ts';

type Doors = typeof doors;
/** Doors of this room that are actions of this function. */
export type Action = {
	[Name in keyof Doors]: Doors[Name]['kind'] extends 'edge' ? Name : never;
}[keyof Doors];
export type Args<Name extends Action> = z.output<Doors[Name]['args']>;
export type Answer<Name extends Action> = z.output<Doors[Name]['answer']>;
export type Desk = Answer<'tips_desk'>['desk'];
export type Submitted = Answer<'tips_submit'>;
/** A tip as its sender seals it, without what pays for it. */
export type Tip = Omit<Args<'tips_submit'>, 'key' | 'proof'>;
