/** Which control of the operator's short form a field of the contract belongs to, and in what order they stand. */
import { badPhone } from '#lib/platform/phone.ts';
import type { Answers } from './answers.ts';
import type { EnterCallBack } from './officer-booking.ts';

export type Wrong = readonly (readonly [field: string, code: string])[];

/** Before each id, so that no page below has the same. */
const at = 'hotline.';

/** A call-back and a visit name the same things on different levels. */
const called: Record<string, string> = {
	booking_for: 'contact.relation',
	name: 'contact.name',
	phone: 'contact.phone',
	area: 'place.area',
	hamlet: 'place.hamlet'
};

/** The id of the control that a field is said at. */
export const controlOf = (field: string): string => at + (called[field] ?? field);

const order = ['contact.phone', 'contact.relation', 'contact.name', 'people', 'place', 'window'];
const rank = (field: string) => {
	const found = order.findIndex((one) => (called[field] ?? field).startsWith(one));
	return found === -1 ? order.length : found;
};

/** From top to bottom, each control once. */
export function inOrder(wrong: Wrong): Wrong {
	const first = wrong.filter(
		([field], index) =>
			wrong.findIndex(([other]) => controlOf(other) === controlOf(field)) === index
	);
	return [...first].sort(([a], [b]) => rank(a) - rank(b));
}

/** What a call-back needs of what was typed: a name, a number and where the person lives. */
export function callBackOf({ contact, people, place }: Answers): {
	wrong: Wrong;
	form: EnterCallBack['form'];
} {
	const name = contact.name.trim() || people[0]!.name.trim();
	const phone = contact.phone.trim();
	const wrong: (readonly [string, string])[] = [];
	if (!phone) wrong.push(['phone', 'required']);
	else if (badPhone(phone)) wrong.push(['phone', 'bad_phone']);
	if (!name) wrong.push(['people.0.name', 'required']);
	if (!place.area) wrong.push(['area', 'required']);
	const { area, hamlet } = place;
	return { wrong, form: { name, phone, area, hamlet: hamlet || null, when: 'any', about: null } };
}
