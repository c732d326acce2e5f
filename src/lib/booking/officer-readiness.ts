/** Whether a house is ready, as officers and the run sheet say it. */
import { m } from '#lib/paraglide/messages';
import { formatMoment } from '#lib/platform/format.ts';
import type { Readiness, ReadinessAnswers } from './officer-booking.ts';

export type Asked = keyof ReadinessAnswers;
type Answer = NonNullable<ReadinessAnswers[Asked]>;

const names: Record<Asked, () => string> = {
	power: m.booking_ready_power,
	seat: m.booking_ready_seat,
	papers: m.booking_ready_papers,
	home: m.booking_ready_home
};
const asked = Object.keys(names) as Asked[];
/** Of people who come to a gathering: power and tables are asked of the keeper of the place. */
export const askedOf = (comes: boolean): readonly Asked[] => (comes ? ['papers', 'home'] : asked);
export const askedWords = (name: Asked, comes = false): string =>
	comes && name === 'home' ? m.booking_ready_comes() : names[name]();

export const readyOptions = () => [
	{ value: 'yes', label: m.booking_ready_yes() },
	{ value: 'not_yet', label: m.booking_ready_not_yet() },
	{ value: 'unsure', label: m.booking_ready_unsure() }
];

/** Names of what was answered so, inside a sentence. */
const those = (answers: ReadinessAnswers, answer: Answer): string =>
	asked
		.filter((name) => answers[name] === answer)
		.map((name) => askedWords(name).toLocaleLowerCase())
		.join(', ');

/** One line a kind: what is missing, what nobody knows; or that all of it is there. */
export function readyLines(answers: ReadinessAnswers): string[] {
	const [missing, unclear] = [those(answers, 'not_yet'), those(answers, 'unsure')];
	const lines = [
		...(missing ? [m.booking_ready_missing({ what: missing })] : []),
		...(unclear ? [m.booking_ready_unclear({ what: unclear })] : [])
	];
	return lines.length > 0 ? lines : [m.booking_ready_all()];
}

export const byWords = ({ at, officer }: Readiness): string =>
	officer
		? m.booking_ready_by_officer({ name: officer.name, at: formatMoment(at) })
		: m.booking_ready_by_family({ at: formatMoment(at) });

/** The family said that something is missing, and nobody has called them since. */
export const wantsCall = ({ by, answers }: Readiness): boolean =>
	by === 'citizen' && asked.some((name) => answers[name] !== null && answers[name] !== 'yes');
