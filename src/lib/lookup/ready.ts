/** The four questions of the evening before, in the order they are asked, and the words of the answers. */
import { m } from '#lib/paraglide/messages';
import type { Opened, Say } from './lookup.ts';

export type Answers = Extract<Say, { act: 'readiness' }>['answers'];
export type Asked = keyof Answers;
export type Answer = NonNullable<Answers[Asked]>;

const questions: Record<Asked, () => string> = {
	power: m.lookup_ready_power,
	seat: m.lookup_ready_seat,
	papers: m.lookup_ready_papers,
	home: m.lookup_ready_home
};
const asked = Object.keys(questions) as Asked[];
/** Who comes to a gathering is asked for papers and whether they come: power and tables are the place's. */
export const askedOf = ({ gathering }: Pick<Opened, 'gathering'>): readonly Asked[] =>
	gathering ? ['papers', 'home'] : asked;
export const questionWords = (name: Asked, comes = false): string =>
	comes && name === 'home' ? m.lookup_ready_comes() : questions[name]();

const answers: Record<Answer, () => string> = {
	yes: m.lookup_ready_yes,
	not_yet: m.lookup_ready_not_yet,
	unsure: m.lookup_ready_unsure
};
export const answerWords = (answer: Answers[Asked]): string => (answer ? answers[answer]() : '');
export const answerOptions = () =>
	(Object.keys(answers) as Answer[]).map((value) => ({ value, label: answers[value]() }));

/** Whether an officer has to call: whatever is not certain may cost the family a second visit. */
export const isMissing = (given: Answers): boolean =>
	asked.some((name) => given[name] !== null && given[name] !== 'yes');

/** What is to be said, or the first question that has no answer, with its words. */
export function sayReady(
	typed: Partial<Record<Asked, string | null>>,
	of: Pick<Opened, 'gathering'> = {}
): Say | { field: string; text: string } {
	const open = askedOf(of).find((name) => !typed[name]);
	if (open) {
		const what = questionWords(open, Boolean(of.gathering));
		return { field: open, text: m.lookup_fault_ready({ what }) };
	}
	const answers = { power: null, seat: null, ...typed } as Answers;
	return { act: 'readiness', answers };
}

/** What a family does where something is missing; a number that the unit is not sure of stands below, with that doubt. */
export const missingWords = ({ hotline, hotline_sure }: Opened['unit']): string =>
	hotline && hotline_sure
		? m.lookup_ready_missing_text({ number: hotline })
		: m.lookup_ready_missing_text_plain();
