import { m } from '#lib/paraglide/messages';
import { formatDate, formatMoney } from '#lib/platform/clock.ts';
import type { SupportDetail } from './officer-support.ts';

type Given = SupportDetail['given'][number];
type Fund = NonNullable<Given['fund']>;

/** Where a payment of the fund is. */
const funds: Record<Fund['state'], (what: string, told: Fund) => string> = {
	proposed: (what) => m.support_fund_proposed({ what }),
	approved: (what) => m.support_fund_approved({ what }),
	paid: (what, { day, voucher }) =>
		m.support_fund_paid({ what, day: day ? formatDate(day) : '', voucher: voucher ?? '' }),
	refused: (what, { reason }) => m.support_fund_refused({ what, reason: reason ?? '' }),
	withdrawn: (what) => m.support_fund_withdrawn({ what }),
	reversed: (what, { reason, voucher }) =>
		m.support_fund_reversed({ what, voucher: voucher ?? '', reason: reason ?? '' })
};

/** "20 kg gạo, trị giá 400.000 đồng, ngày 26/11/2026"; of the fund, where its payment is. */
export function givenWords({ day, kind, amount, goods, undone, fund }: Given): string {
	const worth = amount === null ? '' : formatMoney(amount);
	const things = kind === 'goods' ? (goods ?? m.support_give_goods()) : null;
	const what = [things, worth && (things ? m.support_worth({ worth }) : worth)]
		.filter(Boolean)
		.join(', ');
	if (fund) return funds[fund.state](what, fund);
	const line = m.support_given_on({ what, day: formatDate(day) });
	return undone ? m.support_given_undone({ line }) : line;
}

/** The family has it: not struck through, and paid where the fund was asked. */
const stands = ({ undone, fund }: Given): boolean => !undone && (!fund || fund.state === 'paid');

/** What was given in all, of what has an amount. */
export const totalOf = (given: readonly Given[]): number =>
	given.filter(stands).reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** Whether a line may still be struck through here; what the fund has paid is taken back in its ledger. */
export const mayUndo = ({ undone, fund }: Given): boolean =>
	!undone && (!fund || ['proposed', 'approved'].includes(fund.state));
