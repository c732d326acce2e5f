/** The fields that every caller is asked for, in the order in which they are asked: where Enter goes. */
import { controlOf } from './officer-hotline-form.ts';

export const roadOf = ({ relation, lines }: { relation: string; lines: readonly string[] }) => [
	'contact.phone',
	'contact.relation',
	...(relation === 'self' ? [] : ['contact.name']),
	...lines.flatMap((_, index) => [`people.${index}`, `people.${index}.needs`]),
	'place',
	'place.landmark',
	'window'
];

const control = (field: string) => document.getElementById(controlOf(field));

/** Whether somebody is at a field: in it, or anywhere in its group. */
export const isAt = (field: string, from: Element): boolean => {
	const found = control(field);
	return found !== null && (found === from || Boolean(from.closest('fieldset')?.contains(found)));
};

/** Goes to a field; of a group to the choice that is marked, as Tab would. */
export function enter(field: string) {
	const first = control(field);
	(first?.closest('fieldset')?.querySelector<HTMLElement>('input:checked') ?? first)?.focus();
}

/** The field after this one; from what is not asked of everybody straight to the end. Null at the end itself. */
export function after(road: readonly string[], from: Element): string | null {
	const at = road.findIndex((field) => isAt(field, from));
	if (at === -1) return from.closest('details') ? 'window' : road[0]!;
	return road[at + 1] ?? null;
}
