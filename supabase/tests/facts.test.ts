/** Habits of the database that the rooms rely on, wherever it runs. */
import { randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, newToken, startStack, tokenHash } from '../local/testing.ts';
import type { TestDatabase, TestStack } from '../local/testing.ts';
import * as home from './household.ts';

let db: TestDatabase;
let stack: TestStack;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await home.ground(db);
	stack = await startStack({ db });
});
afterAll(async () => {
	await stack?.stop();
	await db?.drop();
});

const rooms = ['house', 'unit', 'staff', 'queue', 'booking', 'lookup', 'support'];

test('states, kinds, roles and channels are text: an enum would not pass row security quickly', async () => {
	expect([
		...(await db.sql`
		select t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
		where t.typtype = 'e' and n.nspname in ${db.sql(rooms)}`)
	]).toEqual([]);
	const loose = await db.sql`
		select c.table_schema || '.' || c.table_name || '.' || c.column_name as name
		from information_schema.columns c
		where c.table_schema in ${db.sql(rooms)} and c.column_name in ('state', 'channel')
			and (c.data_type <> 'text' or not exists (
				select 1 from pg_constraint k
				join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
				where k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass
					and a.attname = c.column_name and k.contype in ('c', 'f', 'p')))`;
	expect([...loose]).toEqual([]);
});

test('every door answers one value, which no limit on rows cuts', async () => {
	expect([
		...(await db.sql`
		select p.proname from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.proretset`)
	]).toEqual([]);
});

test('one team is never in two houses at once, even if somebody writes past the commit', async () => {
	const overlapping = db.sql.begin(async (tx) => {
		for (const _ of [1, 2])
			await tx`
				insert into booking.stops (team_day, position, subject, channel, window_from, window_to, service, travel, start, finish, busy)
				values (${g.teamDay}, 1, ${randomUUID()}, 'web', 450, 570, 25, 15, 465, 490, tstzrange('2027-01-02 07:30', '2027-01-02 08:10'))`;
	});
	await expect(overlapping).rejects.toMatchObject({
		code: '23P01',
		constraint_name: 'stops_never_overlap'
	});
});

test('one kit is never in two places on one day, even if somebody writes past the doors', async () => {
	const twice = db.sql.begin(async (tx) => {
		const [other] = await tx<{ id: string }[]>`
			insert into booking.teams (unit, name) values (${home.unit}, 'Tổ thứ hai') returning id`;
		await tx`
			insert into booking.team_days (team, unit, day, kit, start_place, places, reserved_hotline, reserved_ward)
			select ${other!.id}, unit, day, kit, start_place, places, 0, 0
			from booking.team_days where id = ${g.teamDay}`;
	});
	await expect(twice).rejects.toMatchObject({
		code: '23505',
		constraint_name: 'team_days_kit_is_in_one_place'
	});
});

test('whoever waits too long for a day hears that it is busy, with the time to try again, and loses nothing', async () => {
	const officer = await stack.officer({ unit: home.unit, roles: ['desk'] });
	const visit = await home.booked(db, g);
	const request = {
		key: randomUUID(),
		id: visit.id,
		version: visit.version,
		reason: 'other',
		note: 'Không cần nữa',
		died: []
	};
	const cancel = async () => {
		const answer = await fetch(`${stack.origin}/rest/v1/rpc/booking_cancel`, {
			method: 'POST',
			headers: {
				apikey: stack.keys.publishable,
				authorization: `Bearer ${officer.token}`,
				'content-type': 'application/json'
			},
			body: JSON.stringify(request)
		});
		return { answer, body: (await answer.json()) as object };
	};
	await db.sql.begin(async (tx) => {
		await tx`select 1 from booking.team_days where id = ${g.teamDay} for update`;
		const { answer, body } = await cancel();
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
		expect(body).toMatchObject({ code: 'PT503', message: 'busy' });
	});
	// The same key again: the same command, and now it is done.
	expect((await cancel()).body).toMatchObject({ state: 'cancelled' });
});

test('Auth’s own role makes an officer of an invitation, as on hosted Supabase', async () => {
	const token = newToken();
	const email = `${randomUUID()}@example.test`;
	await db.sql`
		insert into staff.invitations (unit, name, email, roles, token_hash)
		values (${home.unit}, 'Cán bộ Minh Họa', ${email}, array['desk'], ${tokenHash(token)})`;
	const id = randomUUID();
	const signUp = (address: string, metadata: object) =>
		db.sql.begin(async (tx) => {
			await tx`set local role supabase_auth_admin`;
			await tx`
				insert into auth.users (id, email, raw_user_meta_data)
				values (${id}, ${address}, ${tx.json(metadata as never)})`;
		});
	await expect(signUp('stranger@example.test', {})).rejects.toThrow();
	await signUp(email, { invitation: token });
	const [officer] = await db.sql`select unit, roles from staff.officers where user_id = ${id}`;
	expect(officer).toEqual({ unit: home.unit, roles: ['desk'] });
});

test('no migration needs what only one place has: jobs, calls and channels are asked for first', () => {
	const folder = 'supabase/migrations';
	for (const file of readdirSync(folder)) {
		const code = readFileSync(join(folder, file), 'utf8').replace(/--.*$/gm, '');
		for (const [, schema] of code.matchAll(/\b(cron|net|realtime|pgsodium|vault)\.[a-z_]+\s*\(/g))
			expect(code, `${file}: ${schema}`).toMatch(
				new RegExp(`to_regnamespace\\('${schema}'\\)|to_reg(?:procedure|class)\\('${schema}\\.`)
			);
		expect(code, file).not.toMatch(/\blite\b|supabase_lite/i);
	}
});
