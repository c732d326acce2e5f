/** The verbs of the roster: who is on duty, swaps, days away. */
import { doors, type Duty, type Post, type Shift } from '#contracts/staff-duty.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Duty, Post, Shift };
export type DutyRoster = Answered<'staff_duty'>;
export type DutyNow = Answered<'staff_duty_now'>;
export type Filled = Answered<'staff_duty_copy'>;
export type Absence = DutyRoster['absences'][number];
export type Swap = DutyRoster['swaps'][number];
export type AssignRule = DutyRoster['assign'];
export type Person = DutyRoster['officers'][number];

/** Shifts that begin on these days. */
export const readRoster = (from_day: string, to_day: string) =>
	call(doors, 'staff_duty', { from_day, to_day });
export const readDutyNow = () => call(doors, 'staff_duty_now', {});

/** Writes whole shifts; `version` is that of the roster as it was read. */
export const setShifts = (args: Asked<'staff_duty_set'>) => call(doors, 'staff_duty_set', args);
export const copyWeek = (args: Asked<'staff_duty_copy'>) => call(doors, 'staff_duty_copy', args);
export const repeatRota = (args: Asked<'staff_duty_repeat'>) =>
	call(doors, 'staff_duty_repeat', args);
export const saveRules = (args: Asked<'staff_duty_rules'>) => call(doors, 'staff_duty_rules', args);

export const askSwap = (args: Asked<'staff_swap_ask'>) => call(doors, 'staff_swap_ask', args);
export const answerSwap = (args: Asked<'staff_swap_answer'>) =>
	call(doors, 'staff_swap_answer', args);
export const saveAway = (args: Asked<'staff_away_save'>) => call(doors, 'staff_away_save', args);
export const endAway = (args: Asked<'staff_away_end'>) => call(doors, 'staff_away_end', args);
