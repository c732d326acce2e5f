import { m } from '#lib/paraglide/messages';
import { formatDay } from '#lib/platform/format.ts';
import type { Days } from './booking.ts';
import { postponeWords } from './postponing-words.ts';

/** One postponement in a sentence. `to_day`: it is told until then. */
export type ToldPostponed = { unit: string; to_day: string; text: string };

const days = (one: { from_day: string; to_day: string }) =>
	one.from_day === one.to_day
		? formatDay(one.from_day)
		: m.booking_postponed_span({ from: formatDay(one.from_day), to: formatDay(one.to_day) });

/**
 * Days on which nobody is visited somewhere. The build says it, so that a page has the sentences and not what makes them;
 * in the browser it comes with facts that are asked for anew.
 */
export const toldPostponed = (facts: Pick<Days, 'postponed'> | null): ToldPostponed[] =>
	(facts?.postponed ?? []).map((one) => {
		const words = { name: one.name, days: days(one) };
		const told = one.some ? m.booking_postponed_some(words) : m.booking_postponed_all(words);
		return {
			unit: one.unit,
			to_day: one.to_day,
			text: `${told} ${postponeWords(one.reason, one.note)}.`
		};
	});
