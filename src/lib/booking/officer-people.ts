/** Which people of a visit an officer's form is about, and what the form makes of what was typed for them. */
import type { CancelReason, Outcome, Served, Written } from './officer-booking.ts';

type Wrong = (readonly [field: string, code: string])[];
export type OutcomeTyped = { id: string; outcome: string; receiver: string; note: string };

const settled: readonly (Outcome | null)[] = ['captured', 'refused', 'died'];

/** Who still waits for the team; where everyone is settled, those whose outcome may be corrected. */
export function awaiting(people: readonly Served[]): Served[] {
	const open = people.filter((person) => !settled.includes(person.outcome));
	return open.length ? open : people.filter((person) => !person.card_ready_at);
}

/** Whose card may have arrived. */
export const unready = (people: readonly Served[]): Served[] =>
	people.filter((person) => person.outcome === 'captured' && !person.card_ready_at);

/** Whose card lies ready to be given. */
export const unhanded = (people: readonly Served[]): Served[] =>
	people.filter((person) => person.card_ready_at && !person.card_handed_at);

export const living = (people: readonly Served[]): Served[] =>
	people.filter((person) => person.outcome !== 'died');

export const outcomeTyped = (person: Served): OutcomeTyped => ({
	id: person.id,
	outcome: settled.includes(person.outcome) ? (person.outcome ?? '') : '',
	receiver: person.receiver ?? '',
	note: ''
});

/** Every person needs an outcome; only who has a card made can name somebody to take it. */
export function readOutcomes(typed: readonly OutcomeTyped[]): { people: Written; wrong: Wrong } {
	const wrong: Wrong = typed.flatMap(({ outcome }, index) =>
		outcome ? [] : [[`people.${index}.outcome`, 'required'] as const]
	);
	const people = typed.map(({ id, outcome, receiver, note }) => ({
		id,
		outcome: outcome as Outcome,
		receiver: outcome === 'captured' ? receiver.trim() || null : null,
		note: note.trim() || null
	}));
	return { people, wrong };
}

export type CancelTyped = { reason: string; note: string; died: string[]; sure: string };

/** The number a reference ends in: "ĐN-26-0533" → "0533". Typed to confirm what cannot be undone. */
export const referenceEnd = (reference: string): string => /\d+$/.exec(reference)?.[0] ?? reference;

/** The end of the reference or all of it, with any spaces and dashes. */
function isTyped(sure: string, reference: string): boolean {
	const plain = (text: string) => text.replace(/[\s-]/g, '').toLocaleUpperCase('vi');
	return [referenceEnd(reference), reference].some((wanted) => plain(sure) === plain(wanted));
}

/** A visit is cancelled with a reason and the case's number typed; a death with the person, where there is more than one. */
export function readCancel(typed: CancelTyped, people: readonly Served[], reference: string) {
	const death = typed.reason === 'person_died';
	const alive = living(people);
	const died = !death ? [] : alive.length === 1 ? alive.map(({ id }) => id) : typed.died;
	const note = typed.note.trim() || null;
	const wrong: Wrong = [];
	if (!typed.reason) wrong.push(['reason', 'required']);
	if (death && died.length === 0) wrong.push(['died', 'required']);
	if (!note && ['not_eligible', 'other'].includes(typed.reason)) wrong.push(['note', 'required']);
	if (!isTyped(typed.sure, reference))
		wrong.push(['sure', typed.sure.trim() ? 'mismatch' : 'required']);
	return { args: { reason: typed.reason as CancelReason, note, died }, wrong };
}

export type HandedTyped = { people: string[]; handed_to: string; card_seen: boolean };

/** A card goes to its owner, or to whom the owner named to the officer, with their own card seen. */
export function readHanded(typed: HandedTyped, people: readonly Served[]) {
	const named = typed.handed_to === 'named';
	const nobody = people.some(({ id, receiver }) => typed.people.includes(id) && !receiver);
	const wrong: Wrong = [];
	if (typed.people.length === 0) wrong.push(['people', 'required']);
	if (!typed.handed_to) wrong.push(['handed_to', 'required']);
	if (named && nobody) wrong.push(['handed_to', 'nobody_named']);
	if (named && !typed.card_seen) wrong.push(['card_seen', 'required']);
	const handed_to: 'owner' | 'named' = named ? 'named' : 'owner';
	return { args: { people: typed.people, handed_to, card_seen: named && typed.card_seen }, wrong };
}
