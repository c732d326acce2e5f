/** The verbs of the room. No other file of the room names a door. */
import { doors, type Me, type Role } from '#contracts/staff.ts';
import { call } from '#lib/platform/call.ts';
import type { Desk, DeskFloor } from '#contracts/sealing.ts';
import type * as z from 'zod/mini';

type Asked<Name extends keyof typeof doors> = z.input<(typeof doors)[Name]['args']>;
type Answered<Name extends keyof typeof doors> = z.output<(typeof doors)[Name]['answer']>;

export type { Desk, DeskFloor, Me, Role };
export type Invitation = Answered<'staff_invitation_check'>;
export type Roster = Answered<'staff_list'>;
export type OwnKeys = NonNullable<Answered<'staff_keys'>['keys']>;
export type Passkey = OwnKeys['passkeys'][number];
export type UnitDesk = Answered<'staff_desk'>;
export type DeskOfficer = UnitDesk['officers'][number];

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

/** The officer's own keys, locked as they are stored; null before any were made. */
export const readKeys = async (): Promise<OwnKeys | null> =>
	(await call(doors, 'staff_keys', {})).keys;

export const enrolKeys = (args: Asked<'staff_keys_enrol'>) => call(doors, 'staff_keys_enrol', args);

export const addPasskey = (args: Asked<'staff_passkey_add'>) =>
	call(doors, 'staff_passkey_add', args);

export const removePasskey = (args: Asked<'staff_passkey_remove'>) =>
	call(doors, 'staff_passkey_remove', args);

/** The unit's chain of desk lists as the server tells it: nothing in it is believed before it is verified. */
export const readDesk = () => call(doors, 'staff_desk', {});

export const sendDesk = (args: Asked<'staff_desk_sign'>) => call(doors, 'staff_desk_sign', args);

/** The chain of any unit, from a version on; null where none was ever signed. */
export const publicDesk = async (unit: string, since: number): Promise<Desk | null> =>
	(await call(doors, 'staff_desk_public', { unit, since })).desk;

/** The text of one list of a chain, old or new; null where there is none. */
export const listText = async (unit: string, version: number): Promise<string | null> =>
	(await call(doors, 'staff_desk_list', { unit, version })).body;
