/** What stands above the list of cases for lead and treasurer, as it goes over the line (docs/decisions/0076). */
import { doors } from '#contracts/fund-yearly.ts';
import { questionOf } from '#lib/platform/call.ts';

export const yearlyQuestion = () => questionOf(doors, 'fund_yearly', {});
