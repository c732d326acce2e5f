/** The verbs of a new password for an officer who forgot theirs: the lead's, and that of whoever holds the token. */
import { doors } from '#contracts/staff-reset.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export const makeReset = (args: Asked<'staff_reset_make'>) => call(doors, 'staff_reset_make', args);

export const spendReset = (args: Asked<'staff_reset_spend'>) =>
	call(doors, 'staff_reset_spend', args);
