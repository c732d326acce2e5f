import { Refusal, invalid, type RefusedField } from '../_shared/answer/index.ts';
import { ageOn, localDay } from '../_shared/days/index.ts';
import { dialled } from '../_shared/phones/dialled.ts';
import type { CallBackForm, Form, GatheringForm } from './shapes.ts';

/** Children younger than this get their card through VNeID; nobody has to come. */
const VNEID_UNDER = 6;
/** Somebody younger than this is spoken for by a lawful representative. */
const REPRESENTED_UNDER = 14;
/** A box around Việt Nam's land and islands near the coast, in degrees; SQL refuses by the same. */
const vietnam = { south: 8, north: 23.5, west: 102, east: 110 };

/**
 * The form with its phones as E.164. What one field cannot tell is asked here: ages, a place that can be found, consent of
 * the person who is booked for. `now` is milliseconds since 1970.
 * @throws Refusal 422 `use_vneid` with the birth of the first child under six; 422 `invalid` with every field at fault
 */
export function readForm(form: Form, now: number): Form {
	const today = localDay(new Date(now));
	// Where only a year is known, nobody is taken for younger than they may be.
	const ages = form.people.map(({ birth }) => ageOn(birth, today).most);
	const child = ages.findIndex((age) => age < VNEID_UNDER);
	if (child >= 0) throw new Refusal(422, 'use_vneid', { field: `people.${child}.birth` });

	const faults: RefusedField[] = [];
	const demand = (holds: boolean, field: string, code = 'required'): void => {
		if (!holds) faults.push({ field, code });
	};
	form.people.forEach(({ lacks_capacity, representative }, at) => {
		const represented = lacks_capacity || ages[at]! < REPRESENTED_UNDER;
		demand(!represented || representative !== null, `people.${at}.representative`);
	});
	const { place, contact } = form;
	demand(place.hamlet !== null || place.landmark !== null, 'place.hamlet');
	demand(place.point === null || isInVietnam(place.point), 'place.point', 'outside');
	const phone = dialled(contact.phone, 'contact.phone', faults);
	demand(contact.person_knows || form.booking_for === 'self', 'contact.person_knows');
	const home = contact.at_home;
	const at_home = home && {
		...home,
		phone: home.phone === null ? null : dialled(home.phone, 'contact.at_home.phone', faults)
	};
	if (faults.length > 0) throw invalid(faults);
	return { ...form, contact: { ...contact, phone, at_home } };
}

/** What is asked of who wants to be called: a phone that rings. @throws Refusal 422 `invalid` */
export function readCallBack(form: CallBackForm): CallBackForm {
	const faults: RefusedField[] = [];
	const phone = dialled(form.phone, 'phone', faults);
	if (faults.length > 0) throw invalid(faults);
	return { ...form, phone };
}

/** A gathering with hours in order and a keeper who can be called. @throws Refusal 422 `invalid` */
export function readGathering(form: GatheringForm): GatheringForm {
	const faults: RefusedField[] = [];
	const phone = dialled(form.keeper.phone, 'keeper.phone', faults);
	if (form.from >= form.to) faults.push({ field: 'to', code: 'out_of_range' });
	if (faults.length > 0) throw invalid(faults);
	return { ...form, keeper: { ...form.keeper, phone } };
}

function isInVietnam({ lat, lon }: { lat: number; lon: number }): boolean {
	const { south, north, west, east } = vietnam;
	return lat >= south && lat <= north && lon >= west && lon <= east;
}
