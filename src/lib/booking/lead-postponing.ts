/** The verbs of a lead for days that are not visited and roads that cannot be taken. */
import { doors } from '#contracts/postponing.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import { shareOut } from './sharing.ts';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type Scope = Asked<'booking_postpone_preview'>;
export type Preview = Answered<'booking_postpone_preview'>;
export type Postponement = Answered<'booking_postponements'>['postponements'][number];
export type Reason = Asked<'booking_postpone'>['reason'];
export type Roads = Answered<'booking_roads'>;

export const previewPostponing = (scope: Scope) => call(doors, 'booking_postpone_preview', scope);
export const readPostponements = async () =>
	(await call(doors, 'booking_postponements', {})).postponements;

/** Takes the days back; then windows are looked for those who were touched. */
export async function postpone(args: Asked<'booking_postpone'>) {
	const done = await call(doors, 'booking_postpone', args);
	await shareOut();
	return done;
}

export async function reopen(args: Asked<'booking_reopen'>) {
	const done = await call(doors, 'booking_reopen', args);
	await shareOut();
	return done;
}

export const readRoads = () => call(doors, 'booking_roads', {});
export const closeRoad = (args: Asked<'booking_road_close'>) =>
	call(doors, 'booking_road_close', args);
export async function openRoad(args: Asked<'booking_road_open'>) {
	const done = await call(doors, 'booking_road_open', args);
	await shareOut();
	return done;
}
