import { m } from '#lib/paraglide/messages';
import type { Role } from './staff.ts';

const words: Record<Role, () => string> = {
	desk: m.staff_role_desk,
	field: m.staff_role_field,
	investigator: m.staff_role_investigator,
	support: m.staff_role_support,
	editor: m.staff_role_editor,
	treasurer: m.staff_role_treasurer,
	lead: m.staff_role_lead,
	auditor: m.staff_role_auditor,
	collaborator: m.staff_role_collaborator
};

/** A role as people say it. */
export const roleWords = (role: Role): string => words[role]();

/** Every role, in the order in which a lead meets them. */
export const roles = Object.keys(words) as Role[];
