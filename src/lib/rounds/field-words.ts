/** Codes of the road in the officer's words. */
import { m } from '#lib/paraglide/messages';
import { formatMinutes, formatSpan } from '#lib/platform/format.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { FieldEntry } from './field-entry.ts';
import type { FieldRow, FieldStop } from './field-rounds.ts';
import { vaultWords } from './vault-words.ts';

type Person = FieldRow['people'][number];
type Option = { value: string; label: string };

/** `comes`: of somebody who was to come to a gathering; nobody was at their house. */
export const outcomeOptions = (comes = false) => [
	{ value: 'captured', label: m.booking_officer_captured() },
	{ value: 'absent', label: comes ? m.booking_gathering_absent() : m.booking_officer_absent() },
	{ value: 'refused', label: m.booking_officer_refused() },
	{ value: 'prints_unreadable', label: m.booking_officer_prints_unreadable() },
	{ value: 'needs_another_visit', label: m.booking_officer_needs_another_visit() },
	{ value: 'died', label: m.booking_officer_died() }
];

export const needOptions = () => [
	{ value: 'old_age', label: m.booking_need_old_age() },
	{ value: 'illness', label: m.booking_need_illness() },
	{ value: 'disability', label: m.booking_need_disability() },
	{ value: 'bedridden', label: m.booking_need_bedridden() },
	{ value: 'can_sit', label: m.booking_need_can_sit() },
	{ value: 'hands', label: m.booking_need_hands() },
	{ value: 'hearing', label: m.booking_need_hearing() },
	{ value: 'infection_risk', label: m.booking_need_infection_risk() },
	{ value: 'interpreter_hre', label: m.booking_need_interpreter_hre() }
];

export const serviceOptions = () => [
	{ value: 'renew', label: m.booking_service_renew() },
	{ value: 'reissue', label: m.booking_service_reissue() },
	{ value: 'first', label: m.booking_service_first() },
	{ value: 'unsure', label: m.booking_officer_service_unsure() }
];

export const callOptions = () => [
	{ value: 'answered' as const, label: m.queue_call_answered() },
	{ value: 'no_answer' as const, label: m.queue_call_no_answer() },
	{ value: 'wrong_number' as const, label: m.queue_call_wrong_number() }
];

const labelOf = (options: readonly Option[], value: string): string =>
	options.find((option) => option.value === value)?.label ?? '';

export const outcomeWords = (outcome: string, comes = false): string =>
	labelOf(outcomeOptions(comes), outcome);

/** A person's name, or what stands for it once names are erased. */
export const nameOf = ({ name }: { name: string | null }): string =>
	name ?? m.booking_officer_erased();

/** What is done for somebody, and what to know of them. */
export const personWords = ({ service, needs }: Person): string =>
	[labelOf(serviceOptions(), service), ...needs.map((need) => labelOf(needOptions(), need))].join(
		', '
	);

/** Whose house it is, or what the gathering is called. Of a visit that nobody has confirmed no names go along. */
export const stopName = (stop: FieldStop): string =>
	stop.kind === 'support'
		? m.booking_errand()
		: (stop.name ??
			(stop.rows.flatMap(({ people }) => people.map(nameOf)).join(', ') ||
				m.rounds_field_unconfirmed()));

/** What the team said at the door of an errand. */
export const cameWords = (came: boolean): string =>
	came ? m.rounds_field_errand_came() : m.rounds_field_errand_missed();

export const whereOf = ({ place }: FieldRow): string =>
	[place.landmark, place.address, place.hamlet_name, place.area_name].filter(Boolean).join(', ');

