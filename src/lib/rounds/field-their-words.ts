/** What the server has of a case, where it is not what was said on this phone. */
import { m } from '#lib/paraglide/messages';
import { formatMinutes } from '#lib/platform/format.ts';
import type { FieldEntry } from './field-entry.ts';
import type { FieldRow, FieldStop } from './field-rounds.ts';
import { isTold } from './field-view.ts';
import { nameOf, outcomeWords } from './field-words.ts';

const states: Partial<Record<string, () => string>> = {
	held: m.queue_state_held,
	waiting: m.queue_state_waiting,
	postponed: m.queue_state_postponed,
	confirmed: m.queue_state_confirmed,
	returned: m.queue_state_returned,
	revisit: m.queue_state_revisit,
	captured: m.queue_state_captured,
	card_ready: m.queue_state_card_ready,
	done: m.queue_state_done,
	cancelled: m.queue_state_cancelled,
	ineligible: m.queue_state_ineligible,
	merged: m.queue_state_merged
};

const rowWords = (row: FieldRow): string => {
	const told = row.people
		.filter(({ outcome }) => outcome)
		.map((person) => `${nameOf(person)}: ${outcomeWords(person.outcome!)}`);
	const when = row.attended
		? [
				m.rounds_field_from_to({
					from: formatMinutes(row.attended.began),
					to: formatMinutes(row.attended.ended)
				})
			]
		: [];
	return [...(isTold(row) ? told : []), states[row.state]?.() ?? '', ...when]
		.filter(Boolean)
		.join('. ');
};

/**
 * Of a command on a case: what stands there now, from the day as it was read last, else the state that came with the refusal.
 * `stop`: as the server told it, without what waits on this phone. Empty for what is about no case.
 */
export function theirWords(entry: FieldEntry, stop: FieldStop | undefined): string {
	if (!('id' in entry.args)) return '';
	const { id } = entry.args;
	const row = stop?.rows.find((one) => one.case === id);
	if (row) return rowWords(row);
	const state = states[entry.problem?.field ?? '']?.();
	return [state ?? '', m.rounds_field_gone()].filter(Boolean).join('. ');
}
