/** Codes of clocks, pauses and extensions in an officer's words; a code of tomorrow is shown as it is. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/clock.ts';
import { formatRest } from '#lib/platform/left.ts';
import { limitWords } from '#lib/platform/limits.ts';
import type { ClockOfCase, Document, WithdrawReason } from './clocks-queue.ts';
import { clockWords, optionsOf, said } from './kind-words.ts';

const reasons = {
	returned: m.queue_pause_returned,
	family_asked: m.queue_pause_family_asked,
	force_majeure: m.queue_pause_force_majeure,
	file_incomplete: m.queue_pause_file_incomplete,
	expert_opinion: m.queue_pause_expert_opinion,
	awaiting_documents: m.queue_pause_awaiting_documents
};
export const pauseWords = (reason: string): string => said(reasons, reason);

const hands: Record<Document['granted_by'], () => string> = {
	unit_head: m.queue_by_unit_head,
	agency: m.queue_by_agency,
	procuracy: m.queue_by_procuracy
};
export const grantedWords = (hand: string): string => said(hands, hand);
export const grantedOptions = () => optionsOf(hands);

const extensions = { 'extension 1': m.queue_extension_1, 'extension 2': m.queue_extension_2 };
export const extensionWords = (extension: string): string => said(extensions, extension);

const withdrawals: Record<WithdrawReason, () => string> = {
	mistake: m.queue_withdraw_mistake,
	revoked: m.queue_withdraw_revoked
};
export const withdrawWords = (reason: string): string => said(withdrawals, reason);
export const withdrawOptions = () => optionsOf(withdrawals);

/** A word inside a sentence; "Viện kiểm sát" in the middle of it keeps its capital. */
export const inSentence = (words: string): string =>
	words.charAt(0).toLocaleLowerCase() + words.slice(1);

/** Several clocks in a sentence. */
export const clockList = (clocks: readonly string[]): string =>
	clocks.map((clock) => inSentence(clockWords(clock))).join(', ');

/** The limit that stood when it began, and from when: "20 ngày, tính từ …", "5 ngày trước khi hết hạn …". */
export function limitOf({ amount, measure, before, started_at }: ClockOfCase): string {
	const limit = limitWords(amount, measure);
	if (!before) return m.queue_clock_from({ limit, time: formatMoment(started_at) });
	return m.queue_clock_before({ limit, clock: inSentence(clockWords(before)) });
}

const ends = {
	replaced: m.queue_clock_replaced,
	withdrawn: m.queue_clock_withdrawn,
	unclassified: m.queue_clock_unclassified
};

/** How a clock stands that does not run; null for one that does. */
export function stillWords(clock: ClockOfCase): string | null {
	const { stopped_at, stopped_why, paused_at, minutes_left, measure } = clock;
	if (stopped_at) {
		const time = formatMoment(stopped_at);
		return stopped_why ? ends[stopped_why]({ time }) : m.queue_clock_stopped({ time });
	}
	if (!paused_at) return null;
	return m.queue_clock_paused({
		time: formatMoment(paused_at),
		left: formatRest(minutes_left ?? 0, measure)
	});
}
