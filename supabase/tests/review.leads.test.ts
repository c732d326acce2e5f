/** Leads who reach for what is another unit's: it does not exist for them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type * as home from './household.ts';
import { ask, ground, officer, otherUnit, refusal, unit } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let other: Awaited<ReturnType<typeof officer>>;
let foreignKit: string;
beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	other = await officer(db, ['lead'], otherUnit);
	const [kit] = await db.sql`insert into unit.kits (name) values ('Bộ riêng') returning id`;
	foreignKit = kit!.id;
	await db.sql`insert into unit.kit_units (kit, unit) values (${foreignKit}, ${unit})`;
});
afterAll(() => db?.drop());

const numbers = { places: 4, reserved_hotline: 0, reserved_ward: 0 };

test('neither a team, a day, a kit nor a hamlet of another unit can be edited or used', async () => {
	const key = () => randomUUID();
	const day = { team: g.team, day: g.day, kit: null, closed: true, shifts: [], ...numbers };
	const team = { name: 'Tổ', active: true, start_hamlet: null, kit: null, shifts: [], ...numbers };
	const tries: [string, Record<string, unknown>][] = [
		['booking_team_save', { ...team, team: g.team }],
		['booking_team_save', { ...team, team: null, kit: foreignKit }],
		['booking_team_save', { ...team, team: null, start_hamlet: g.hamlets[0] }],
		['booking_team_day_save', { ...day, version: 1 }],
		['booking_team_day_save', { ...day, version: null }],
		['unit_kit_save', { kit: foreignKit, name: 'Bộ của tôi', active: false }]
	];
	for (const [door, args] of tries)
		expect(await refusal(ask(db, other, door, { key: key(), ...args })), door).toBe('not_found');
	const seen = await ask(db, other, 'booking_teams', { from_day: g.day, to_day: g.day });
	expect(seen).toEqual({ teams: [], team_days: [] });
});

test('a token of an invitation that two people use at once makes one account', async () => {
	const token = randomUUID().replaceAll('-', '');
	const email = 'once@example.invalid';
	await db.sql`insert into staff.invitations (unit, name, email, roles, token_hash)
		values (${unit}, 'Cán bộ Minh Họa', ${email}, '{desk}', sha256(convert_to(${token}, 'UTF8')))`;
	const signUp = (address: string) =>
		refusal(
			db.sql`insert into auth.users (id, email, raw_user_meta_data)
				values (${randomUUID()}, ${address}, ${db.sql.json({ invitation: token, roles: ['lead'], unit: otherUnit })})`.then(
				() => null
			)
		);
	const said = await Promise.all([email, email.toUpperCase(), email].map(signUp));
	expect(said.filter((word) => word === 'none')).toHaveLength(1);
	expect(said.filter((word) => word === 'invitation_used')).toHaveLength(2);
	const made = await db.sql`select unit, roles from staff.officers where email = ${email}`;
	expect([...made]).toEqual([{ unit, roles: ['desk'] }]);
});
