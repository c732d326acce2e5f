/** Codes of a request in an officer's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import type { EndReason, Granted, SupportDetail } from './officer-support.ts';

type Words<Code extends string> = Record<Code, () => string>;
const optionsOf = (words: Words<string>) =>
	Object.entries(words).map(([value, word]) => ({ value, label: word() }));

const grants: Words<Granted> = {
	granted: m.support_granted,
	partly: m.support_granted_partly,
	refused: m.support_granted_refused
};
export const grantOptions = () => optionsOf(grants);
export const grantWords = (granted: Granted) => grants[granted]();

const ends: Words<EndReason> = {
	no_longer_needed: m.support_end_no_longer_needed,
	other_help: m.support_end_other_help,
	moved_away: m.support_end_moved_away,
	person_died: m.support_end_person_died,
	unreachable: m.support_end_unreachable,
	duplicate: m.support_end_duplicate,
	other_unit: m.support_end_other_unit
};
/** Before a decision alone a request may end because it cannot be looked after at all. */
const before: readonly string[] = ['unreachable', 'duplicate', 'other_unit'] satisfies EndReason[];
export const endOptions = (state: string) =>
	optionsOf(ends).filter(({ value }) => state !== 'in_care' || !before.includes(value));
export const endWords = (reason: EndReason) => ends[reason]();

export const channelOptions = () =>
	optionsOf({
		hotline: m.support_enter_channel_hotline,
		walk_in: m.support_enter_channel_walk_in,
		ward: m.support_enter_channel_ward,
		paper: m.support_enter_channel_paper
	});
export const enterAskerOptions = () =>
	optionsOf({
		self: m.support_enter_asker_self,
		neighbour: m.support_enter_asker_neighbour,
		officer: m.support_enter_asker_officer
	});

export const enterMayNameOptions = () =>
	optionsOf({ yes: m.support_enter_may_name_yes, no: m.support_enter_may_name_no });

const hows: Words<NonNullable<SupportDetail['agreed']>['how']> = {
	own_request: m.support_how_own_request,
	call: m.support_how_call,
	in_person: m.support_how_in_person
};
export const howOptions = () => optionsOf(hows).filter(({ value }) => value !== 'own_request');
export const howWords = (how: keyof typeof hows) => hows[how]();
