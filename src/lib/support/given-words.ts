import { m } from '#lib/paraglide/messages';
import { formatDate, formatMoney } from '#lib/platform/clock.ts';
import type { SupportDetail } from './officer-support.ts';

type Given = SupportDetail['given'][number];

/** "20 kg gạo, trị giá 400.000 đồng, ngày 26/11/2026". */
export function givenWords({ day, amount, goods, undone }: Given): string {
	const worth = amount === null ? '' : formatMoney(amount);
	const what = [goods, worth && (goods ? m.support_worth({ worth }) : worth)]
		.filter(Boolean)
		.join(', ');
	const line = m.support_given_on({ what, day: formatDate(day) });
	return undone ? m.support_given_undone({ line }) : line;
}

/** What was given in all, of what has an amount and was not struck through. */
export const totalOf = (given: readonly Given[]): number =>
	given.reduce((sum, { amount, undone }) => sum + (undone ? 0 : (amount ?? 0)), 0);
