/** Rows of the public ledger in the reader's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatMoney } from '#lib/platform/format.ts';
import type { Row } from './public-fund.ts';

/** As `bandsBelow` of the contract, which weighs more than the page; a test holds the two together. */
export const bandsBelow = [500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000] as const;

const kinds: Record<Row['kind'], () => string> = {
	opening: m.fund_public_kind_opening,
	gift: m.fund_public_kind_gift,
	spending: m.fund_public_kind_spending,
	transfer: m.fund_public_kind_transfer,
	reversal: m.fund_public_kind_reversal,
	aid: m.fund_public_kind_aid,
	rewards: m.fund_public_kind_rewards
};
export const kindWords = (kind: Row['kind']): string => kinds[kind]();

const purposes: Record<NonNullable<Row['purpose']>, () => string> = {
	movement: m.fund_public_purpose_movement,
	reward: m.fund_public_purpose_reward,
	support: m.fund_public_purpose_support,
	equipment: m.fund_public_purpose_equipment
};
export const purposeWords = (purpose: NonNullable<Row['purpose']>): string => purposes[purpose]();

const aids: Record<NonNullable<Row['aid']>, () => string> = {
	agent_orange: m.fund_public_aid_agent_orange,
	traffic_accident: m.fund_public_aid_traffic_accident,
	other: m.fund_public_aid_other
};
/** Of which kind help was; null: of several, merged. */
export const aidWords = (aid: Row['aid']): string =>
	aid ? aids[aid]() : m.fund_public_aid_merged();

/** `2026-08-01` → "08/2026". */
export const monthWords = (month: string): string => `${month.slice(5, 7)}/${month.slice(0, 4)}`;

/** Hex digits in groups of four, to be copied by hand. */
export const grouped = (digits: string): string => digits.match(/.{1,4}/g)?.join(' ') ?? '';
/** `8400000` → "8.400.000": where the head of a column says that it is đồng. */
export const plain = (dong: number): string =>
	dong.toLocaleString(getLocale() === 'en' ? 'en-GB' : 'vi-VN');

/** "+5.000.000", "−8.400.000", "0". */
export const signed = (dong: number): string =>
	(dong > 0 ? '+' : dong < 0 ? '−' : '') + plain(Math.abs(dong));

/** How many rewards of a batch were how large; nothing while they are under five. */
export function bandWords(bands: readonly number[]): string[] {
	return bands.flatMap((count, n) => {
		if (count === 0) return [];
		const [from, to] = [bandsBelow[n - 1], bandsBelow[n]];
		if (from === undefined) return m.fund_public_band_below({ count, to: formatMoney(to!) });
		if (to === undefined) return m.fund_public_band_from({ count, from: formatMoney(from) });
		return m.fund_public_band({ count, from: plain(from), to: formatMoney(to) });
	});
}
