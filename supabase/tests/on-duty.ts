/** Rosters for the tests: who stands where from when, and what officers do with it, each through its door. */
import type * as z from 'zod/mini';
import { doors as dutyDoors } from '../functions/_shared/contracts/staff-duty.ts';
import { doors as handoverDoors } from '../functions/_shared/contracts/queue-handover.ts';
import type { TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, one, type Person } from './people.ts';

const doors = { ...dutyDoors, ...handoverDoors };
type Doors = typeof doors;
type Name = keyof Doors;
export type Asked<N extends Name> = Omit<z.input<Doors[N]['args']>, 'key'> & { key?: string };
export type Answered<N extends Name> = z.output<Doors[N]['answer']>;

const listed = ['officers', 'changes', 'ids'];

/** Calls a door as an officer's browser does; the answer is what the contract says, or the test fails. */
export async function says<N extends Name>(
	db: TestDatabase,
	who: Person,
	name: N,
	args: Asked<N>
): Promise<Answered<N>> {
	const command = 'key' in (doors[name].args as unknown as { shape: object }).shape;
	const all: Record<string, unknown> = command ? { key: newKey(), ...args } : args;
	const names = Object.keys(all);
	const values = names.map((field) =>
		all[field] !== null && typeof all[field] === 'object' && !listed.includes(field)
			? JSON.stringify(all[field])
			: all[field]
	);
	const call = names.map(
		(field, n) => `"${field}" => $${n + 1}${field === 'shifts' ? '::text::jsonb' : castOf(field)}`
	);
	const answer = await asPerson(db, who, async (tx) =>
		one(await tx.unsafe(`select public.${name}(${call.join(', ')}) as a`, values as never[]))
	);
	return (doors[name].answer as unknown as z.ZodMiniType).parse(answer.a) as Answered<N>;
}

const castOf = (field: string) =>
	field === 'ids' || field === 'officers' ? '::uuid[]' : field === 'changes' ? '::int[]' : '';

/** Hours from a moment, as PostgreSQL reads it. */
export const hours = (from: Date, by: number) => new Date(from.getTime() + by * 3_600_000);

/** Puts an officer on duty without a roster's hours, so that a test needs no certain time of day. Answers the row's id. */
export async function stands(
	{ sql }: TestDatabase,
	{ sub, unit }: Pick<Person, 'sub' | 'unit'>,
	[starts, ends]: readonly [Date, Date],
	post: 'commander' | 'duty' | 'response' = 'duty'
): Promise<string> {
	return one(
		await sql`insert into staff.duty (unit, officer, post, starts_at, ends_at)
			values (${unit}, ${sub}, ${post}, ${starts}, ${ends}) returning id`
	).id;
}

/** Nobody is on duty any more, and nothing was handed over. */
export const clear = ({ sql }: TestDatabase) =>
	sql.unsafe(`delete from staff.duty; delete from staff.absences;
		update unit.settings set assign_rule = 'duty', assign_ceiling = 40, duty_changes = '{450}'`);

/** The assignee of a case. */
export const holderOf = async ({ sql }: TestDatabase, id: string): Promise<string | null> =>
	one(await sql`select assignee from queue.cases where id = ${id}`).assignee;
