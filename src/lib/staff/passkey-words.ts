import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { SealedError } from '#lib/sealed/index.ts';
import { PasskeyError } from './passkey.ts';

/** Why a passkey did not do; the printed code always will. */
export function passkeyWords(problem: unknown): string {
	if (problem instanceof SealedError) return m.staff_passkey_damaged();
	if (!(problem instanceof PasskeyError)) return problemWords(problem);
	return problem.code === 'cancelled' ? m.staff_passkey_cancelled() : m.staff_passkey_unable();
}
