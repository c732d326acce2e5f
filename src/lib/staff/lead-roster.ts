import { m } from '#lib/paraglide/messages';
import { roleWords } from './roles.ts';
import type { Role, Roster } from './staff.ts';

export type Officer = Roster['officers'][number];
export type Invitation = Roster['invitations'][number];
export type InvitationState = 'open' | 'used' | 'revoked' | 'expired';

/** Roles whose rooms stand by now, in the order a lead meets them, each with what it may do. */
export const roleOptions = (held: readonly Role[] = []) => {
	const offered: { value: Role; hint: string; alone?: true }[] = [
		{ value: 'desk', hint: m.staff_lead_role_desk_hint() },
		{ value: 'field', hint: m.staff_lead_role_field_hint() },
		{ value: 'investigator', hint: m.staff_lead_role_investigator_hint() },
		{ value: 'lead', hint: m.staff_lead_role_lead_hint() },
		// No officer: the role goes with no other.
		{ value: 'collaborator', hint: m.staff_lead_role_collaborator_hint(), alone: true }
	];
	const others = held.filter((role) => !offered.some(({ value }) => value === role));
	const all = [...offered, ...others.map((value) => ({ value }))];
	return all.map((role) => ({ ...role, label: roleWords(role.value) }));
};

/** A hamlet to choose for a collaborator, as another room names it. */
export type HamletChoice = { id: string; name: string };

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
