/** Days that are planned and driven: teams, crews and visits on them, and the doors of `rounds` as officers call them. */
import { randomUUID } from 'node:crypto';
import type * as z from 'zod/mini';
import { doors as planDoors } from '../functions/_shared/contracts/rounds.ts';
import { doors as roadDoors } from '../functions/_shared/contracts/rounds-field.ts';
import type { TestDatabase } from '../local/testing.ts';
import { ask, booked, openDay, unit, type Ground } from './household.ts';
import type { Person } from './people.ts';

const doors = { ...planDoors, ...roadDoors };
type Doors = typeof doors;
type Name = keyof Doors;
export type Asked<N extends Name> = Omit<z.input<Doors[N]['args']>, 'key'> & { key?: string };
export type Answered<N extends Name> = z.output<Doors[N]['answer']>;
type Driver = Pick<Person, 'sub'> & Parameters<typeof ask>[1];

/** Calls a door of the room as an officer's browser does; the answer is what the contract says, or the test fails. */
export async function asks<N extends Name>(
	db: TestDatabase,
	who: Driver,
	name: N,
	args: Asked<N>
): Promise<Answered<N>> {
	const command = 'key' in (doors[name].args as unknown as { shape: object }).shape;
	const all: Record<string, unknown> = command ? { key: randomUUID(), ...args } : { ...args };
	const answer: unknown = await ask(db, who, name, all);
	return (doors[name].answer as unknown as z.ZodMiniType).parse(answer) as Answered<N>;
}

/** Another team of the fixture's unit with a kit of its own, working on the same day. */
export async function secondTeam(db: TestDatabase, ahead = 5, places = 8) {
	const { sql } = db;
	const { id: kit } = (await sql`insert into unit.kits (name) values ('Bộ hai') returning id`)[0]!;
	await sql`insert into unit.kit_units (kit, unit) values (${kit}, ${unit})`;
	const { id: team } = (
		await sql`insert into booking.teams (unit, name, kit, places) values (${unit}, 'Tổ hai', ${kit}, ${places}) returning id`
	)[0]!;
	return {
		team: team as string,
		kit: kit as string,
		...(await openDay(sql, team, kit, ahead, places))
	};
}

export type Day = Answered<'rounds_plan'>['days'][number];

/** A day as it stands, as the stops of a plan. */
export const written = ({ stops }: Day): Asked<'rounds_accept'>['days'][number]['stops'] =>
	stops.map(({ subject, kind, from, to, service, travel, start, finish }) => ({
		subject,
		kind,
		from,
		to,
		service,
		travel,
		start,
		finish
	}));

/** Visits on a day of the team that is made today's, confirmed, with a crew: what a morning on the road begins with. */
export async function morning(
	db: TestDatabase,
	g: Ground,
	desk: Driver,
	crew: Driver[],
	windows: readonly (readonly [number, number])[]
) {
	const { sql } = db;
	const opened = await openDay(sql, g.team, g.kit, 6);
	const visits = [];
	for (const window of windows) {
		const visit = await booked(db, { ...g, ...opened }, window, ['Bà Minh Họa', 'Ông Thí Dụ']);
		await ask(db, desk, 'booking_confirm', {
			key: randomUUID(),
			id: visit.id,
			checked: 'papers',
			papers: 'Thẻ cũ',
			version: visit.version
		});
		visits.push({ ...visit, version: visit.version + 1 });
	}
	// A team has one day a day: what earlier tests drove today lies far back.
	await sql`update booking.team_days set day = day - (1000 + (random() * 100000)::int)
		where team = ${g.team} and day = house.local_day(now())`;
	await sql`update booking.team_days set day = house.local_day(now()) where id = ${opened.teamDay}`;
	for (const { sub } of crew)
		await sql`insert into rounds.crews (team_day, officer, set_by) values (${opened.teamDay}, ${sub}, ${sub})`;
	return { teamDay: opened.teamDay, visits };
}
