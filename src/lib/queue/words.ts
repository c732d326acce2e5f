/** Codes of the contract in an officer's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import type { IconName } from '#lib/ui/icons.ts';
import { dataWhat } from './data-words.ts';
import type { Group } from './groups.ts';
import { kindWords, optionsOf, said, type Words } from './kind-words.ts';
import type { Action, CallOutcome, CloseReason, MendField, Row } from './queue.ts';

export { clockWords, kindOptions, kindWords } from './kind-words.ts';

const kindIcons: Partial<Record<Row['kind'], IconName>> = {
	home_visit: 'house',
	call_back: 'call',
	tip: 'lock',
	support: 'people'
};
export const kindIcon = (kind: Row['kind']): IconName => kindIcons[kind] ?? 'message';

const states: Words<Row['state']> = {
	held: m.queue_state_held,
	waiting: m.queue_state_waiting,
	postponed: m.queue_state_postponed,
	confirmed: m.queue_state_confirmed,
	returned: m.queue_state_returned,
	revisit: m.queue_state_revisit,
	captured: m.queue_state_captured,
	card_ready: m.queue_state_card_ready,
	done: m.queue_state_done,
	cancelled: m.queue_state_cancelled,
	ineligible: m.queue_state_ineligible,
	to_call: m.queue_state_to_call,
	converted: m.queue_state_converted,
	merged: m.queue_state_merged,
	new: m.queue_state_new,
	opened: m.queue_state_opened,
	checking: m.queue_state_checking,
	resolved: m.queue_state_resolved,
	unfounded: m.queue_state_unfounded,
	duplicate: m.queue_state_duplicate,
	handed_over: m.queue_state_handed_over,
	asked: m.queue_state_asked,
	refused: m.queue_state_refused,
	family_to_ask: m.queue_state_family_to_ask,
	to_visit: m.queue_state_to_visit,
	visit_agreed: m.queue_state_visit_agreed,
	visited: m.queue_state_visited,
	in_care: m.queue_state_in_care,
	declined: m.queue_state_declined,
	not_granted: m.queue_state_not_granted
};
export const stateWords = (state: string): string => said(states, state);
export const stateOptions = () => optionsOf(states);

const channels: Words<Row['channel']> = {
	web: m.queue_channel_web,
	hotline: m.queue_channel_hotline,
	ward: m.queue_channel_ward,
	paper: m.queue_channel_paper,
	walk_in: m.queue_channel_walk_in
};
export const channelWords = (channel: string): string => said(channels, channel);

/** What the list says of a case: nothing private is in it. */
export function titleWords({ kind, title }: Row): string {
	const { people, minutes, gathering } = title.data as {
		people?: number;
		minutes?: number;
		gathering?: true;
	};
	if (kind === 'home_visit' && people && gathering) return m.queue_title_gathering({ people });
	if (kind === 'home_visit' && people && minutes) return m.queue_title_visit({ people, minutes });
	if (kind === 'tip') return m.queue_title_tip();
	if (kind === 'data_request')
		return m.queue_title_data({ what: dataWhat(String(title.data.what)).toLocaleLowerCase() });
	return kindWords(kind);
}

/** What an officer does about an open case: the steps that are offered, and what is done beside them. */
type Doing = Action | 'tick' | 'undo_link' | 'give_undo';
const actions: Words<Doing> = {
	call: m.queue_action_call,
	confirm: m.queue_action_confirm,
	move: m.queue_action_move,
	gather: m.queue_action_gather,
	take_offer: m.queue_action_take_offer,
	wait: m.queue_action_wait,
	propose: m.queue_action_propose,
	ask: m.queue_action_ask,
	return: m.queue_action_return,
	cancel: m.queue_action_cancel,
	readiness: m.queue_action_readiness,
	outcome: m.queue_action_outcome,
	card_ready: m.queue_action_card_ready,
	card_handed: m.queue_action_card_handed,
	replace_code: m.queue_action_replace_code,
	merge: m.queue_action_merge,
	split: m.queue_action_split,
	tick: m.queue_action_tick,
	undo_link: m.queue_action_undo_link,
	book_for_caller: m.queue_action_book_for_caller,
	close_call_back: m.queue_action_close_call_back,
	assign: m.queue_action_assign,
	note: m.queue_action_note,
	ask_data: m.queue_action_ask_data,
	answer_data: m.queue_action_answer_data,
	consent: m.queue_action_consent,
	visit_day: m.queue_action_visit_day,
	visit_made: m.queue_action_visit_made,
	decide: m.queue_action_decide,
	give: m.queue_action_give,
	give_undo: m.queue_action_give_undo,
	end_support: m.queue_action_end_support,
	clock_pause: m.queue_action_clock_pause,
	clock_resume: m.queue_action_clock_resume,
	clock_extend: m.queue_action_clock_extend,
	clock_withdraw: m.queue_action_clock_withdraw
};
export const actionWords = (action: Doing): string => said(actions, action);
/** A step as a checklist names it. */
export const stepWords = (step: string): string => said(actions, step);
/** One letter opens the form of an action while nothing is being typed. */
export const actionKeys: Partial<Record<Action, string>> = {
	call: 'c',
	confirm: 'y',
	move: 'd',
	assign: 'g',
	note: 'n'
};

const outcomes: Words<CallOutcome> = {
	answered: m.queue_call_answered,
	no_answer: m.queue_call_no_answer,
	wrong_number: m.queue_call_wrong_number,
	call_again: m.queue_call_again
};
export const outcomeWords = (outcome: string): string => said(outcomes, outcome);
export const outcomeOptions = () => optionsOf(outcomes);

const fields: Words<MendField> = {
	name: m.queue_field_name,
	birth: m.queue_field_birth,
	phone: m.queue_field_phone,
	landmark: m.queue_field_landmark,
	address: m.queue_field_address,
	at_home: m.queue_field_at_home,
	representative: m.queue_field_representative
};
const fieldNames = (field: string): string => said(fields, field);
/** Several fields in a sentence. */
export const fieldList = (names: readonly string[]): string =>
	names.map((name) => fieldNames(name).toLocaleLowerCase()).join(', ');
export const mendOptions = () => optionsOf(fields);

const closings: Words<CloseReason> = {
	answered_by_phone: m.queue_close_answered,
	not_eligible: m.queue_close_not_eligible,
	other_unit: m.queue_close_other_unit,
	no_longer_needed: m.queue_close_not_needed,
	duplicate: m.queue_close_duplicate
};
export const closeOptions = () => optionsOf(closings);
export const closeWords = (reason: string): string => said(closings, reason);

const groups: Record<Group['is'], () => string> = {
	late: m.queue_group_late,
	today: m.queue_group_today,
	later: m.queue_group_later,
	none: m.queue_group_none,
	ended: m.queue_view_ended,
	found: m.queue_group_found
};
export const groupWords = (group: Group['is']): string => groups[group]();
