/** The verbs of the room about what stands beside its ledger: the day by which a year is published, and prints of vouchers. */
import { doors } from '#contracts/fund-yearly.ts';
import { call } from '#lib/platform/call.ts';
import type * as z from 'zod/mini';

export type Yearly = z.output<(typeof doors)['fund_yearly']['answer']>;
export type YearlyClock = NonNullable<Yearly['clock']>;

export const readYearly = () => call(doors, 'fund_yearly', {});
export const saveYearly = (args: z.input<(typeof doors)['fund_yearly_save']['args']>) =>
	call(doors, 'fund_yearly_save', args);
/** A number for a print of an entry's paper, and which print of it this is. */
export const numberVoucher = (id: string) => call(doors, 'fund_voucher_print', { id });
