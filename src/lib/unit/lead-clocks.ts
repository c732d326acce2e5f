import { m } from '#lib/paraglide/messages';
import { limitWords as inWords } from '#lib/platform/limits.ts';
import type { Clock } from './lead-unit.ts';

const kinds: Record<string, () => string> = {
	home_visit: m.unit_lead_kind_home_visit,
	call_back: m.unit_lead_kind_call_back,
	tip: m.unit_lead_kind_tip,
	crime_tip: m.unit_lead_kind_crime_tip,
	support: m.unit_lead_kind_support,
	data_request: m.unit_lead_kind_data_request,
	fund_statement: m.unit_lead_kind_fund_statement
};

const names: Record<string, () => string> = {
	'first reply': m.unit_lead_clock_first_reply,
	visit: m.unit_lead_clock_visit,
	card: m.unit_lead_clock_card,
	call: m.unit_lead_clock_call,
	classify: m.unit_lead_clock_classify,
	forward: m.unit_lead_clock_forward,
	acknowledge: m.unit_lead_clock_acknowledge,
	decide: m.unit_lead_clock_decide,
	'ask for extension': m.unit_lead_clock_extension,
	'decide, complex': m.unit_lead_clock_complex,
	'decide, extended': m.unit_lead_clock_extended,
	answer: m.unit_lead_clock_answer,
	'publish year': m.unit_lead_clock_publish
};

const starts: Record<string, () => string> = {
	received: m.unit_lead_starts_received,
	'captured at home': m.unit_lead_starts_captured,
	'extension 1 granted': m.unit_lead_starts_extension_1,
	'extension 2 granted': m.unit_lead_starts_extension_2,
	'year closed': m.unit_lead_starts_year
};

const said = (map: Record<string, () => string>, code: string) => map[code]?.() ?? code;

/** The data's own codes in the reader's words; a code without words is shown as it is. */
export const kindWords = (kind: string): string => said(kinds, kind);
export const clockWords = (clock: string): string => said(names, clock);
export const startWords = (start: string): string => said(starts, start);

/** Groups in the order of the work of this portal: visits and calls first. */
export function byKind(clocks: readonly Clock[]): { kind: string; clocks: Clock[] }[] {
	const order = Object.keys(kinds);
	const place = (kind: string) => (order.indexOf(kind) + order.length + 1) % (order.length + 1);
	return [...new Set(clocks.map(({ kind }) => kind))]
		.sort((a, b) => place(a) - place(b))
		.map((kind) => ({ kind, clocks: clocks.filter((clock) => clock.kind === kind) }));
}

/** A limit as it is counted, or null where a person sets the end or only the source's words tell from when. */
export const limitWords = ({ amount, measure }: Clock): string | null =>
	amount === null || measure === null ? null : inWords(amount, measure);

/** For choosing what is counted. */
export const measureOptions = (none = false) => [
	...(none ? [{ value: '', label: m.unit_lead_clock_by_person() }] : []),
	{ value: 'hours', label: m.unit_lead_measure_hours() },
	{ value: 'days', label: m.unit_lead_measure_days() },
	{ value: 'working_days', label: m.unit_lead_measure_working_days() },
	{ value: 'months', label: m.unit_lead_measure_months() }
];

/** One clock in an address: kind and name, as `unit.clocks` keys them. */
export const clockId = ({ kind, clock }: Clock): string => `${kind}.${clock}`;
