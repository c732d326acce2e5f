/** What asks the edge to share out what became free. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase();
	g = await home.ground(db);
});
afterAll(() => db?.drop());

test('the edge is knocked at where Vault knows its address and somebody waits, and nowhere else', async () => {
	const knock = async () => (await db.sql`select booking.knock() as a`)[0]!.a;
	await db.sql`delete from booking.spare`;
	expect(await knock()).toBe(false);
	await home.submit(db, null, { of: home.form(g.hamlets[0]!) });
	expect(await knock()).toBe(false);
	await db.sql`create schema net`;
	await db.sql`create table net.sent (url text, body jsonb)`;
	await db.sql
		.unsafe(`create function net.http_post(url text, body jsonb) returns bigint language sql as
		'insert into net.sent values ($1, $2); select 1::bigint'`);
	await db.sql`create schema vault`;
	await db.sql`create table vault.decrypted_secrets (name text, decrypted_secret text)`;
	expect(await knock()).toBe(false);
	await db.sql`insert into vault.decrypted_secrets values ('gan_dan_functions', 'https://example.invalid/functions/v1')`;
	expect(await knock()).toBe(true);
	expect([...(await db.sql`select distinct url, body from net.sent`)]).toEqual([
		{ url: 'https://example.invalid/functions/v1/booking', body: { action: 'booking_tend' } }
	]);
	// One call does one unit: nobody waits for the units before theirs.
	const units = async () =>
		(await db.sql`select count(distinct unit)::int as n from booking.spare`)[0]!.n as number;
	const asked = async () => (await db.sql`delete from net.sent returning 1`).length;
	expect(await asked()).toBe(await units());
	await db.sql`delete from booking.spare where unit = ${home.otherUnit}`;
	await db.sql`insert into booking.spare (unit) values (${home.otherUnit}), (${home.otherUnit})`;
	expect(await knock()).toBe(true);
	expect(await units()).toBeGreaterThan(1);
	expect(await asked()).toBe(await units());
	await db.sql`drop schema net cascade`;
	await db.sql`drop schema vault cascade`;
});
