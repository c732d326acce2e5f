import { m } from '#lib/paraglide/messages';
import { formatWindow } from '#lib/platform/clock.ts';
import type { PersonTyped } from './answers.ts';
import { placeWords, type Places } from './places.ts';
import type { Step } from './steps.ts';
import type { Visit } from './visit.svelte.ts';
import {
	birthWords,
	forOptions,
	labelOf,
	needOptions,
	placeOptions,
	relationOptions,
	serviceOptions
} from './words.ts';

type Row = { key: string; value: string | string[]; what: string; step: Step };
type Section = { title: string; rows: Row[] };

/** One line of the check page: the heard name of its link is the same as the seen key. */
const row = (key: string, value: string | string[], step: Step): Row => ({
	key,
	value,
	what: key.toLocaleLowerCase(),
	step
});

const filled = (parts: (string | false | undefined)[]): string[] =>
	parts.filter((part): part is string => Boolean(part));

function personRows(person: PersonTyped, index: number, visit: Visit): Row[] {
	const many = visit.people > 1;
	const who = filled([
		`${person.name.trim()}, ${birthWords(person.birth)}`,
		labelOf(serviceOptions(), person.service),
		visit.draft.needsRepresentative(index) &&
			m.booking_summary_representative({
				name: person.representative.name.trim(),
				relation: person.representative.relation.trim()
			}),
		person.old_number.trim() && m.booking_summary_old_number({ number: person.old_number.trim() })
	]);
	const needs = needOptions().filter((need) => person.needs.includes(need.value));
	const number = { number: index + 1 };
	return [
		row(many ? m.booking_summary_person({ ...number }) : m.booking_summary_one(), who, {
			is: 'who',
			person: index
		}),
		row(
			many ? m.booking_summary_needs_of({ ...number }) : m.booking_summary_needs(),
			needs.map((need) => need.label),
			{ is: 'needs', person: index }
		)
	];
}

/** Everything that was answered, with the question that each line goes back to. */
export function summaryOf(visit: Visit, places: Places): Section[] {
	const { place, contact, booking_for } = visit.draft.answers;
	const window = visit.choice.hold?.window;
	const self = booking_for === 'self';
	const at: Step = { is: 'place' };
	const by: Step = { is: 'contact' };
	return [
		{
			title: m.booking_summary_when(),
			rows: [
				row(
					m.booking_summary_window(),
					visit.waiting || !window ? m.booking_summary_waiting() : formatWindow(window),
					{ is: 'window' }
				)
			]
		},
		{
			title: m.booking_summary_people(),
			rows: [
				row(m.booking_for_legend(), labelOf(forOptions(), booking_for), { is: 'for' }),
				...visit.draft.people.flatMap((person, index) => personRows(person, index, visit))
			]
		},
		{
			title: m.booking_summary_place(),
			rows: [
				row(
					m.booking_summary_address(),
					filled([
						labelOf(placeOptions(), place.kind),
						placeWords(places, place.area, place.hamlet),
						place.address.trim()
					]),
					at
				),
				...(place.landmark.trim() ? [row(m.booking_landmark(), place.landmark.trim(), at)] : []),
				...(place.elsewhere
					? [row(m.booking_permanent(), place.permanent_elsewhere.trim(), at)]
					: [])
			]
		},
		{
			title: m.booking_summary_contact(),
			rows: [
				row(
					m.booking_your_name(),
					filled([
						contact.name.trim(),
						!self && labelOf(relationOptions(booking_for), contact.relation)
					]),
					by
				),
				row(m.booking_phone(), contact.phone.trim(), by),
				...(contact.email?.trim() ? [row(m.booking_email(), contact.email.trim(), by)] : []),
				...(contact.who_is_home === 'other' && !self
					? [
							row(
								m.booking_at_home_name(),
								filled([contact.at_home.name.trim(), contact.at_home.phone.trim()]),
								by
							)
						]
					: [])
			]
		}
	];
}
