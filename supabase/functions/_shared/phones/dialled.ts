import type { RefusedField } from '../answer/index.ts';
import { parsePhone } from './index.ts';

/** The number as E.164; one that is none joins the faults. */
export function dialled(typed: string, field: string, faults: RefusedField[]): string {
	const parsed = parsePhone(typed);
	if ('phone' in parsed) return parsed.phone;
	faults.push({ field, code: parsed.problem });
	return typed;
}
