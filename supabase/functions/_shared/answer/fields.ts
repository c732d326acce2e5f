import * as z from 'zod/mini';
import { invalid, type RefusedField } from './refusal.ts';

/**
 * What was sent, if it is what the contract takes.
 * @throws Refusal 422 `invalid` that names every field with a code
 */
export function take<Schema extends z.ZodMiniType>(schema: Schema, sent: unknown): z.output<Schema> {
	const taken = schema.safeParse(sent);
	if (taken.success) return taken.data;
	throw invalid(fieldsOf(taken.error.issues, sent));
}

/** zod's issues as fields and codes; a contract's own message is a code already. */
export function fieldsOf(issues: readonly z.core.$ZodIssue[], sent: unknown): RefusedField[] {
	return issues.flatMap((issue) => {
		const path = issue.path.map(String);
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => ({ field: [...path, key].join('.'), code: 'unknown_field' }));
		return [{ field: path.join('.'), code: codeOf(issue, valueAt(sent, issue.path)) }];
	});
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
	if (/^[a-z][a-z0-9_]*$/.test(issue.message)) return issue.message;
	if (value === undefined) return 'required';
	if (issue.code === 'too_big') return { string: 'too_long', array: 'too_many' }[issue.origin as string] ?? 'out_of_range';
	if (issue.code === 'too_small')
		return issue.origin === 'string' || issue.origin === 'array' ? 'required' : 'out_of_range';
	return 'bad_format';
}

function valueAt(sent: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], sent);
}
