/** The verbs of the room's clocks: pausing, extending, and what the lead sees and decides of them. */
import {
	doors,
	type ClockBoard,
	type ClockOfCase,
	type ClockSteps,
	type Document,
	type PauseRule
} from '#contracts/queue-clocks.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export type { ClockBoard, ClockOfCase, ClockSteps, Document, PauseRule };
export type WithdrawReason = Asked<'queue_clock_withdraw'>['reason'];

export const pauseClocks = (args: Asked<'queue_clock_pause'>) =>
	call(doors, 'queue_clock_pause', args);
export const resumeClocks = (args: Asked<'queue_clock_resume'>) =>
	call(doors, 'queue_clock_resume', args);
export const extendClocks = (args: Asked<'queue_clock_extend'>) =>
	call(doors, 'queue_clock_extend', args);
export const withdrawExtension = (args: Asked<'queue_clock_withdraw'>) =>
	call(doors, 'queue_clock_withdraw', args);

/** Late, due soon and paused, in all that the lead may know of. */
export const readBoard = () => call(doors, 'queue_clock_board', {});

export const readPauseRules = async () => (await call(doors, 'queue_pause_rules', {})).rules;
export const savePauseRule = (args: Asked<'queue_pause_rule_save'>) =>
	call(doors, 'queue_pause_rule_save', args);
