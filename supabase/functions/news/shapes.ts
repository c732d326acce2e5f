/** The contract's shapes that this function hands on. */
import type * as z from 'zod/mini';
import type { doors } from '../_shared/contracts/news-desk.ts';

type Doors = typeof doors;
/** Doors of this room that are actions of this function. */
export type Action = {
	[Name in keyof Doors]: Doors[Name]['kind'] extends 'edge' ? Name : never;
}[keyof Doors];
export type Args<Name extends Action> = z.output<Doors[Name]['args']>;
export type Answer<Name extends Action> = z.output<Doors[Name]['answer']>;
/** A file of an image as SQL writes it down. */
export type Kept = {
	sha256: string;
	type: 'webp' | 'jpeg';
	width: number;
	height: number;
	bytes: number;
	share: boolean;
};
