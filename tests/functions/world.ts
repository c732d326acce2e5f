/** A unit of its own in a running database, for tests and figures that must not depend on the demo data. */
import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { addDays, localDay, weekday } from '../../supabase/functions/_shared/days/index.ts';
import type { TestStack } from '../../supabase/local/testing.ts';
import { solve } from '../../supabase/functions/_shared/proof/solve.ts';

export type World = {
	unit: string;
	area: string;
	/** On a line to the north of the unit's house, some 700 m apart. */
	hamlets: string[];
	/** Saturdays beyond the lead time, in order. */
	days: string[];
};

/** Windows of a working day, in minutes. */
export const windows = [
	{ from: 450, to: 570 },
	{ from: 540, to: 660 },
	{ from: 810, to: 930 },
	{ from: 900, to: 1020 }
];
const shifts = [
	{ from: 450, to: 660 },
	{ from: 810, to: 1020 }
];

/** Makes the unit with `teams` teams that work on each of `days` Saturdays, each with a kit and `places` places. */
export async function makeWorld(
	sql: Sql,
	{ code: wanted = '', teams = 1, days = 2, places = 8, hamlets = 4 } = {}
): Promise<World> {
	const code = wanted || (await freeCode(sql));
	const point = { lat: 14.81, lon: 108.95 };
	await sql`
		insert into unit.units (code, name, full_name, type, police_name, lat, lon, demo)
		values (${code}, 'Thử Nghiệm', 'Phường Thử Nghiệm', 'phường', 'Công an phường Thử Nghiệm', ${point.lat}, ${point.lon}, true)`;
	await sql`
		insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates)
		values (${code}, '2020-01-01', 'Thử Nghiệm', 'Phường Thử Nghiệm', 'phường', ${code}, ${point.lat}, ${point.lon}, 'test')`;
	await sql`insert into unit.settings (unit) values (${code})`;
	for (const { from, to } of windows)
		await sql`insert into unit.windows (unit, weekday, from_minute, to_minute) values (${code}, 6, ${from}, ${to})`;
	const made: string[] = [];
	for (let at = 0; at < hamlets; at++) {
		const [row] = await sql`
			insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon, fictional)
			values (${code}, '2020-01-01', ${`Thôn số ${at + 1}`}, 'thôn', ${point.lat + 0.006 * (at + 1)}, ${point.lon}, true)
			returning id`;
		made.push(row!.id);
	}
	const saturdays = saturdaysAfter(localDay(new Date()), days);
	for (let team = 0; team < teams; team++) await makeTeam(sql, code, team, saturdays, places);
	return { unit: code, area: code, hamlets: made, days: saturdays };
}

/** Of a unit that nobody else on this stack has made, from 99001 on: no real one comes near it. */
async function freeCode(sql: Sql): Promise<string> {
	const [row] = await sql`
		select c::text as code from generate_series(99001, 99999) c
		where not exists (select 1 from unit.units u where u.code = c::text) order by c limit 1`;
	return row!.code;
}

async function makeTeam(sql: Sql, unit: string, team: number, days: string[], places: number) {
	const [kit] =
		await sql`insert into unit.kits (name) values (${`Bộ ${unit} ${team}`}) returning id`;
	await sql`insert into unit.kit_units (kit, unit) values (${kit!.id}, ${unit})`;
	const [row] = await sql`
		insert into booking.teams (unit, name, kit, places) values (${unit}, ${`Tổ ${team + 1}`}, ${kit!.id}, ${places}) returning id`;
	for (const day of days)
		await sql`
			insert into booking.team_days (team, unit, day, kit, start_place, shifts, places, reserved_hotline, reserved_ward)
			values (${row!.id}, ${unit}, ${day}, ${kit!.id}, ${`unit:${unit}`}, ${sql.json(shifts)}, ${places}, 0, 0)`;
}

function saturdaysAfter(today: string, count: number): string[] {
	let day = addDays(today, 3);
	while (weekday(day) !== 6) day = addDays(day, 1);
	return Array.from({ length: count }, (_, week) => addDays(day, 7 * week));
}

type Stack = Pick<TestStack, 'edge'>;

/** A solved proof of work, as a browser would send it. */
export async function proofFor(stack: Stack): Promise<string> {
	const { body } = await stack.edge('booking', 'booking_challenge', {});
	return solve(body.challenge);
}

/** Offers for one person in `hamlet` who cannot leave the bed. */
export async function offersFor(
	stack: Stack,
	{ area, hamlets }: World,
	over: Record<string, unknown> = {}
) {
	const wanted = { area, hamlet: hamlets[0], people: [{ needs: ['bedridden'] }] };
	const proof = await proofFor(stack);
	return stack.edge('booking', 'booking_offers', {
		wanted,
		proof,
		hold: null,
		lookup: null,
		...over
	});
}

/** A new lookup secret and its hash, both as hex. The hash is what the server may know. */
export async function newSecret(): Promise<{ lookup: string; lookup_hash: string }> {
	const bytes = randomBytes(32);
	const digest = await crypto.subtle.digest('SHA-256', bytes);
	return { lookup: bytes.toString('hex'), lookup_hash: Buffer.from(digest).toString('hex') };
}

/** A whole form for that person, filled in by a grandson. */
export function formFor({ area, hamlets }: World) {
	return {
		booking_for: 'relative',
		people: [
			{
				name: 'Nguyễn Thị Lụa',
				birth: { year: 1941 },
				service: 'renew',
				needs: ['bedridden'],
				lacks_capacity: false,
				representative: null,
				old_number: null
			}
		],
		consent: true,
		place: {
			kind: 'home',
			area,
			hamlet: hamlets[0],
			landmark: 'Nhà sau chợ, cổng xanh',
			address: null,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			name: 'Nguyễn Văn Bền',
			phone: '0900 000 101',
			relation: 'grandchild',
			person_knows: true,
			at_home: null
		}
	};
}
