/** What is sealed, made of the answers: the officers' lines in Vietnamese, and the few facts of the header. */
import { m } from '#lib/paraglide/messages';
import { pointOf, type Answers } from './answers.ts';
import { categoryOf, type Language } from './categories.ts';
import { identifiersIn, type Identifiers } from './identifiers.ts';
import type { Step } from './steps.ts';
import { dangerOptions, goingOptions, knowOptions, labelOf } from './words.ts';

export type Line = { q: string; a: string; step: Step };

/** Every answered question in a language, in the order of the form. Lists are said in it as well. */
export function linesOf(answers: Answers, locale: Language): Line[] {
	const as = { locale };
	const category = categoryOf(answers.category);
	const point = pointOf(answers.point);
	const lines: [Step, string, string][] = [
		['category', m.tips_line_category({}, as), category?.name[locale] ?? ''],
		['story', m.tips_line_story({}, as), answers.story],
		['place', m.tips_line_place({}, as), answers.place],
		['place', m.tips_line_point({}, as), point ? `${point.lat}, ${point.lon}` : ''],
		['place', m.tips_line_when({}, as), answers.when],
		['place', m.tips_line_going({}, as), labelOf(goingOptions(as), answers.going)],
		...(category?.ask ?? []).map((ask, index): [Step, string, string] => [
			'more',
			ask[locale],
			answers.asked[index] ?? ''
		]),
		['more', m.tips_line_who({}, as), answers.who],
		['more', m.tips_line_know({}, as), labelOf(knowOptions(as), answers.know)],
		['danger', m.tips_line_danger({}, as), labelOf(dangerOptions(as), answers.danger)]
	];
	return lines.map(([step, q, a]) => ({ step, q, a: a.trim() })).filter(({ a }) => a !== '');
}

/** Questions and answers as officers read them. */
export const answersOf = (answers: Answers): { q: string; a: string }[] =>
	linesOf(answers, 'vi').map(({ q, a }) => ({ q, a }));

export type HeaderContent = Identifiers & { category: string; danger: boolean };

export function headerOf(answers: Answers): HeaderContent {
	const { story, asked, who, when, place, category, danger } = answers;
	const words = [story, ...asked, who, when].join('\n');
	return { category, ...identifiersIn(words, place), danger: danger === 'now' };
}
