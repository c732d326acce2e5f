/** The verbs of the room for leads: the plan of days, what teams have and visits need, durations and figures. */
import { doors } from '#contracts/rounds.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type Rounds = Answered<'rounds_plan'>;
export type PlanDay = Rounds['days'][number];
export type PlanStop = PlanDay['stops'][number];
export type Unplaced = Rounds['unplaced'][number];
export type ReadyCard = Rounds['cards'][number];
export type Errand = Rounds['errands'][number];
export type Ground = Rounds['ground'];
export type Ability = PlanDay['abilities'][number];
export type Accept = Asked<'rounds_accept'>;
export type WrittenStop = Accept['days'][number]['stops'][number];
export type Durations = Answered<'rounds_durations'>;
export type TakeDurations = Asked<'rounds_durations_take'>;
export type RoundsFigures = Answered<'rounds_figures'>;

/** The days of all teams, at most 14 of them, and what has no place in them. */
export const readPlan = (from_day: string, to_day: string) =>
	call(doors, 'rounds_plan', { from_day, to_day });
/** Writes a plan over several days at once, or nothing of it. */
export const acceptPlan = (args: Accept) => call(doors, 'rounds_accept', args);
export const pinStop = (args: Asked<'rounds_pin'>) => call(doors, 'rounds_pin', args);
export const requireOfTeam = (args: Asked<'rounds_require'>) => call(doors, 'rounds_require', args);
export const setAbilities = (args: Asked<'rounds_abilities'>) =>
	call(doors, 'rounds_abilities', args);
export const setCrew = (args: Asked<'rounds_crew'>) => call(doors, 'rounds_crew', args);
export const readDurations = () => call(doors, 'rounds_durations', {});
export const takeDurations = (args: TakeDurations) => call(doors, 'rounds_durations_take', args);
export const readRoundsFigures = (from_day: string, to_day: string) =>
	call(doors, 'rounds_figures', { from_day, to_day });
