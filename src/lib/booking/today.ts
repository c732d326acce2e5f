import { dayOf, now } from '#lib/platform/clock.ts';

/** The calendar day in Việt Nam by the server's clock, `YYYY-MM-DD`. The home page asks: no contract may come along. */
export const today = (): string => dayOf(now());
