/** What is said of other officers. */
import { m } from '#lib/paraglide/messages';

/** What just happened, in one sentence: who did it, unless it was the family or the system, whose deeds name them. */
export const newsWords = (what: string, who: string | null): string =>
	who ? m.queue_news({ who, what: what.toLocaleLowerCase() }) : what;

/** The last word of a Vietnamese name is what people are called by. */
export const givenName = (name: string): string => name.trim().split(' ').at(-1) ?? name;
