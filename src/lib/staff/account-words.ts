/** What became of an officer's account, in words. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/format.ts';
import type { AccountChange, ChangeCode, Fact } from './accounts-staff.ts';
import { roleWords } from './roles.ts';
import type { Role } from './staff.ts';

const roles = (codes: Fact['now']) =>
	(codes ?? []).map((code) => roleWords(code as Role)).join(', ');

const words: Record<ChangeCode, (fact: Fact) => string> = {
	joined: ({ now }) => m.staff_change_joined({ roles: roles(now) }),
	roles: ({ was, now }) =>
		was
			? m.staff_change_roles({ was: roles(was), now: roles(now) })
			: m.staff_change_roles_now({ now: roles(now) }),
	hamlet: ({ now }) =>
		now?.[0] ? m.staff_change_hamlet({ name: now[0] }) : m.staff_change_hamlet_none(),
	renamed: ({ was, now }) => m.staff_change_renamed({ was: was?.[0] ?? '', now: now?.[0] ?? '' }),
	disabled: () => m.staff_change_disabled(),
	enabled: () => m.staff_change_enabled(),
	password: () => m.staff_change_password(),
	reset_made: () => m.staff_change_reset_made(),
	reset_used: () => m.staff_change_reset_used(),
	factor_reset: () => m.staff_change_factor_reset(),
	factor_rule: ({ now }) =>
		now?.[0]
			? m.staff_change_factor_from({ time: formatMoment(now[0]) })
			: m.staff_change_factor_off(),
	oversight: ({ now }) =>
		now?.[0] ? m.staff_change_oversight({ desk: now[0] }) : m.staff_change_oversight_none()
};

/** What was changed, a sentence each; one that says so where nothing was. */
export const changeWords = ({ facts }: AccountChange): string[] =>
	facts.length ? facts.map((fact) => words[fact.code](fact)) : [m.staff_change_nothing()];

/** Who did it: a colleague by name, the account itself, or the operator, who has none. */
export const byWords = ({ by, officer }: AccountChange): string =>
	!by ? m.staff_change_operator() : by.id === officer?.id ? m.staff_change_itself() : by.name;
