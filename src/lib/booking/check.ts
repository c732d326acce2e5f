/** What is wrong with the answers to one question, as fields of the contract and codes. */
import { form as shape, type Form } from '#contracts/booking.ts';
import { codeOf } from '#lib/ui/form.svelte.ts';
import { ageToday, formOf, needsRepresentative, type Answers } from './answers.ts';
import type { Fault } from './fault.ts';
import { questionsFor, stepOfField, hashOf, type Step } from './steps.ts';

export type { Fault };

/** Fields whose emptiness the contract cannot see, or would call by another name. */
function missing(step: Step, answers: Answers, today: string): string[] {
	const empty: Record<string, boolean> = {};
	if (step.is === 'for') empty.booking_for = !answers.booking_for;
	if (step.is === 'who') {
		const at = `people.${step.person}`;
		const person = answers.people[step.person];
		if (!person) return [];
		empty[`${at}.name`] = !person.name.trim();
		empty[`${at}.birth`] = !person.birth.year.trim();
		empty[`${at}.service`] = !person.service;
		if (needsRepresentative(person, today)) {
			empty[`${at}.representative.name`] = !person.representative.name.trim();
			empty[`${at}.representative.relation`] = !person.representative.relation.trim();
		}
	}
	if (step.is === 'needs') {
		empty[`people.${step.person}.needs`] = !answers.people[step.person]?.needs.length;
		empty.consent = step.person === 0 && !answers.consent;
	}
	if (step.is === 'place') {
		const { area, hamlet, landmark, elsewhere, permanent_elsewhere } = answers.place;
		empty['place.area'] = !area;
		empty['place.landmark'] = !hamlet && !landmark.trim();
		empty['place.permanent_elsewhere'] = elsewhere && !permanent_elsewhere.trim();
	}
	if (step.is === 'contact') {
		const { name, phone, relation, person_knows, who_is_home, at_home } = answers.contact;
		const forOther = answers.booking_for !== 'self';
		empty['contact.name'] = !name.trim();
		empty['contact.phone'] = !phone.trim();
		empty['contact.relation'] = forOther && !relation;
		empty['contact.at_home'] = forOther && !who_is_home;
		empty['contact.at_home.name'] = who_is_home === 'other' && !at_home.name.trim();
		empty['contact.person_knows'] = forOther && !person_knows;
	}
	return Object.keys(empty).filter((field) => empty[field]);
}

/** Children under six get their card on VNeID: a team would come in vain. */
function ageFault(step: Step, answers: Answers, today: string): Fault[] {
	if (step.is !== 'who') return [];
	const person = answers.people[step.person];
	const age = person && ageToday(today, person.birth);
	// By year alone a child of five may already be six: then the officer asks.
	return age && age.most < 6 ? [{ field: `people.${step.person}.birth`, code: 'use_vneid' }] : [];
}

/** Joins what belongs to one control: `people.0.birth.year` is said at `people.0.birth`. */
const fieldOf = (path: PropertyKey[]) =>
	path
		.map(String)
		.join('.')
		.replace(/\.birth\..*$/, '.birth');

/** All that is wrong with one question; empty when the person may go on. */
export function faultsOf(step: Step, answers: Answers, today: string): Fault[] {
	const faults = missing(step, answers, today).map((field) => ({ field, code: 'required' }));
	faults.push(...ageFault(step, answers, today));
	const parsed = shape.safeParse(formOf(answers, today));
	for (const issue of parsed.error?.issues ?? []) {
		const field = fieldOf(issue.path);
		const mine = hashOf(stepOfField(field)) === hashOf(step);
		const said = faults.some((one) => one.field === field || field.startsWith(one.field + '.'));
		if (mine && !said) faults.push({ field, code: codeOf(issue) });
	}
	return faults;
}

/** The form as it may be sent, or null while anything is wrong. */
export function formReady(answers: Answers, today: string): Form | null {
	const whole = questionsFor(answers.people.length).every(
		(step) => faultsOf(step, answers, today).length === 0
	);
	return whole ? (shape.safeParse(formOf(answers, today)).data ?? null) : null;
}
