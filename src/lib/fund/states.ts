/** What the state of a reward means to officers. */
import { m } from '#lib/paraglide/messages';
import type { Reward, Settling, Withdrawal } from './fund.ts';

type Kind = 'neutral' | 'info' | 'caution' | 'danger' | 'done';
const states: Record<Reward['state'], { words: () => string; kind: Kind }> = {
	proposed: { words: m.fund_state_proposed, kind: 'caution' },
	approved: { words: m.fund_state_approved, kind: 'info' },
	withdrawn: { words: m.fund_state_withdrawn, kind: 'neutral' },
	paid: { words: m.fund_state_paid, kind: 'done' },
	given_to_support: { words: m.fund_state_given, kind: 'done' },
	refused: { words: m.fund_state_refused, kind: 'neutral' }
};

/** One that can no longer be fetched says so. */
export function stateOf({ state, fetch_until }: Reward, today: string) {
	if (state === 'approved' && fetch_until! < today)
		return { words: m.fund_state_lapsed(), kind: 'neutral' as const };
	return { words: states[state].words(), kind: states[state].kind };
}

const reasons: Record<Withdrawal, () => string> = {
	not_convinced: m.fund_reason_not_convinced,
	claim_differs: m.fund_reason_claim_differs,
	mistake: m.fund_reason_mistake,
	lapsed: m.fund_reason_lapsed
};
export const reasonWords = (reason: Withdrawal): string => reasons[reason]();
export const reasonOptions = () =>
	(Object.keys(reasons) as Withdrawal[]).map((value) => ({ value, label: reasonWords(value) }));

const steps: Record<NonNullable<Reward['steps']>[number]['code'], () => string> = {
	propose: m.fund_step_propose,
	approve: m.fund_step_approve,
	withdraw: m.fund_state_withdrawn,
	paid: m.fund_state_paid,
	given_to_support: m.fund_state_given,
	refused: m.fund_state_refused
};
export const stepWords = (code: keyof typeof steps): string => steps[code]();

const endings: Record<Settling, () => string> = {
	paid: m.fund_settle_paid,
	given_to_support: m.fund_settle_given,
	refused: m.fund_settle_refused
};
export const endingOptions = () =>
	(Object.keys(endings) as Settling[]).map((value) => ({ value, label: endings[value]() }));
