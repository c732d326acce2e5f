/** What waits on the phone, as the field app reads it: the outbox keeps any command, these are the ones of the road. */
import type { FieldArgs, FieldDoor } from './field-rounds.ts';

/** What an officer says; key, time and version are the outbox's to add. */
export type Said<Name extends FieldDoor> = Omit<FieldArgs<Name>, 'at' | 'version'>;
type Refused = { readonly code: string; readonly field: string | null };
type Waiting = {
	readonly key: string;
	/** When it was said: the device's time, corrected by the last known difference to the server's. */
	readonly at: string;
	readonly state: 'waiting' | 'sending' | 'refused';
	readonly problem: Refused | null;
};
export type FieldEntry = {
	[Name in FieldDoor]: Waiting & { readonly door: Name; readonly args: Said<Name> };
}[FieldDoor];

/** The entries that count: what the server has refused is nobody's word until somebody decides. */
export const counting = (entries: readonly FieldEntry[]): FieldEntry[] =>
	entries.filter(({ state }) => state !== 'refused');

export const refusals = (entries: readonly FieldEntry[]): FieldEntry[] =>
	entries.filter(({ state }) => state === 'refused');
