/** The order of the questions. A step is a word in memory: neither the address nor the history learns it. */
import { oversight, pointOf, ROOM, written, type Answers } from './answers.ts';

export const steps = [
	'area',
	'officials',
	'category',
	'story',
	'place',
	'more',
	'danger',
	'files',
	'check'
] as const;
export type Step = (typeof steps)[number];

export const countOf = (step: Step) => ({ number: steps.indexOf(step) + 1, of: steps.length });
export const stepAfter = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? 'check';
/** Null before the first question. */
export const stepBefore = (step: Step): Step | null => steps[steps.indexOf(step) - 1] ?? null;

/** After one answer was mended: back to the check, by way of what another place or another kind asks anew. */
export const mended = (step: Step): Step =>
	step === 'area' ? 'officials' : step === 'category' ? 'more' : 'check';

export type Fault = { field: string; code: string };

/** What each question needs before the sender may go on; everything else may stay empty. */
const needed: Partial<Record<Step, (answers: Answers) => Record<string, boolean>>> = {
	area: ({ area }) => ({ area: !area }),
	officials: ({ officials, desk }) => ({
		officials: !officials,
		desk: officials === 'unsure' && !desk
	}),
	category: ({ category }) => ({ category: !category }),
	story: ({ story }) => ({ story: !story.trim() }),
	place: ({ place, going }) => ({ place: !place.trim(), going: !going }),
	more: ({ know }) => ({ know: !know }),
	danger: ({ danger }) => ({ danger: !danger })
};

/** The field of a step that says that the words are too many. */
const longest: Partial<Record<Step, string>> = { story: 'story', place: 'place', more: 'who' };

/** All that is wrong with one question; empty when the sender may go on. */
export function faultsOf(step: Step, answers: Answers): Fault[] {
	const empty = needed[step]?.(answers) ?? {};
	const faults = Object.keys(empty)
		.filter((field) => empty[field])
		.map((field) => ({ field, code: 'required' }));
	if (step === 'place' && answers.point.trim() && !pointOf(answers.point))
		faults.push({ field: 'point', code: 'bad_format' });
	const long = longest[step];
	if (long && written(answers) > ROOM && !faults.length)
		faults.push({ field: long, code: 'no_room' });
	return faults;
}

/** What the keys are made for: another unit or another desk means other readers. */
export const readersOf = (answers: Answers, unit: string) =>
	JSON.stringify([unit, oversight(answers)]);
