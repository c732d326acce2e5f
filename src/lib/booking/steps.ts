/** The order of the questions. Each is a word of the address after '#', so that Back goes one question back. */

export type Step =
	| { is: 'start' | 'for' | 'place' | 'contact' | 'window' | 'check' | 'done' }
	| { is: 'who' | 'needs'; person: number };

const words = {
	start: '',
	for: 'cho-ai',
	who: 'nguoi',
	needs: 'can-bao-truoc',
	place: 'noi-den',
	contact: 'lien-he',
	window: 'khung-gio',
	check: 'kiem-tra',
	done: 'da-gui'
} as const;

/** `#nguoi-2` for the second person; persons are counted from 1 in the address, from 0 in the code. */
export const hashOf = (step: Step): string =>
	'person' in step ? `${words[step.is]}-${step.person + 1}` : words[step.is];

/** The step an address names; the start where it names none. */
export function stepAt(hash: string, people: number): Step {
	const word = hash.replace(/^#/, '');
	return stepsFor(people).find((step) => hashOf(step) === word) ?? { is: 'start' };
}

/** The questions for so many people, without the start and the confirmation. */
export function questionsFor(people: number): Step[] {
	const each = Array.from({ length: people }, (_, person): Step[] => [
		{ is: 'who', person },
		{ is: 'needs', person }
	]).flat();
	return [
		{ is: 'for' },
		...each,
		{ is: 'place' },
		{ is: 'contact' },
		{ is: 'window' },
		{ is: 'check' }
	];
}

/** Every screen of a booking: for one person nine. */
export const stepsFor = (people: number): Step[] => [
	{ is: 'start' },
	...questionsFor(people),
	{ is: 'done' }
];

const place = (steps: Step[], step: Step) => steps.findIndex((one) => hashOf(one) === hashOf(step));

export function stepAfter(step: Step, people: number): Step {
	const steps = stepsFor(people);
	return steps[place(steps, step) + 1] ?? { is: 'done' };
}

/** Where a question stands among those of so many people: `{ number: 3, of: 7 }`. */
export function countOf(step: Step, people: number): { number: number; of: number } {
	const steps = questionsFor(people);
	return { number: place(steps, step) + 1, of: steps.length };
}

/** Nobody may jump over a question that has no good answer yet. */
export function reachable(wanted: Step, people: number, answered: (step: Step) => boolean): Step {
	if (wanted.is === 'start' || wanted.is === 'done') return wanted;
	const steps = questionsFor(people);
	const gap = steps.findIndex((step) => !answered(step));
	const at = place(steps, wanted);
	return gap === -1 || at <= gap ? wanted : (steps[gap] ?? wanted);
}

/** The question that a field of the contract belongs to: `people.1.needs` to the second person's needs. */
export function stepOfField(field: string): Step {
	const [head, index, name] = field.split('.');
	if (head === 'people') {
		const person = Number(index) || 0;
		return { is: name === 'needs' ? 'needs' : 'who', person };
	}
	if (head === 'consent') return { is: 'needs', person: 0 };
	if (head === 'place') return { is: 'place' };
	if (head === 'contact') return { is: 'contact' };
	return { is: head === 'booking_for' ? 'for' : 'check' };
}
