/** The verbs of the unit's lead: teams, their days, and what is erased when. */
import { doors } from '#contracts/booking.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

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