/** What the family said of the house: what is missing, what nobody knows, or that nobody has asked. */
export function readyWords({ readiness }: FieldRow): string {
	if (!readiness) return m.booking_ready_unasked();
	const names = {
		power: m.booking_ready_power,
		seat: m.booking_ready_seat,
		papers: m.booking_ready_papers,
		home: m.booking_ready_home
	};
	const those = (answer: 'not_yet' | 'unsure') =>
		(Object.keys(names) as (keyof typeof names)[])
			.filter((name) => readiness[name] === answer)
			.map((name) => names[name]().toLocaleLowerCase())
			.join(', ');
	const [missing, unclear] = [those('not_yet'), those('unsure')];
	const lines = [
		...(missing ? [m.booking_ready_missing({ what: missing })] : []),
		...(unclear ? [m.booking_ready_unclear({ what: unclear })] : [])
	];
	return lines.join('. ') || m.booking_ready_all();
}

/** What somebody did, in a word. */
const deeds: Record<FieldEntry['door'], () => string> = {
	rounds_leave: m.rounds_field_did_leave,
	rounds_arrive: m.rounds_field_did_arrive,
	rounds_errand: m.rounds_field_did_errand,
	rounds_outcome: m.rounds_field_did_outcome,
	rounds_called: m.rounds_field_did_call,
	rounds_card: m.rounds_field_did_card,
	rounds_replan: m.rounds_field_did_replan,
	rounds_met: m.rounds_field_did_meet,
	rounds_road: m.rounds_field_did_road
};

/** What an entry says, as whoever decides about it has to read it. */
export function saidWords(entry: FieldEntry, stop: FieldStop | undefined): string {
	const names = new Map(
		stop?.rows.flatMap(({ people }) => people.map((person) => [person.id, nameOf(person)]))
	);
	switch (entry.door) {
		case 'rounds_outcome':
			return entry.args.people
				.map(({ id, outcome }) => `${names.get(id) ?? ''}: ${outcomeWords(outcome)}`)
				.join('. ');
		case 'rounds_errand':
			return cameWords(entry.args.came);
		case 'rounds_called':
			return labelOf(callOptions(), entry.args.outcome);
		case 'rounds_card':
			return entry.args.people.map((id) => names.get(id) ?? '').join(', ');
		case 'rounds_met':
			return entry.args.people
				.map(({ name, outcome }) => `${name}: ${outcomeWords(outcome)}`)
				.join('. ');
		default:
			return '';
	}
}

/** "Kết quả: Đã thu nhận", as far as it says anything more. */
export const deedWords = (entry: FieldEntry, stop: FieldStop | undefined): string =>
	[deeds[entry.door](), saidWords(entry, stop)].filter(Boolean).join(': ');

/** "Kết quả: Nguyễn Thị Lụa", for the list of what waits. */
export const entryTitle = (entry: FieldEntry, stop: FieldStop | undefined): string =>
	stop
		? m.rounds_field_did_at({ what: deeds[entry.door](), name: stopName(stop) })
		: deedWords(entry, stop);

/** Why the server did not take it. */
export const refusedWords = ({ door, problem }: FieldEntry): string =>
	door === 'rounds_replan' && problem?.code === 'stale'
		? m.rounds_field_replan_stale()
		: vaultWords(new Problem({ code: problem?.code ?? 'failed', status: 409 }));

/** What the household is told on the phone: the two words first, since anybody can say that they are the police. */
export function lateWords(
	unit: string,
	stop: FieldStop,
	{ start, late, reached }: { start: number; late: boolean; reached: boolean }
): string {
	const words = stop.rows[0]?.words?.join(', ');
	const promised = formatSpan(stop.from, stop.to);
	const time = formatMinutes(start);
	const said = !reached
		? m.rounds_field_say_unreached({ unit, span: promised })
		: late
			? m.rounds_field_say_late({ unit, span: promised, time })
			: m.rounds_field_say_changed({ unit, span: promised, time });
	return words ? `${m.rounds_field_say_words({ words })} ${said}` : said;
}

/** A way to the place for the phone's own map; null where nobody has drawn the place. */
export function mapLink(
	places: readonly { id: string; name: string; lat: number; lon: number }[],
	id: string
): string | null {
	const place = places.find((one) => one.id === id);
	if (!place) return null;
	const point = `${place.lat},${place.lon}`;
	return `geo:${point}?q=${point}(${encodeURIComponent(place.name)})`;
}
