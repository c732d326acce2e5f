/**
 * Two units of the tests' own, a team with a day, officers and households: what booking's tests stand on.
 * Nothing depends on the seed; days lie ahead of now, since only the real clock counts.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import type { TestDatabase } from '../local/testing.ts';
import type { Actor } from '../local/actor.ts';

export const unit = '99901';
export const otherUnit = '99902';
export const windows = [
	[450, 570],
	[540, 660],
	[810, 930],
	[900, 1020]
] as const;

export type Stop = {
	subject: string;
	from: number;
	to: number;
	service: number;
	travel: number;
	start: number;
	finish: number;
};
export type Plan = { team_day: string; version: number; stops: Stop[] };
export type Ground = { hamlets: string[]; team: string; kit: string; day: string; teamDay: string };

/** Hex of SHA-256, as the edge sends a lookup. */
export const hash = (text: string) => createHash('sha256').update(text).digest('hex');
export const aLookup = () => randomBytes(32).toString('hex');

/** Two units, four hamlets, a kit and a team with an open day `ahead` days from now. */
export async function ground(db: TestDatabase, { ahead = 5, places = 8 } = {}): Promise<Ground> {
	const { sql } = db;
	for (const code of [unit, otherUnit]) {
		await sql`insert into unit.units (code, name, full_name, type, police_name, lat, lon)
			values (${code}, 'Thử', ${`Xã Thử ${code}`}, 'xã', 'Công an xã Thử', 14.8, 108.95)`;
		await sql`insert into unit.settings (unit) values (${code})`;
		await sql`insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates)
			values (${code}, '2025-07-01', 'Thử', 'Xã Thử', 'xã', ${code}, 14.8, 108.95, 'test')`;
		for (const [from, to] of windows)
			await sql`insert into unit.windows select ${code}, n, ${from}, ${to} from generate_series(1, 7) n`;
		for (const [kind, clock, starts, amount, measure] of [
			['home_visit', 'first reply', 'received', 2, 'working_days'],
			['home_visit', 'visit', 'received', 21, 'days'],
			['home_visit', 'card', 'captured at home', 7, 'working_days'],
			['call_back', 'call', 'received', 1, 'working_days']
		] as const)
			await sql`insert into unit.clocks (unit, kind, clock, starts, amount, measure, limit_text, source)
				values (${code}, ${kind}, ${clock}, ${starts}, ${amount}, ${measure}, ${`${amount} ${measure}`}, 'test')`;
	}
	const hamlets: string[] = [];
	for (const [name, lat] of [
		['Thôn Một', 14.8],
		['Thôn Hai', 14.81],
		['Thôn Ba', 14.82],
		['Thôn Bốn', 14.79]
	] as const) {
		const [row] =
			await sql`insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon, fictional)
			values (${unit}, '2025-07-01', ${name}, 'thôn', ${lat}, 108.95, true) returning id`;
		hamlets.push(row!.id);
	}
	const { id: kit } = (await sql`insert into unit.kits (name) values ('Bộ thử') returning id`)[0]!;
	await sql`insert into unit.kit_units (kit, unit) values (${kit}, ${unit}), (${kit}, ${otherUnit})`;
	const { id: team } = (
		await sql`insert into booking.teams (unit, name, kit, places)
		values (${unit}, 'Tổ thử', ${kit}, ${places}) returning id`
	)[0]!;
	const opened = await openDay(sql, team, kit, ahead, places);
	return { hamlets, team, kit, ...opened };
}

/** A day of the fixture's unit for a team, `ahead` days from now. */
export async function openDay(
	sql: Sql,
	team: string,
	kit: string | null,
	ahead: number,
	places = 8
) {
	const [row] = await sql`insert into booking.team_days
			(team, unit, day, kit, start_place, shifts, places, reserved_hotline, reserved_ward)
		values (${team}, ${unit}, house.local_day(now()) + ${ahead}::int, ${kit}, ${`unit:${unit}`},
			${sql.json([
				{ from: 450, to: 660 },
				{ from: 810, to: 1020 }
			])}, ${places}, 0, 0)
		returning id, to_char(day, 'YYYY-MM-DD') as day`;
	return { teamDay: row!.id as string, day: row!.day as string };
}

/** An officer of a unit with a living session, made as sign-up makes one: by an invitation. */
export async function officer(
	db: TestDatabase,
	roles: string[],
	of = unit,
	hamlet: string | null = null
): Promise<Actor & { sub: string }> {
	const [sub, token] = [randomUUID(), randomBytes(16).toString('hex')];
	const email = `${sub}@example.invalid`;
	await db.sql`insert into staff.invitations (unit, name, email, roles, hamlet, token_hash)
		values (${of}, 'Cán bộ Minh Họa', ${email}, ${roles}, ${hamlet}, sha256(convert_to(${token}, 'UTF8')))`;
	await db.sql`insert into auth.users (id, email, raw_user_meta_data)
		values (${sub}, ${email}, ${db.sql.json({ invitation: token })})`;
	return { role: 'authenticated', sub, session_id: randomUUID(), aal: 'aal1' };
}
