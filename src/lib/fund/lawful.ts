/** What an officer may do next with a payment, an entry or a month, and why not, as the server would say. It decides; this shows. */
import type { Entry, May, MonthList, Payment } from './ledger-fund.ts';

export type PaymentStep = 'approve' | 'pay' | 'withdraw' | 'refuse';

/** The steps that are open to this officer, the main one first. */
export function paymentSteps(payment: Payment, may: May): PaymentStep[] {
	const { state, mine, approved_by_me } = payment;
	if (state !== 'proposed' && state !== 'approved') return [];
	const stranger = !mine && !approved_by_me;
	return [
		...(state === 'proposed' && may.lead && stranger ? (['approve'] as const) : []),
		...(state === 'approved' && may.till && stranger ? (['pay'] as const) : []),
		...(mine ? (['withdraw'] as const) : may.lead ? (['refuse'] as const) : [])
	];
}

/** Who has to come next; null where nobody has. */
export function paymentWaits(payment: Payment): 'lead' | 'second_lead' | 'treasurer' | null {
	if (payment.state === 'approved') return 'treasurer';
	if (payment.state !== 'proposed') return null;
	return payment.steps.some(({ code }) => code === 'approve') ? 'second_lead' : 'lead';
}

/** Why this officer cannot take an entry back; null where they can. */
export function irreversible(
	entry: Entry,
	may: May
): 'is_reversal' | 'reversed' | 'role_missing' | 'two_people' | null {
	if (entry.kind === 'reversal') return 'is_reversal';
	if (entry.reversed_by !== null) return 'reversed';
	if (!may.lead) return 'role_missing';
	return entry.mine ? 'two_people' : null;
}

export type MonthStep =
	'over' | 'vouchers' | 'rewards' | 'reconciled' | 'counted' | 'signed' | 'closed' | 'published';
/** `todo`: somebody can do it now; `later`: something before it is not done. */
export type MonthState = 'done' | 'todo' | 'later';

/** The list of a month in its order. A step that is done stays done; the first that is not is to do now. */
export function monthSteps(list: MonthList): { step: MonthStep; state: MonthState }[] {
	const closed = list.closed !== null;
	const agrees = list.count !== null && list.count.amount === list.held.cash;
	const printed = list.vouchers.every((papers) => papers.printed === papers.count);
	const first: [MonthStep, boolean, boolean][] = [
		['over', list.over, false],
		// Numbers are given without gaps by the ledger itself; papers may be kept elsewhere than on paper, and hinder nothing.
		['vouchers', list.over && printed, list.over],
		['rewards', list.over && list.rewards_unposted === 0, list.over],
		['reconciled', list.reconciled, list.over],
		['counted', agrees, list.over && list.next],
		['signed', agrees && list.count?.signed_by !== null, agrees]
	];
	const ready = first.every(([step, done]) => done || step === 'vouchers') && list.next;
	const all: [MonthStep, boolean, boolean][] = [
		...first.map(([step, done, open]): [MonthStep, boolean, boolean] => [
			step,
			done || (closed && step !== 'vouchers'),
			open
		]),
		['closed', closed, ready],
		['published', list.published !== null, closed]
	];
	return all.map(([step, done, open]) => ({
		step,
		state: done ? 'done' : open ? 'todo' : 'later'
	}));
}
