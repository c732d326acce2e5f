/** Limits of time in words: of the law, or a promise of the unit. */
import { m } from '#lib/paraglide/messages';

const measures = {
	hours: m.time_limit_hours,
	days: m.time_limit_days,
	working_days: m.time_limit_working_days,
	months: m.time_limit_months
};
export type Measure = keyof typeof measures;

/** "24 giờ", "3 ngày làm việc". */
export const limitWords = (amount: number, measure: Measure): string =>
	measures[measure]({ amount });
