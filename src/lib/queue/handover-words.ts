/** Codes of a hand-over in an officer's words. */
import { m } from '#lib/paraglide/messages';
import { dayOf, formatDate, formatTime } from '#lib/platform/format.ts';
import type {
	Counts,
	GiveResult,
	HandoverInShort,
	HandoverState,
	Mark,
	WhyAlone
} from './handover-queue.ts';

const marks: Record<Mark, [() => string, 'danger' | 'caution' | 'info' | 'neutral']> = {
	late: [m.queue_handover_mark_late, 'danger'],
	unread: [m.queue_handover_mark_unread, 'caution'],
	to_call: [m.queue_handover_mark_to_call, 'caution'],
	waiting: [m.queue_handover_mark_waiting, 'neutral'],
	nobody: [m.queue_handover_mark_nobody, 'caution'],
	passes: [m.queue_handover_mark_passes, 'info']
};
export const markWords = (mark: Mark): string => marks[mark][0]();
export const markKind = (mark: Mark) => marks[mark][1];

const states: Record<
	HandoverState,
	[() => string, 'danger' | 'caution' | 'info' | 'done' | 'neutral']
> = {
	open: [m.queue_handover_state_open, 'neutral'],
	half: [m.queue_handover_state_half, 'info'],
	one_sided: [m.queue_handover_state_one_sided, 'caution'],
	done: [m.queue_handover_state_done, 'done'],
	missing: [m.queue_handover_state_missing, 'danger'],
	stays: [m.queue_handover_state_stays, 'neutral']
};
export const handoverWords = (state: HandoverState): string => states[state][0]();
export const handoverKind = (state: HandoverState) => states[state][1];

const whys: Record<WhyAlone, () => string> = {
	absent: m.queue_handover_why_absent,
	called_away: m.queue_handover_why_called,
	nobody_named: m.queue_handover_why_nobody
};
export const whyWords = (why: WhyAlone): string => whys[why]();
export const whyOptions = () =>
	(Object.keys(whys) as WhyAlone[]).map((value) => ({ value, label: whyWords(value) }));

/** "07:30, 26/11/2026". */
export const changeWords = (change_at: string): string =>
	m.queue_handover_change({ time: formatTime(change_at), day: formatDate(dayOf(change_at)) });

const counted: [keyof Counts, (told: { count: number }) => string][] = [
	['open', m.queue_handover_count_open],
	['late', m.queue_handover_count_late],
	['unread', m.queue_handover_count_unread],
	['to_call', m.queue_handover_count_to_call],
	['waiting', m.queue_handover_count_waiting],
	['nobody', m.queue_handover_count_nobody]
];
/** "12 việc mở, 2 quá hạn"; what is none is left out, but the whole never. */
export const countWords = (counts: Counts): string =>
	counted
		.filter(([mark]) => mark === 'open' || counts[mark] > 0)
		.map(([mark, words]) => words({ count: counts[mark] }))
		.join(', ');

/** Names of one side. */
export const namesOf = (people: HandoverInShort['people'], side: 'out' | 'in'): string =>
	[...new Set(people.filter((one) => one.side === side).map(({ officer }) => officer.name))].join(
		', '
	) || m.queue_handover_side_nobody();

/** The first half of a hash: as much as an eye compares. */
export const shortHash = (hash: string): string => hash.slice(0, 16).replace(/.{4}(?=.)/g, '$& ');

const results: Record<GiveResult, () => string> = {
	given: m.queue_give_given,
	taken: m.queue_give_taken,
	out_of_reach: m.queue_give_out_of_reach,
	not_allowed: m.queue_give_not_allowed,
	not_found: m.queue_give_not_found
};
export const resultWords = (result: GiveResult): string => results[result]();
