import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { PinFault } from './pin.ts';

/** "30 giây", "4 phút". */
const waitWords = (seconds: number): string =>
	seconds < 60
		? m.rounds_lock_wait_seconds({ count: Math.max(1, Math.ceil(seconds)) })
		: m.rounds_lock_wait_minutes({ count: Math.ceil(seconds / 60) });

const sentences: Record<string, (problem: Problem) => string> = {
	entry_gone: m.rounds_outbox_entry_gone,
	locked: m.rounds_outbox_locked,
	maybe_sent: m.rounds_outbox_maybe_sent,
	newer_format: m.rounds_outbox_newer,
	other_officer: m.rounds_outbox_other_officer,
	passkey_cancelled: m.rounds_lock_passkey_cancelled,
	passkey_unable: m.rounds_lock_passkey_unable,
	pin_wait: ({ retryAfter }) => m.rounds_lock_wait({ time: waitWords(retryAfter ?? 1) }),
	sending: m.rounds_outbox_sending,
	storage_failed: m.rounds_outbox_storage_failed,
	storage_full: m.rounds_outbox_storage_full,
	vault_gone: m.rounds_outbox_vault_gone,
	vault_there: m.rounds_outbox_vault_gone,
	wrong_passkey: m.rounds_lock_passkey_unable,
	wrong_pin: ({ retryAfter }) =>
		retryAfter ? m.rounds_lock_wrong_wait({ time: waitWords(retryAfter) }) : m.rounds_lock_wrong()
};

/** What went wrong on this device, or at a door. */
export function vaultWords(problem: unknown): string {
	if (!(problem instanceof Problem)) return problemWords(problem);
	return sentences[problem.code]?.(problem) ?? problemWords(problem);
}

export const pinWords: Record<PinFault, () => string> = {
	required: m.rounds_lock_pin_required,
	pin_digits: m.rounds_lock_pin_digits,
	pin_short: m.rounds_lock_pin_short,
	pin_long: m.rounds_lock_pin_long,
	pin_easy: m.rounds_lock_pin_easy
};
