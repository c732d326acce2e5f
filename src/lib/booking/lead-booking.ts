/** The verbs of the unit's lead: teams, their days, days that are not visited, roads, and what is erased when. */
import { doors } from '#contracts/booking.ts';
import { doors as postponing } from '#contracts/booking-postponing.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';
import { shareOut } from './officer-booking.ts';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type Teams = Answered<'booking_teams'>;
export type Team = Teams['teams'][number];
export type TeamDay = Teams['team_days'][number];
export type Stop = TeamDay['stops'][number];
export type TeamRequest = Omit<Asked<'booking_team_save'>, 'key'>;
export type TeamDayRequest = Omit<Asked<'booking_team_day_save'>, 'key'>;
export type Retention = Answered<'booking_retention'>;
/** A team's kit or place to start from, as another room names it. */
export type Choice = { id: string; name: string };

/** Teams, and their days from one day to another (at most 100 days). */
export const readTeams = (from_day: string, to_day: string) =>
	call(doors, 'booking_teams', { from_day, to_day });

export const saveTeam = (args: Asked<'booking_team_save'>) =>
	call(doors, 'booking_team_save', args);
export const saveTeamDay = (args: Asked<'booking_team_day_save'>) =>
	call(doors, 'booking_team_day_save', args);

/** Opens days from the weekly shifts up to the horizon, as the nightly job does. */
export const openDays = (args: Asked<'booking_open_days'>) =>
	call(doors, 'booking_open_days', args);

export const readRetention = () => call(doors, 'booking_retention', {});
/** Erases what is due, now. */
export const runRetention = (args: Asked<'booking_retention_run'>) =>
	call(doors, 'booking_retention_run', args);

type Postponing = typeof postponing;
type AskedOf<Name extends keyof Postponing> = z.input<Postponing[Name]['args']>;
type AnsweredOf<Name extends keyof Postponing> = z.output<Postponing[Name]['answer']>;

export type Scope = AskedOf<'booking_postpone_preview'>;
export type Preview = AnsweredOf<'booking_postpone_preview'>;
export type Postponement = AnsweredOf<'booking_postponements'>['postponements'][number];
export type Reason = AskedOf<'booking_postpone'>['reason'];
export type Roads = AnsweredOf<'booking_roads'>;

export const previewPostponing = (scope: Scope) =>
	call(postponing, 'booking_postpone_preview', scope);
export const readPostponements = async () =>
	(await call(postponing, 'booking_postponements', {})).postponements;

/** Takes the days back; then windows are looked for those who were touched. */
export async function postpone(args: AskedOf<'booking_postpone'>) {
	const done = await call(postponing, 'booking_postpone', args);
	await shareOut();
	return done;
}

export async function reopen(args: AskedOf<'booking_reopen'>) {
	const done = await call(postponing, 'booking_reopen', args);
	await shareOut();
	return done;
}

export const readRoads = () => call(postponing, 'booking_roads', {});
export const closeRoad = (args: AskedOf<'booking_road_close'>) =>
	call(postponing, 'booking_road_close', args);
export async function openRoad(args: AskedOf<'booking_road_open'>) {
	const done = await call(postponing, 'booking_road_open', args);
	await shareOut();
	return done;
}
