/** What a person has typed so far, as they typed it, and what the contract makes of it. */
import type { Form, Need } from '#contracts/booking.ts';
import { ageOn, birth } from '#shared/days/index.ts';

export type Service = Form['people'][number]['service'];
export type Typed = { day: string; month: string; year: string };

export type PersonTyped = {
	name: string;
	birth: Typed;
	service: string;
	needs: string[];
	lacks_capacity: boolean;
	representative: { name: string; relation: string };
	old_number: string;
};

export type PlaceTyped = {
	kind: string;
	area: string;
	hamlet: string;
	landmark: string;
	address: string;
	elsewhere: boolean;
	permanent_elsewhere: string;
};

export type ContactTyped = {
	name: string;
	phone: string;
	relation: string;
	person_knows: boolean;
	/** 'me': the booker is at home. */
	who_is_home: string;
	at_home: { name: string; phone: string };
	/** Missing in what a tab has kept since before it was asked. */
	email?: string;
};

export type Answers = {
	booking_for: string;
	people: PersonTyped[];
	consent: boolean;
	place: PlaceTyped;
	contact: ContactTyped;
};

export const nobody = (): PersonTyped => ({
	name: '',
	birth: { day: '', month: '', year: '' },
	service: '',
	needs: [],
	lacks_capacity: false,
	representative: { name: '', relation: '' },
	old_number: ''
});

export const nothing = (): Answers => ({
	booking_for: '',
	people: [nobody()],
	consent: false,
	place: {
		kind: 'home',
		area: '',
		hamlet: '',
		landmark: '',
		address: '',
		elsewhere: false,
		permanent_elsewhere: ''
	},
	contact: {
		name: '',
		phone: '',
		relation: '',
		person_knows: false,
		who_is_home: '',
		at_home: { name: '', phone: '' },
		email: ''
	}
});

const orNull = (typed: string) => typed.trim() || null;
const whole = (typed: string) => Number(typed.trim() || NaN);

/** A birth as the contract has it. A part that is no number stays one that the contract refuses. */
export function birthOf({ day, month, year }: Typed): Form['people'][number]['birth'] {
	const typed = { year: whole(year), month: whole(month), day: whole(day) };
	if (!month.trim() && !day.trim()) return { year: typed.year };
	return day.trim() ? typed : { year: typed.year, month: typed.month };
}

/** The least and the most somebody can be in whole years today; null while the year is missing or cannot be. */
export function ageToday(today: string, typed: Typed): { least: number; most: number } | null {
	const parsed = birth.safeParse(birthOf(typed));
	return parsed.success ? ageOn(parsed.data, today) : null;
}

/** A lawful representative is needed under 14 and without civil capacity. */
export function needsRepresentative(person: PersonTyped, today: string): boolean {
	const age = ageToday(today, person.birth);
	return person.lacks_capacity || (age !== null && age.least < 14);
}

/** "Tôi không rõ" and "không có điều nào" are answers for the person, not for the team. */
export const needsOf = (person: PersonTyped): Need[] =>
	person.needs.filter((need) => need !== 'none' && need !== 'unknown') as Need[];

/** The typed answers in the shape of the contract: what is absent becomes null, nothing is corrected. */
export function formOf(answers: Answers, today: string) {
	const { place, contact } = answers;
	return {
		booking_for: answers.booking_for,
		people: answers.people.map((person) => ({
			name: person.name,
			birth: birthOf(person.birth),
			service: person.service,
			needs: needsOf(person),
			lacks_capacity: person.lacks_capacity,
			representative: needsRepresentative(person, today) ? { ...person.representative } : null,
			old_number: orNull(person.old_number)
		})),
		consent: answers.consent,
		place: {
			kind: place.kind,
			area: place.area,
			hamlet: orNull(place.hamlet),
			landmark: orNull(place.landmark),
			address: orNull(place.address),
			permanent_elsewhere: place.elsewhere ? orNull(place.permanent_elsewhere) : null,
			point: null
		},
		contact: {
			name: contact.name,
			phone: contact.phone,
			relation: answers.booking_for === 'self' ? 'self' : contact.relation,
			person_knows: answers.booking_for === 'self' || contact.person_knows,
			at_home:
				contact.who_is_home === 'other'
					? { name: contact.at_home.name, phone: orNull(contact.at_home.phone) }
					: null,
			email: orNull(contact.email ?? '')
		}
	};
}
