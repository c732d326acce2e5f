import type * as z from 'zod/mini';
import { invalid, type RefusedField } from './refusal.ts';

/**
 * What was sent, if it is what the contract takes.
 * @param within keys that only wrap a form: fields inside are named from there on, as SQL names them
 * @throws Refusal 422 `invalid` that names every field with a code
 */
export function take<Schema extends z.ZodMiniType>(
	schema: Schema,
	sent: unknown,
	within: readonly string[] = []
): z.output<Schema> {
	const taken = schema.safeParse(sent);
	if (taken.success) return taken.data;
	const wrapper = new RegExp(`^(${within.join('|')})\\.`);
	throw invalid(
		toldOf(taken.error.issues, sent).map(({ field, code }) => ({
			field: field.replace(wrapper, ''),
			code
		}))
	);
}

/** As {@link fieldsOf}, for an answer: nothing of what was sent is in it, and it has an end. */
export function toldOf(issues: readonly z.core.$ZodIssue[], sent: unknown): RefusedField[] {
	const fields = fieldsOf(issues, sent).slice(0, FIELDS);
	return fields.map(({ field, code }) => ({ field: named(field), code }));
}

/** More nobody mends at once, and a list of thousands of bad things would be answered by one that is longer. */
const FIELDS = 50;

/**
 * The path of a field as far as it is of the kind that contracts write. What somebody made up as a key may be anything that
 * they typed, and nothing of it is repeated but a plain word, as the misspelt name of a field is.
 */
function named(field: string): string {
	const steps = field.split('.');
	const odd = steps.findIndex((step) => !/^(?:[a-z][a-z0-9_]{0,39}|\d{1,5})$/.test(step));
	return (odd < 0 ? steps : steps.slice(0, odd)).join('.');
}

/** zod's issues as fields, each with its first code; a contract's own message is a code already. */
export function fieldsOf(issues: readonly z.core.$ZodIssue[], sent: unknown): RefusedField[] {
	const codes = new Map<string, string>();
	for (const issue of issues) {
		const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null;
		const code = unknown ? 'unknown_field' : codeOf(issue, valueAt(sent, issue.path));
		for (const key of unknown ?? [null]) {
			const field = [...issue.path, ...(key === null ? [] : [key])].join('.');
			if (!codes.has(field)) codes.set(field, code);
		}
	}
	return Array.from(codes, ([field, code]) => ({ field, code }));
}

const tooBig: Record<string, string> = { string: 'too_long', array: 'too_many' };

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
	if (/^[a-z][a-z0-9_]*$/.test(issue.message)) return issue.message;
	if (value === undefined) return 'required';
	if (issue.code === 'too_big') return tooBig[issue.origin] ?? 'out_of_range';
	if (issue.code === 'too_small') return issue.origin in tooBig ? 'required' : 'out_of_range';
	return 'bad_format';
}

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step],
		sent
	);
}
