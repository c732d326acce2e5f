/** What the state of a tip, and what is wrong with an item, mean to the person who sent it. */
import { m } from '#lib/paraglide/messages';
import type { OpenedTip } from './lookup.ts';
import type { Fault, Reading } from './tip-reading.ts';

type State = OpenedTip['state'];
type Words = {
	title: () => string;
	text: () => string;
	kind: 'neutral' | 'info' | 'caution' | 'done';
};

const states: Record<State, Words> = {
	new: { title: m.lookup_tip_new, text: m.lookup_tip_new_text, kind: 'neutral' },
	opened: { title: m.lookup_tip_opened, text: m.lookup_tip_opened_text, kind: 'info' },
	checking: { title: m.lookup_tip_checking, text: m.lookup_tip_checking_text, kind: 'info' },
	resolved: { title: m.lookup_tip_resolved, text: m.lookup_tip_resolved_text, kind: 'done' },
	unfounded: {
		title: m.lookup_tip_unfounded,
		text: m.lookup_tip_unfounded_text,
		kind: 'neutral'
	},
	duplicate: {
		title: m.lookup_tip_duplicate,
		text: m.lookup_tip_duplicate_text,
		kind: 'neutral'
	},
	handed_over: {
		title: m.lookup_tip_handed_over,
		text: m.lookup_tip_handed_over_text,
		kind: 'done'
	}
};

/** Whether officers are still at it. */
export const isGoing = (state: State): boolean => ['new', 'opened', 'checking'].includes(state);

const asked: Words = {
	title: m.lookup_state_asked,
	text: m.lookup_tip_asked_text,
	kind: 'caution'
};

/** An officer's question comes before everything else. */
export function stateWords(state: State, reading: Reading | null) {
	const { title, text, kind } = reading?.questions.length ? asked : states[state];
	return { title: title(), text: text(), kind };
}

const faults: Record<Fault, () => string> = {
	missing: m.lookup_tip_fault_missing,
	unopened: m.lookup_tip_fault_unopened,
	foreign: m.lookup_tip_fault_foreign,
	altered: m.lookup_tip_fault_altered,
	room: m.lookup_tip_fault_room
};
export const faultWords = (fault: Fault): string => faults[fault]();
