import { m } from '#lib/paraglide/messages';
import { roleWords } from './roles.ts';
import type { Role, Roster } from './staff.ts';

export type Officer = Roster['officers'][number];
export type Invitation = Roster['invitations'][number];
export type InvitationState = 'open' | 'used' | 'revoked' | 'expired';

/** Roles whose rooms stand by now, in the order a lead meets them, each with what it may do. */
export const roleOptions = (held: readonly Role[] = []) => {
	const offered: { value: Role; hint: string }[] = [
		{ value: 'desk', hint: m.staff_lead_role_desk_hint() },
		{ value: 'field', hint: m.staff_lead_role_field_hint() },
		{ value: 'investigator', hint: m.staff_lead_role_investigator_hint() },
		{ value: 'lead', hint: m.staff_lead_role_lead_hint() }
	];
	const others = held.filter((role) => !offered.some(({ value }) => value === role));
	return [...offered, ...others.map((value) => ({ value, hint: undefined }))].map(
		({ value, hint }) => ({ value, label: roleWords(value), hint })
	);
};

/** What became of an invitation. `now` is the server-corrected clock's. */
export function stateOf(invitation: Invitation, now: Date): InvitationState {
	if (invitation.used_at) return 'used';
	if (invitation.revoked_at) return 'revoked';
	return new Date(invitation.expires_at) <= now ? 'expired' : 'open';
}

export const stateWords = (state: InvitationState): string =>
	({
		open: m.staff_lead_invitation_open,
		used: m.staff_lead_invitation_used,
		revoked: m.staff_lead_invitation_revoked,
		expired: m.staff_lead_invitation_expired
	})[state]();
