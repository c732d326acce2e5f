import { CaseForms } from '#lib/queue/case-forms.ts';
import { late } from '#lib/platform/late.ts';
import type { Action } from '#lib/queue/queue.ts';

/** Actions that have a form here. Which there are is known with the list; the forms are a sixth of the page, and come with the first case. */
const offered = [
	'call',
	'ask',
	'return',
	'assign',
	'merge',
	'note',
	'close_call_back',
	'ask_data',
	'answer_data',
	'clock_pause',
	'clock_resume',
	'clock_extend',
	'clock_withdraw',
	'confirm',
	'move',
	'gather',
	'take_offer',
	'wait',
	'propose',
	'cancel',
	'readiness',
	'outcome',
	'card_ready',
	'card_handed',
	'book_for_caller',
	'consent',
	'visit_day',
	'visit_made',
	'decide',
	'give',
	'end_support',
	'replace_code',
	'split'
] as const satisfies readonly Action[];
export type Offered = (typeof offered)[number];

export const caseForms = () =>
	new CaseForms(offered, async () => (await late(import('./forms.ts'))).forms);
