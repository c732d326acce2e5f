/** Typed text: what is taken, what it becomes. Messages of refusal are codes: required, too_long, bad_characters. */
import * as z from 'zod/mini';
import { cleanLine, cleanText, nameProblem, textProblem, type TextProblem } from './characters.ts';

export {
	NAME_MAX,
	cleanLine,
	cleanText,
	lengthOf,
	nameProblem,
	textProblem,
	type TextProblem
} from './characters.ts';
export { byGivenName, fold, givenName } from './names.ts';

function checked(clean: (text: string) => string, problem: (text: string) => TextProblem | null) {
	return z.string({ error: 'required' }).check(
		z.overwrite(clean),
		z.check<string>((context) => {
			const message = problem(context.value);
			if (message) context.issues.push({ code: 'custom', message, input: context.value });
		})
	);
}

/** A person's name, at most 100 characters, as `cleanLine` writes it. */
export function personName() {
	return checked(cleanLine, nameProblem);
}

/** A text of one or more lines and 1 to `max` characters, as `cleanText` writes it. */
export function plainText(max: number) {
	return checked(cleanText, (text) => textProblem(text, max, true));
}

/** What is still being typed, left as it is: 0 to `max` characters, nothing hidden among them. */
export function typedText(max: number) {
	return checked(
		(text) => text,
		(text) => (text === '' ? null : textProblem(text, max, true))
	);
}
