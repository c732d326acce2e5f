/** What is wrong with what was typed: empty fields first, then the contract's word. */
import { late } from '#lib/platform/late.ts';
import { badPhone } from '#lib/platform/phone.ts';
import { codeOf } from '#lib/ui/form.svelte.ts';
import { blank, formOf, missing, stepOf, type Step, type Typed } from './typed.ts';

export type Fault = readonly [field: string, code: string];

/** The contract comes while the person types, so that the page stands without it. */
export const contract = () => late(import('#contracts/support.ts'));

/** Of these questions alone. */
export async function faultsOf(asked: readonly Step[], typed: Typed): Promise<Fault[]> {
	const found: Fault[] = asked.flatMap((step) =>
		missing(step, typed).map((field): Fault => [field, 'required'])
	);
	const parsed = (await contract()).form.safeParse(formOf(typed));
	for (const issue of parsed.error?.issues ?? []) {
		const field = issue.path.join('.');
		if (asked.includes(stepOf(field)) && !found.some(([one]) => one === field))
			found.push([field, codeOf(issue)]);
	}
	const { asked_by } = typed.asker === 'self' ? blank() : typed;
	const phones = { family_phone: typed.family_phone, 'asked_by.phone': asked_by.phone };
	for (const [field, phone] of Object.entries(phones))
		if (asked.includes('contact') && badPhone(phone)) found.push([field, 'bad_phone']);
	return found;
}
