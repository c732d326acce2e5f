/** Lists as the edge writes them, for the SQL tests and the races. */
import { randomUUID } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/booking-lists.ts';
import type { Actor } from '../local/actor.ts';
import type { TestDatabase } from '../local/testing.ts';
import { ask } from './calling.ts';
import { aLookup, hash } from './ground.ts';
import { form, service } from './household.ts';

export type Row = {
	row: number;
	lookup_hash: string;
	hamlet: string;
	form: unknown;
	words: string[];
	note: string | null;
};
export type Taken = {
	list: string;
	taken: { row: number; reference: string; words: string[] }[];
	known: number[];
};

/** One person of a list, as the edge has made them a form. */
export function listed(row: number, hamlet: string, name: string, year = 1945): Row {
	const whole = form(hamlet, [name]);
	const people = whole.people.map((person) => ({ ...person, birth: { year } }));
	return {
		row,
		lookup_hash: hash(aLookup()),
		hamlet,
		form: { ...whole, people, place: { ...whole.place, area: '' } },
		words: ['cây đa', 'bến nước'],
		note: null
	};
}

export async function take(
	db: TestDatabase,
	officer: { sub: string },
	rows: Row[],
	{ key = randomUUID() as string, channel = 'paper' } = {}
): Promise<Taken> {
	const [row] = await service(
		db,
		(tx) =>
			tx`select public.booking_list_take_write(${key}, ${tx.json({ rows } as never)}, ${officer.sub}, ${channel}, ${tx.json(rows as never)}) as a`
	);
	return row!.a;
}

/** A page of lists as somebody sees it. */
export const pageOf = async (
	db: TestDatabase,
	who: Actor,
	hamlet: string | null = null,
	after: object | null = null,
	size = 100
) =>
	doors.booking_list_page.answer.parse(
		await ask(db, who, 'booking_list_page', { hamlet, after, size })
	);

export const namesOf = async (db: TestDatabase, who: Actor) =>
	(await pageOf(db, who)).rows.map(({ name }) => name);
