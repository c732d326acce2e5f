/** The four questions of the evening before, in the order they are asked, and the words of the answers. */
import { m } from '#lib/paraglide/messages';
import type { Opened, Say } from './lookup.ts';

export type Answers = Extract<Say, { act: 'readiness' }>['answers'];
export type Asked = keyof Answers;
export type Answer = Answers[Asked];

const questions: Record<Asked, () => string> = {
	power: m.lookup_ready_power,
	seat: m.lookup_ready_seat,
	papers: m.lookup_ready_papers,
	home: m.lookup_ready_home
};
export const asked = Object.keys(questions) as Asked[];
export const questionWords = (name: Asked): string => questions[name]();

const answers: Record<Answer, () => string> = {
	yes: m.lookup_ready_yes,
	not_yet: m.lookup_ready_not_yet,
	unsure: m.lookup_ready_unsure
};
export const answerWords = (answer: Answer): string => answers[answer]();
export const answerOptions = () =>
	(Object.keys(answers) as Answer[]).map((value) => ({ value, label: answers[value]() }));

/** Whether an officer has to call: whatever is not certain may cost the family a second visit. */
export const isMissing = (given: Answers): boolean => asked.some((name) => given[name] !== 'yes');

/** What is to be said, or the first question that has no answer, with its words. */
export function sayReady(
	typed: Partial<Record<Asked, string>>
): Say | { field: string; text: string } {
	const open = asked.find((name) => !typed[name]);
	if (open) return { field: open, text: m.lookup_fault_ready({ what: questionWords(open) }) };
	return { act: 'readiness', answers: typed as Answers };
}

/** What a family does where something is missing; a number that the unit is not sure of stands below, with that doubt. */
export const missingWords = ({ hotline, hotline_sure }: Opened['unit']): string =>
	hotline && hotline_sure
		? m.lookup_ready_missing_text({ number: hotline })
		: m.lookup_ready_missing_text_plain();
