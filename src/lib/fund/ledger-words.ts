/** Codes of the ledger in the reader's words. Asked for at use: the language is known then. */
import type { AidKind, EntryKind, Holding, Purpose } from '#contracts/fund-ledger.ts';
import { m } from '#lib/paraglide/messages';
import { paymentWaits } from './lawful.ts';
import type { Entry, Payment } from './ledger-fund.ts';

type Words<Code extends string> = Record<Code, () => string>;

const holdings: Words<Holding> = {
	cash: m.fund_books_cash,
	bank: m.fund_books_bank,
	goods: m.fund_books_goods
};
const purposes: Words<Purpose> = {
	movement: m.fund_books_movement,
	equipment: m.fund_books_equipment,
	reward: m.fund_books_reward,
	support: m.fund_books_support
};
const accounts: Words<Entry['debit']> = {
	...holdings,
	...purposes,
	gifts: m.fund_books_gifts,
	opening: m.fund_books_opening
};
const kinds: Words<EntryKind> = {
	gift: m.fund_books_kind_gift,
	spending: m.fund_books_kind_spending,
	transfer: m.fund_books_kind_transfer,
	reversal: m.fund_books_kind_reversal,
	opening: m.fund_books_opening
};
const aids: Words<AidKind> = {
	agent_orange: m.fund_books_aid_agent_orange,
	traffic_accident: m.fund_books_aid_traffic_accident,
	other: m.fund_books_aid_other
};
const papers: Words<NonNullable<Entry['voucher_kind']>> = {
	receipt: m.fund_books_paper_receipt,
	payment: m.fund_books_paper_payment,
	goods_in: m.fund_books_paper_goods_in,
	goods_out: m.fund_books_paper_goods_out,
	correction: m.fund_books_paper_correction,
	payment_apart: m.fund_books_paper_payment,
	goods_out_apart: m.fund_books_paper_goods_out,
	correction_apart: m.fund_books_paper_correction
};

export const accountWords = (code: Entry['debit']): string => accounts[code]();
export const kindWords = (code: EntryKind): string => kinds[code]();
export const purposeWords = (code: Purpose): string => purposes[code]();
export const aidWords = (code: AidKind): string => aids[code]();
/** "Phiếu thu"; an opening has no paper. */
export const paperWords = (code: Entry['voucher_kind']): string =>
	code === null ? m.fund_books_opening() : papers[code]();

const optionsOf = <Code extends string>(words: Words<Code>) =>
	(Object.keys(words) as Code[]).map((value) => ({ value, label: words[value]() }));
export const holdingOptions = () => optionsOf(holdings);
export const purposeOptions = () => optionsOf(purposes);
export const kindOptions = () => optionsOf(kinds);
export const aidOptions = () => optionsOf(aids);

type Kind = 'neutral' | 'info' | 'caution' | 'danger' | 'done';
const states: Record<Payment['state'], { words: () => string; kind: Kind }> = {
	proposed: { words: m.fund_books_state_proposed, kind: 'caution' },
	approved: { words: m.fund_books_state_approved, kind: 'info' },
	paid: { words: m.fund_books_state_paid, kind: 'done' },
	refused: { words: m.fund_books_state_refused, kind: 'neutral' },
	withdrawn: { words: m.fund_books_state_withdrawn, kind: 'neutral' }
};
export const stateOf = (state: Payment['state']) => ({
	words: states[state].words(),
	kind: states[state].kind
});

const waits = {
	lead: m.fund_books_waits_lead,
	second_lead: m.fund_books_waits_second,
	treasurer: m.fund_books_waits_treasurer
};
/** Who has to come next; null where nobody has. */
export function waitsWords(payment: Payment): string | null {
	const who = paymentWaits(payment);
	return who && waits[who]();
}

const steps: Words<Payment['steps'][number]['code']> = {
	propose: m.fund_books_step_propose,
	approve: m.fund_books_step_approve,
	refuse: m.fund_books_step_refuse,
	withdraw: m.fund_books_step_withdraw,
	pay: m.fund_books_step_pay
};
export const stepWords = (code: Payment['steps'][number]['code']): string => steps[code]();

/** "2026-10-01" → "10/2026". */
export const monthWords = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;
