/** The verbs of the room on the road. Commands go through the outbox, which sends each by its door's name. */
import { doors } from '#contracts/rounds-field.ts';
import { fieldsOf } from '#shared/answer/fields.ts';
import { call } from '#lib/platform/call.ts';
import { Problem } from '#lib/platform/problem.ts';
import type * as z from 'zod/mini';

type Doors = typeof doors;
type Asked<Name extends keyof Doors> = z.input<Doors[Name]['args']>;
type Answered<Name extends keyof Doors> = z.output<Doors[Name]['answer']>;

export type FieldDays = Answered<'rounds_days'>;
export type FieldDay = Answered<'rounds_day'>;
export type FieldStop = FieldDay['stops'][number];
export type FieldRow = FieldStop['rows'][number];
/** What an outbox may hold: a command of the road, by the name of its door, without the key. */
export type FieldDoor = Exclude<keyof Doors, 'rounds_days' | 'rounds_day' | 'rounds_join'>;
export type FieldArgs<Name extends FieldDoor> = Omit<Asked<Name>, 'key'>;

export const readFieldDays = () => call(doors, 'rounds_days', {});
type As = { as: string };
/**
 * All of a day that goes along; each case in it counts as read, by the officer `as` and by nobody who is signed in beside them.
 * @throws Problem `other_officer`
 */
export const readFieldDay = (team_day: string, { as }: As) =>
	call(doors, 'rounds_day', { team_day }, { as });
/** @throws Problem `other_officer` */
export const joinDay = (args: Asked<'rounds_join'>, { as }: As) =>
	call(doors, 'rounds_join', args, { as });

const names: readonly string[] = Object.keys(doors);

/**
 * Sends what the outbox holds, under the key it has there, in the session of the officer `as` alone.
 * @throws Problem `invalid` for what this version of the app does not know, else as the door refuses
 */
export async function sendFromRoad(
	door: string,
	args: Record<string, unknown>,
	{ as }: { as: string }
): Promise<Record<string, unknown>> {
	if (!names.includes(door)) throw new Problem({ code: 'invalid', status: 422 });
	return call(doors, door as FieldDoor, args as Asked<FieldDoor>, { as });
}

/** What only the outbox adds; any will do to look at the rest. */
const added = {
	key: '00000000-0000-4000-8000-000000000000',
	team_day: '00000000-0000-4000-8000-000000000000',
	at: '2026-01-01T00:00:00Z',
	version: 1
};

/** What the door would refuse of what was said: fields and codes, in the order of the form; one a control. */
export function faultsIn(
	door: FieldDoor,
	args: object
): (readonly [field: string, code: string])[] {
	const shape = doors[door].args;
	const mine = Object.fromEntries(Object.entries(added).filter(([name]) => name in shape.shape));
	const asked = { ...mine, ...args };
	const parsed = shape.safeParse(asked);
	if (parsed.success) return [];
	const faults = fieldsOf(parsed.error.issues, asked).map(
		({ field, code }) => [field.replace(/\.birth\..*$/, '.birth'), code] as const
	);
	return faults.filter(([field], index) => faults.findIndex(([one]) => one === field) === index);
}
