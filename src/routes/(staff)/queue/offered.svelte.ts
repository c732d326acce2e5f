import { CaseForms } from '#lib/queue/case-forms.svelte.ts';
import { late } from '#lib/platform/late.ts';
import type { OpenedCase } from '#lib/queue/opened.svelte.ts';
import type { Action } from '#lib/queue/queue.ts';

/** Actions that have a form here. Which there are is known with the case; the forms are a quarter of the page, and come when one is wanted. */
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

/** Made where the page begins. */
export function caseForms(opened: OpenedCase): CaseForms {
	const forms = new CaseForms(offered, async () => (await late(import('./forms.ts'))).forms);
	// The outside thing is the line: a case is open, and the browser has nothing else to do.
	$effect(() => {
		if (!opened.whole) return;
		const waiting = setTimeout(() => void forms.load(), 5_000);
		return () => clearTimeout(waiting);
	});
	return forms;
}
