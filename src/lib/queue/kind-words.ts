/** Kinds of case and their clocks in words: what the public figures say as well. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import type { Row } from './queue.ts';

export type Words<Code extends string> = Record<Code, () => string>;

/** The word of a code; a code of tomorrow is shown as it is, so that nothing is hidden. */
export const said = <Code extends string>(words: Partial<Words<Code>>, code: string): string =>
	words[code as Code]?.() ?? code;

/** Codes with their words, for a control that chooses one. */
export const optionsOf = (words: Words<string>) =>
	Object.entries(words).map(([value, word]) => ({ value, label: word() }));

const kinds: Words<Row['kind']> = {
	home_visit: m.queue_kind_home_visit,
	call_back: m.queue_kind_call_back,
	tip: m.queue_kind_tip,
	support: m.queue_kind_support,
	data_request: m.queue_kind_data_request,
	fund_statement: m.queue_kind_fund_statement
};
export const kindWords = (kind: string): string => said(kinds, kind);
export const kindOptions = () => optionsOf(kinds);

const clocks: Record<string, () => string> = {
	'first reply': m.queue_clock_first_reply,
	visit: m.queue_clock_visit,
	'next visit': m.queue_clock_next_visit,
	card: m.queue_clock_card,
	call: m.queue_clock_call,
	classify: m.queue_clock_classify,
	forward: m.queue_clock_forward,
	acknowledge: m.queue_clock_acknowledge,
	decide: m.queue_clock_decide,
	'ask for extension': m.queue_clock_extension,
	'decide, complex': m.queue_clock_complex,
	'decide, extended': m.queue_clock_extended,
	answer: m.queue_clock_answer
};
export const clockWords = (clock: string): string => said(clocks, clock);
