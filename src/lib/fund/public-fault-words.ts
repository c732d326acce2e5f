/** What a check of the public ledger found, in the reader's words. */
import { m } from '#lib/paraglide/messages';
import { formatDate, formatMoney } from '#lib/platform/format.ts';
import type { Fault, Verdict } from './public-verify.ts';
import { monthWords, plain } from './public-words.ts';

const whys: {
	[Why in Fault['why']]: (fault: Extract<Fault, { why: Why }>, rows: number) => string;
} = {
	place: ({ seq }, rows) => m.fund_public_why_place({ seq: plain(seq), want: plain(rows + 1) }),
	hash: ({ seq }) => m.fund_public_why_hash({ seq: plain(seq) }),
	name: ({ seq }) => m.fund_public_why_name({ seq: plain(seq) }),
	balance: ({ seq }) => m.fund_public_why_balance({ seq: plain(seq) }),
	short: ({ seq }) => m.fund_public_why_short({ seq: plain(seq) }),
	head: () => m.fund_public_why_head(),
	held: () => m.fund_public_why_held(),
	month: ({ month }) => m.fund_public_why_month({ month: monthWords(month) }),
	day: ({ day }) => m.fund_public_why_day({ day: formatDate(day) })
};
/** What is wrong and where; `rows`: how many before hold. */
export const faultWords = (fault: Fault, rows: number): string =>
	(whys[fault.why] as (fault: Fault, rows: number) => string)(fault, rows);

/** What was checked of a ledger that holds. */
export const checkedWords = (verdict: Verdict): string[] =>
	[
		verdict.rows > 0 ? m.fund_public_sound_chain() : '',
		m.fund_public_sound_held({
			money: formatMoney(verdict.money),
			goods: formatMoney(verdict.goods)
		}),
		m.fund_public_sound_sums(),
		verdict.names > 0 ? m.fund_public_sound_names({ count: plain(verdict.names) }) : '',
		verdict.days > 0 ? m.fund_public_sound_days({ count: plain(verdict.days) }) : '',
		verdict.noted === null ? '' : m.fund_public_sound_noted({ row: plain(verdict.noted) })
	].filter(Boolean);

/** What nobody can check here, whatever came out. */
export const uncheckedWords = ({ noted }: Verdict): string[] => [
	noted === null
		? m.fund_public_not_rewritten()
		: m.fund_public_not_after_noted({ row: plain(noted) }),
	m.fund_public_not_cash(),
	m.fund_public_not_batches()
];
