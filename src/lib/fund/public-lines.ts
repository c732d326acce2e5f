/**
 * What a page shows of a public ledger, in the words of its reader: made where pages are built, and of the doors' answers. The page
 * itself carries neither the words of what it does not show nor what chooses among them.
 */
import { m } from '#lib/paraglide/messages';
import { formatDate, formatMoney } from '#lib/platform/format.ts';
import type { Ledger, Row } from './public-fund.ts';
import {
	aidWords,
	bandWords,
	kindWords,
	monthWords,
	plain,
	purposeWords,
	signed
} from './public-words.ts';

/** A row, with what was left after it; `goods` is empty where there are none. */
export type Line = {
	seq: number;
	day: string;
	title: string;
	facts: string[];
	bands: string[];
	change: string;
	came: boolean;
	after: string;
	goods: string;
};
export function lineOf(row: Row): Line {
	const change = row.money + row.goods;
	return {
		seq: row.seq,
		day: formatDate(row.day),
		title: titleOf(row),
		facts: factsOf(row),
		bands: row.bands ? bandWords(row.bands) : [],
		change: change === 0 ? m.fund_public_unmoved() : signed(change),
		came: change > 0,
		after: plain(row.money_after),
		goods: row.goods_after > 0 ? m.fund_public_after_goods({ amount: plain(row.goods_after) }) : ''
	};
}

/** What stands above the rows: what is held, and facts with their names. */
export type Above = {
	demo: boolean;
	money: string;
	goods: string;
	facts: [name: string, value: string][];
	/** Why something waits; empty where nothing does. */
	why: string;
};
export function aboveOf(ledger: Omit<Ledger, 'today' | 'heads'>): Above {
	const { balance, reconciled_until, waiting, holder, basis, demo } = ledger;
	const until = ledger.months[0]?.month;
	return {
		demo,
		money: formatMoney(balance.money),
		goods: balance.goods > 0 ? `${m.fund_public_goods()}: ${formatMoney(balance.goods)}` : '',
		facts: [
			[
				m.fund_public_until(),
				until ? m.fund_public_until_month({ month: monthWords(until) }) : m.fund_public_until_none()
			],
			[
				m.fund_public_reconciled(),
				reconciled_until
					? m.fund_public_reconciled_day({ day: formatDate(reconciled_until) })
					: m.fund_public_reconciled_none()
			],
			[
				m.fund_public_waiting(),
				waiting
					.map(({ month, amount }) =>
						m.fund_public_waiting_month({ month: monthWords(month), amount: signed(amount) })
					)
					.join('; ') || m.fund_public_waiting_none()
			],
			[m.fund_public_holder(), holder],
			[m.fund_public_basis(), basis]
		],
		why: waiting.length > 0 ? m.fund_public_waiting_why() : ''
	};
}

/** What a row is about, in one line. */
function titleOf({ kind, words, aid }: Pick<Row, 'kind' | 'words' | 'aid'>): string {
	if (words) return words;
	if (kind === 'aid') return aidWords(aid);
	return kind === 'rewards' ? m.fund_public_rewards() : kindWords(kind);
}

/** What is said below it: kind, purpose, who gave, papers. */
function factsOf(row: Row): string[] {
	const { kind, purpose, name, voucher, decision, amount, goods, money } = row;
	return [
		(row.words && kind !== 'opening') || kind === 'aid' ? kindWords(kind) : '',
		purpose && kind !== 'aid' && kind !== 'rewards' ? purposeWords(purpose) : '',
		name ?? (kind === 'gift' ? m.fund_public_unnamed() : ''),
		goods !== 0 && money === 0 ? m.fund_public_in_goods() : '',
		kind === 'transfer' ? m.fund_public_moved({ amount: formatMoney(amount) }) : '',
		voucher ? m.fund_public_voucher({ number: voucher }) : '',
		decision ? m.fund_public_decision({ number: decision }) : ''
	].filter(Boolean);
}
