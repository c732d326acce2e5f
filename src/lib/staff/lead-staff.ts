/** The verbs of the lead about second factors. */
import { doors, type Proof } from '#contracts/staff-factor.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;

export type { Proof };
export type Proofs = z.output<(typeof doors)['staff_factors']['answer']>;

/** Who of the unit has one. */
export const proofs = () => call(doors, 'staff_factors', {});

export const requireFactor = (args: Asked<'staff_factor_require'>) =>
	call(doors, 'staff_factor_require', args);

export const resetFactor = (args: Asked<'staff_factor_reset'>) =>
	call(doors, 'staff_factor_reset', args);
