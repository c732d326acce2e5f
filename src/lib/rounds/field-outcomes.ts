import { readMinutes } from '#lib/platform/typed.ts';
import type { Said } from './field-entry.ts';
import type { FieldRow } from './field-rounds.ts';
import { isTold } from './field-view.ts';

type Wrong = (readonly [field: string, code: string])[];
type Written = Said<'rounds_outcome'>['people'];
export type OutcomeTyped = { id: string; outcome: string; receiver: string; note: string };

/**
 * Whose outcome is asked for: what a card was made for is not unmade on the road. What was said before can be mended, with all of
 * it while it has not gone out (`waiting`); what was said at an earlier visit says nothing of this one.
 */
export const askedOf = (row: FieldRow, waiting: Written = []): OutcomeTyped[] =>
	row.people
		.filter((person) => !person.card_ready)
		.map(({ id, outcome }) => {
			const said = waiting.find((one) => one.id === id);
			return {
				id,
				outcome: isTold(row) ? (outcome ?? '') : '',
				receiver: said?.receiver ?? '',
				note: said?.note ?? ''
			};
		});

/** What is said anew of a household that the server knows of already: whom it leaves out keeps all that was said of them. */
export const mended = (before: readonly OutcomeTyped[], typed: readonly OutcomeTyped[]) =>
	typed.filter(({ outcome, receiver, note }, index) =>
		Boolean(outcome !== before[index]!.outcome || receiver.trim() || note.trim())
	);

/** Everybody needs an outcome; only who has a card made can name somebody to take it. `began` may be left empty. */
export function readOutcomes(
	typed: readonly OutcomeTyped[],
	typedBegan: string
): { people: Written; began: number | null; wrong: Wrong } {
	const wrong: Wrong = typed.flatMap(({ outcome }, index) =>
		outcome ? [] : [[`people.${index}.outcome`, 'required'] as const]
	);
	const began = typedBegan.trim() ? readMinutes(typedBegan) : null;
	if (Number.isNaN(began)) wrong.push(['began', 'bad_format']);
	const people = typed.map(({ id, outcome, receiver, note }) => ({
		id,
		outcome: outcome as Written[number]['outcome'],
		receiver: outcome === 'captured' ? receiver.trim() || null : null,
		note: note.trim() || null
	}));
	return { people, began: Number.isNaN(began) ? null : began, wrong };
}

export type HandedTyped = { people: string[]; handed_to: string; card_seen: boolean };
type Card = { person: string; receiver: string | null };

/** A card goes to its owner, or to whom the owner named at the visit, with their own card seen. */
export function readHanded(typed: HandedTyped, cards: readonly Card[]) {
	const named = typed.handed_to === 'named';
	const nobody = cards.some(({ person, receiver }) => typed.people.includes(person) && !receiver);
	const wrong: Wrong = [];
	if (typed.people.length === 0) wrong.push(['people', 'required']);
	if (!typed.handed_to) wrong.push(['handed_to', 'required']);
	if (named && nobody) wrong.push(['handed_to', 'nobody_named']);
	if (named && !typed.card_seen) wrong.push(['card_seen', 'required']);
	const handed_to: 'owner' | 'named' = named ? 'named' : 'owner';
	return { said: { people: typed.people, handed_to, card_seen: named && typed.card_seen }, wrong };
}
