/** Erasing goes on in bites, and what fails in one unit keeps nothing elsewhere. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';

let db: TestDatabase;
beforeEach(async () => {
	db = await createDatabase();
	await home.ground(db);
});
afterEach(() => db?.drop());

/** So many calls that ended a hundred days ago, with everything in them that may be erased. */
const ended = (unit: string, count: number) => db.sql`
	with c as (
		insert into queue.cases (kind, reference, unit, state, channel, title_code, received_at, ended_at)
		select 'call_back', 'GL-T-' || gen_random_uuid(), ${unit}, 'cancelled', 'web', 'call_back', now() - interval '101 days', now() - interval '100 days'
		from generate_series(1, ${count}::int)
		returning id
	)
	insert into booking.call_backs (case_id, area, area_valid_from, when_to_call, name, phone, about)
	select id, ${unit}, '2025-07-01', 'any', 'Bà Minh Họa', '+84900000100', 'đau chân' from c`;
const erase = async (most = 200) =>
	(await db.sql`select booking.erase_due(${most}) as a`)[0]!.a as Record<string, unknown>;
const left = async (unit: string) =>
	(
		await db.sql`
		select count(*)::int as n from booking.call_backs b join queue.cases c on c.id = b.case_id
		where c.unit = ${unit} and num_nonnulls(b.name, b.phone, b.about) > 0`
	)[0]!.n as number;
const nights = async () => (await db.sql`select 1 from erasures.nights`).length;

test('a great night is erased call by call, the night is over when nothing is left, and the lead reads its sum', async () => {
	const lead = await home.officer(db, ['lead']);
	await ended(home.unit, 3);
	const calls = [await erase(4), await erase(4)];
	expect(calls).toEqual([
		{ sensitive: 3, contact: 1, more: true },
		{ sensitive: 0, contact: 2, more: false }
	]);
	expect(await left(home.unit)).toBe(0);
	expect(await home.ask(db, lead, 'booking_retention', {})).toMatchObject({
		last: { sensitive: 3, contact: 3 },
		due: { sensitive: 0, contact: 0 }
	});
	const [sum] = await db.sql`
		select sum(erased)::int as n from erasures.runs where kind in ('sensitive', 'contact') and unit = ${home.unit}`;
	expect(sum!.n).toBe(6);
	// Whoever asks again in this night writes nothing.
	expect(await nights()).toBe(1);
	expect(await erase()).toEqual({ sensitive: 0, contact: 0, more: false });
	expect(await nights()).toBe(1);
});

test('a unit whose erasing fails is named, and every other unit, every other kind and the days go on', async () => {
	await ended(home.unit, 1);
	await ended(home.otherUnit, 1);
	const desk = await home.officer(db, ['desk']);
	await db.sql`insert into booking.caller_lookups (unit, officer, phone, found, at)
		values (${home.unit}, ${desk.sub}, '+84900000100', 0, now() - interval '3 days')`;
	await db.sql.unsafe(`
		create function booking.fail() returns trigger language plpgsql as $$ begin raise exception 'worn out'; end $$;
		create trigger fail before update on booking.call_backs
		for each row when (old.area = '${home.unit}') execute function booking.fail()`);
	expect(await erase()).toMatchObject({ sensitive: 1, contact: 1, more: true });
	expect(await left(home.otherUnit)).toBe(0);
	expect(await db.sql`select 1 from booking.caller_lookups where phone is not null`).toEqual([]);
	await expect(erase()).rejects.toThrow(`what is due was not erased: ${home.unit}: worn out`);
	await db.sql`select booking.daily()`;
	expect([await left(home.unit), await nights()]).toEqual([1, 0]);
	await db.sql`drop trigger fail on booking.call_backs`;
	expect(await erase()).toMatchObject({ sensitive: 1, contact: 1, more: false });
	expect([await left(home.unit), await nights()]).toEqual([0, 1]);
});
