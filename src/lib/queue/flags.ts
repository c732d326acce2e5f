/** What a line of the list says aloud, in an officer's words. */
import { m } from '#lib/paraglide/messages';
import type { Flag } from './queue.ts';

function unconfirmedWords(days: number): string {
	if (days < 0) return m.queue_flag_unconfirmed_past();
	if (days === 0) return m.queue_flag_unconfirmed_today();
	return days === 1 ? m.queue_flag_unconfirmed_tomorrow() : m.queue_flag_unconfirmed({ days });
}

const flags: Record<Flag['code'], (days: number) => string> = {
	unconfirmed: unconfirmedWords,
	not_ready: () => m.queue_flag_not_ready(),
	no_readiness: () => m.queue_flag_no_readiness(),
	to_tell: () => m.queue_flag_to_tell()
};
/** What a line says aloud beside its state. */
export const flagWords = ({ code, days }: Flag): string => flags[code](days);
/** A promise that is about to fail is red; a call that is due asks for a look. */
export const flagKind = ({ code }: Flag) => (code === 'unconfirmed' ? 'danger' : 'caution');
