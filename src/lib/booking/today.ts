import { now } from '#lib/platform/clock.ts';
import { localDay } from '#shared/days/index.ts';

/** The calendar day in Việt Nam by the server's clock, `YYYY-MM-DD`. */
export const today = (): string => localDay(now());
