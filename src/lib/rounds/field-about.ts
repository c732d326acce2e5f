import { counting, type FieldEntry } from './field-entry.ts';
import { stopOf } from './field-view.ts';
import type { FieldDay, FieldDoor, FieldRow } from './field-rounds.ts';

/** What the outbox keeps in order, and the version of it that the officer saw; null where the door asks none. */
export type About = { thing: string; version: number | null };

/** The household that a case stands for; undefined once it is no longer on the day. */
export const rowOf = (day: FieldDay, id: unknown): FieldRow | undefined =>
	day.stops.flatMap(({ rows }) => rows).find((row) => row.case === id);

/**
 * What a command is about, and the version of it that it stands on. The outbox knows the versions of what was answered on the
 * same case; that a new promise in a plan makes one more version of the case, only this does.
 */
export function aboutOf(
	day: FieldDay,
	entries: readonly FieldEntry[],
	door: FieldDoor,
	args: object
): About {
	if (door === 'rounds_replan') return { thing: day.id, version: day.version };
	if ('subject' in args) return { thing: String(args.subject), version: null };
	const id = 'id' in args ? String(args.id) : null;
	if (!id) return { thing: crypto.randomUUID(), version: null };
	const row = rowOf(day, id);
	const before = counting(entries);
	const subject = day.stops.find(({ rows }) => rows.some((one) => one.case === id))?.subject;
	const promised = before.filter(
		(one) =>
			one.door === 'rounds_replan' &&
			one.args.stops.some((stop) => stop.subject === subject && stop.agreed)
	).length;
	const own = before.filter((one) => 'id' in one.args && one.args.id === id).length;
	return { thing: id, version: row ? row.version + (promised && promised + own) : null };
}

/** Whether a command that was refused could be taken, on the day as it is known now. */
export function mayStand(day: FieldDay, entry: FieldEntry): boolean {
	if (entry.door === 'rounds_replan') return false;
	if ('subject' in entry.args) return stopOf(day, entry) !== undefined;
	if (!('id' in entry.args)) return true;
	const row = rowOf(day, entry.args.id);
	if (entry.door !== 'rounds_outcome') return row !== undefined;
	return ['held', 'confirmed', 'revisit', 'captured'].includes(row?.state ?? '');
}
