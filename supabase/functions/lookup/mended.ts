import { Refusal } from '../_shared/answer/index.ts';
import { parsePhone } from '../_shared/phones/index.ts';
import type { Say } from './shapes.ts';

/**
 * What was said, as SQL takes it: a phone that is mended becomes E.164, which only TypeScript can make of what was typed.
 * @throws Refusal 422 `bad_phone`
 */
export function mended(asked: Say): Say {
	const { say } = asked;
	if (say.act !== 'mend' || say.field !== 'phone') return asked;
	const parsed = parsePhone(say.value);
	if ('problem' in parsed) throw new Refusal(422, parsed.problem, { field: 'value' });
	return { ...asked, say: { ...say, value: parsed.phone } };
}
