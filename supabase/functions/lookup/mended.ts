import * as z from 'zod/mini';
import { Refusal, invalid } from '../_shared/answer/index.ts';
import { parsePhone } from '../_shared/phones/index.ts';
import type { RefusedField, Say } from './shapes.ts';

/**
 * What was said, as SQL takes it: a phone that is mended becomes E.164, which only TypeScript can make of what was typed.
 * One that is none goes on as nothing that SQL could take for a phone, so that it is refused together with what else is wrong.
 */
export function mended(asked: Say): Say {
	const { say } = asked;
	if (say.act !== 'mend' || say.values.phone === undefined) return asked;
	const parsed = parsePhone(say.values.phone);
	const phone = 'problem' in parsed ? '-' : parsed.phone;
	return { ...asked, say: { ...say, values: { ...say.values, phone } } };
}

const several = z.array(z.object({ field: z.string(), code: z.string() })).check(z.minLength(1));

/** SQL says what is wrong with a mended visit in one refusal, as a list: here it becomes one. Every other stays as it is. */
export function listed(refusal: Refusal): Refusal {
	if (refusal.code !== 'invalid' || !refusal.details.field?.startsWith('[')) return refusal;
	const fields = several.safeParse(JSON.parse(refusal.details.field));
	if (!fields.success) return refusal;
	const [first, ...others] = fields.data as [RefusedField, ...RefusedField[]];
	// One alone keeps the code that it has words for.
	return others.length > 0
		? invalid(fields.data)
		: new Refusal(422, first.code, { field: first.field });
}
