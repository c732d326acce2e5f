/** The contract's shapes that this function hands on, and what it takes from SQL to tell. */
import type * as z from 'zod/mini';
import type { doors } from '../_shared/contracts/notify-follow.ts';
import type { Notice, Outcome, Subscription } from '../_shared/push/index.ts';

export type { Follow, Subscription, Wish } from '../_shared/contracts/notify-follow.ts';

type Doors = typeof doors;
/** Doors of this room that are actions of this function. */
export type Action = {
	[Name in keyof Doors]: Doors[Name]['kind'] extends 'edge' ? Name : never;
}[keyof Doors];
export type Args<Name extends Action> = z.output<Doors[Name]['args']>;
export type Answer<Name extends Action> = z.output<Doors[Name]['answer']>;

/** One browser that is to be told of one post. */
export type Push = {
	post: string;
	follow: string;
	claim: string;
	subscription: Subscription;
	notice: Notice;
};
export type Taken = { pushes: Push[]; more: boolean };
export type Result = Pick<Push, 'post' | 'follow' | 'claim'> & {
	outcome: Outcome['outcome'];
	after: number | null;
};
