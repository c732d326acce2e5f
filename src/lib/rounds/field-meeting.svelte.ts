import { parsePhone } from '#shared/phones/index.ts';
import { formatMinutes, formatPhone } from '#lib/platform/format.ts';
import { readMinutes } from '#lib/platform/typed.ts';
import type { Said } from './field-entry.ts';

type Met = Said<'rounds_met'>;
type Person = Met['people'][number];
type Wrong = (readonly [field: string, code: string])[];
export type PersonTyped = {
	name: string;
	birth: { day: string; month: string; year: string };
	service: string;
	needs: string[];
	outcome: string;
	receiver: string;
	note: string;
};

const nobody = (): PersonTyped => ({
	name: '',
	birth: { day: '', month: '', year: '' },
	service: '',
	needs: [],
	outcome: '',
	receiver: '',
	note: ''
});

/** The parts that were typed, as numbers; a part that is no number stays one that the contract refuses. */
function birthOf({ day, month, year }: PersonTyped['birth']): Person['birth'] {
	const whole = (typed: string) => Number(typed.trim() || NaN);
	return {
		year: whole(year),
		...(month.trim() && { month: whole(month) }),
		...(day.trim() && { day: whole(day) })
	};
}

/** Somebody met on the way and served at once, as an officer types them in beside the road. */
export class Meeting {
	people = $state([nobody()]);
	area = $state('');
	hamlet = $state('');
	landmark = $state('');
	phone = $state('');
	began = $state('');
	consent = $state(false);

	constructor(area: string, began: string) {
		this.area = area;
		this.began = began;
	}

	/** As it was written down and waits on this phone. */
	static of({
		area,
		began,
		hamlet,
		landmark,
		phone,
		people,
		consent
	}: Omit<Met, 'team_day'>): Meeting {
		const meeting = new Meeting(area, formatMinutes(began));
		meeting.hamlet = hamlet ?? '';
		meeting.landmark = landmark ?? '';
		meeting.phone = phone ? formatPhone(phone) : '';
		meeting.consent = consent;
		meeting.people = people.map(({ name, birth, receiver, note, needs, ...rest }) => ({
			...rest,
			name,
			birth: {
				day: birth.day?.toString() ?? '',
				month: birth.month?.toString() ?? '',
				year: birth.year.toString()
			},
			needs: [...needs],
			receiver: receiver ?? '',
			note: note ?? ''
		}));
		return meeting;
	}

	add() {
		this.people.push(nobody());
	}
	remove(index: number) {
		this.people.splice(index, 1);
	}

	/** As the door wants it, and what is wrong that its contract cannot see. */
	read(): { said: Omit<Met, 'team_day'>; wrong: Wrong } {
		const wrong: Wrong = [];
		const began = readMinutes(this.began);
		if (Number.isNaN(began)) wrong.push(['began', this.began.trim() ? 'bad_format' : 'required']);
		if (!this.area) wrong.push(['area', 'required']);
		if (!this.hamlet && !this.landmark.trim()) wrong.push(['landmark', 'required']);
		const phone = this.phone.trim() ? parsePhone(this.phone) : null;
		if (phone && 'problem' in phone) wrong.push(['phone', phone.problem]);
		this.people.forEach((person, index) => {
			const at = `people.${index}`;
			if (!person.name.trim()) wrong.push([`${at}.name`, 'required']);
			if (!person.birth.year.trim()) wrong.push([`${at}.birth`, 'required']);
			if (!person.service) wrong.push([`${at}.service`, 'required']);
			if (!person.outcome) wrong.push([`${at}.outcome`, 'required']);
		});
		// Nothing is written down without the word of whoever it is about.
		if (!this.consent) wrong.push(['consent', 'required']);
		const people = this.people.map((person): Person => ({
			name: person.name,
			birth: birthOf(person.birth),
			service: person.service as Person['service'],
			needs: person.needs as Person['needs'],
			outcome: person.outcome as Person['outcome'],
			receiver: person.outcome === 'captured' ? person.receiver.trim() || null : null,
			note: person.note.trim() || null
		}));
		const said = {
			began,
			area: this.area,
			hamlet: this.hamlet || null,
			landmark: this.landmark.trim() || null,
			phone: phone && 'phone' in phone ? phone.phone : null,
			people,
			consent: this.consent
		};
		return { said, wrong };
	}
}
