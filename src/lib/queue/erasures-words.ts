/** Kinds of what is kept of persons in words: what it is, and how long. */
import { m } from '#lib/paraglide/messages';
import type { Erasures, HeldKind } from './erasures-queue.ts';
import type { Words } from './kind-words.ts';

export const heldWords: Words<HeldKind> = {
	sensitive: m.queue_held_sensitive,
	contact: m.queue_held_contact,
	request: m.queue_held_request,
	tip: m.queue_held_tip,
	keeper: m.queue_held_keeper,
	hold: m.queue_held_hold,
	caller: m.queue_held_caller,
	part: m.queue_held_part,
	answer: m.queue_held_answer,
	draft: m.queue_held_draft,
	tail: m.queue_held_tail,
	invitation: m.queue_held_invitation,
	package: m.queue_held_package,
	follow: m.queue_held_follow,
	officer: m.queue_held_officer,
	books: m.queue_held_books,
	published: m.queue_held_published
};

/** Days of what the unit sets itself, and of what is the same everywhere. */
const days = (of: Erasures['days']): Partial<Record<HeldKind, number>> => ({
	sensitive: of.sensitive,
	contact: of.contact,
	request: of.contact,
	keeper: of.contact,
	hold: 1,
	caller: 1,
	part: 1,
	answer: 7,
	draft: 14,
	tail: 30,
	invitation: 30
});

const ends: Partial<Words<HeldKind>> = {
	package: m.queue_held_until_decided,
	follow: m.queue_held_until_unfollowed,
	officer: m.queue_held_until_answered,
	books: m.queue_held_by_law,
	published: m.queue_held_public
};

export function periodWords(kind: HeldKind, of: Erasures['days']): string {
	if (kind === 'tip') return m.queue_held_days_most({ days: of.tip });
	const known = days(of)[kind];
	return known === undefined ? (ends[kind]?.() ?? '') : m.queue_held_days({ days: known });
}
