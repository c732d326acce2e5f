/** What the doctor says: in plain words, each with what to do. */

/** `fault`: mend it before anybody uses the portal. `doubt`: somebody should look. `question`: from here it cannot be seen. */
export type Weight = 'fault' | 'doubt' | 'question';

export type Finding = {
	/** The check that found it, by its name in `examine.ts`. */
	check: string;
	weight: Weight;
	what: string;
	todo: string;
};

/** A finding before it is known which check made it. */
export type Found = Omit<Finding, 'check'>;

const of = (weight: Weight) => (what: string, todo: string) => ({ weight, what, todo }) as Found;
export const fault = of('fault');
export const doubt = of('doubt');
export const question = of('question');

/** Exit code of a visit: 0 nothing wrong, 1 something is. (2, not looked at, is the command's own.) */
export const verdict = (findings: readonly Finding[]): 0 | 1 =>
	findings.some(({ weight }) => weight !== 'question') ? 1 : 0;

const marks: Record<Weight, string> = { fault: '✗', doubt: '!', question: '?' };
const order: Weight[] = ['fault', 'doubt', 'question'];

/** The findings as lines to read: what is wrong first, questions last. */
export function report(findings: readonly Finding[], looked: readonly string[]): string {
	const lines = order.flatMap((weight) =>
		findings
			.filter((one) => one.weight === weight)
			.map(({ check, what, todo }) => `${marks[weight]} ${check}: ${what}\n    → ${todo}`)
	);
	const count = (weight: Weight) => findings.filter((one) => one.weight === weight).length;
	lines.push(
		`Looked at: ${looked.join(', ')}.`,
		`${count('fault')} wrong, ${count('doubt')} doubtful, ${count('question')} to be asked.`
	);
	return lines.join('\n');
}
