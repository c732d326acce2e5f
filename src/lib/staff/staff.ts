/** The verbs of the room. No other file of the room names a door. */
import { doors, type Me, type Role } from '#contracts/staff.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Me, Role };
export type Invitation = Answered<'staff_invitation_check'>;
export type Roster = Answered<'staff_list'>;

/** What an invitation is good for; the words for a refusal are made from its state. */
export const checkInvitation = (token: string) => call(doors, 'staff_invitation_check', { token });

/** Who is signed in; opens the session on the server. */
export const me = () => call(doors, 'staff_me', {});

/** A person did something. Never called by polling. */
export const active = () => call(doors, 'staff_active', {});

/** Ends the session on the server, before Auth forgets the token. */
export const leave = () => call(doors, 'staff_sign_out', {});

export const roster = () => call(doors, 'staff_list', {});

export const invite = (args: Asked<'staff_invite'>) => call(doors, 'staff_invite', args);

export const revokeInvitation = (args: Asked<'staff_invitation_revoke'>) =>
	call(doors, 'staff_invitation_revoke', args);

export const saveOfficer = (args: Asked<'staff_officer_save'>) =>
	call(doors, 'staff_officer_save', args);
