/** What the codes of the outbox say to officers. */
import { m } from '#lib/paraglide/messages';
import { formatWindow } from '#lib/platform/clock.ts';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Channel, Message, MessageState } from './notify.ts';

const channels: Record<Channel, () => string> = {
	sms: m.notify_channel_sms,
	zns: m.notify_channel_zns,
	email: m.notify_channel_email,
	push: m.notify_channel_push,
	call: m.notify_channel_call
};
export const channelWords = (channel: Channel): string => channels[channel]();

const states: Record<MessageState, () => string> = {
	pending: m.notify_state_pending,
	claimed: m.notify_state_pending,
	sent: m.notify_state_sent,
	dead: m.notify_state_dead,
	unsure: m.notify_state_unsure,
	cancelled: m.notify_state_cancelled
};
export const stateWords = (state: MessageState): string => states[state]();

const errors: Record<string, () => string> = {
	too_late: m.notify_error_too_late,
	answer_lost: m.notify_error_answer_lost,
	failed: m.notify_error_answer_lost,
	unreachable: m.notify_error_unreachable,
	refused: m.notify_error_refused,
	redirected: m.notify_error_redirected,
	smtp_auth: m.notify_error_password,
	smtp_tls: m.notify_error_unsafe
};

/** Why a message did not arrive. A code of HTTP or SMTP is said with its number, which the provider's support asks for. */
export function errorWords(error: string | null): string {
	if (error === null) return '';
	const [, way, number] = /^(http|smtp)_(\d{3})$/.exec(error) ?? [];
	if (!way || !number) return errors[error]?.() ?? error;
	if (number === '401' || number === '403') return m.notify_error_password();
	return number.startsWith('4') === (way === 'http')
		? m.notify_error_refused_number({ number })
		: m.notify_error_trouble({ number });
}

/** The window that a message says, or null. */
export function windowWords({ data }: Message): string | null {
	return 'day' in data ? formatWindow(data as { day: string; from: number; to: number }) : null;
}

const refusals: Record<string, () => string> = {
	not_reachable: m.problem_not_reachable,
	overtaken: m.problem_overtaken
};

/** Why a command of this room was refused. Its own sentences weigh on no other page. */
export const refusalWords = (problem: unknown): string =>
	(problem instanceof Problem ? refusals[problem.code]?.() : undefined) ?? problemWords(problem);
