/** The days for home, counted in one query, are those on which the functions of the commit would let a resident in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../tests/functions/world.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { officer } from './household.ts';

let db: TestDatabase;
let world: World;

beforeAll(async () => {
	db = await createDatabase();
	world = await makeWorld(db.sql, { teams: 2, days: 9, places: 3 });
	await officer(db, ['lead'], world.unit);
});
afterAll(() => db?.drop());

/** Days of the world, by the functions that the commit asks of each team's day. */
const asCommitted = () => db.sql`
	select d.day::text as day, case when bool_or(booking.places_left(d, 'web', null) > 0) then 'open' else 'full' end as state
	from booking.team_days d
	join unit.settings s on s.unit = d.unit
	where d.unit = ${world.unit} and d.day between house.local_day(now()) and house.local_day(now()) + s.horizon_days
		and booking.offers_visits(d)
		and unit.visits_allowed(d.unit, d.day)
		and not booking.is_off(d, null)
		and exists (
			select 1 from unit.windows w
			where w.unit = d.unit and w.weekday = extract(isodow from d.day)
				and house.at(d.day, w.from_minute) >= booking.earliest(d.unit, 'web')
		)
	group by d.day order by d.day`;
async function asTold() {
	const [row] = await db.sql`select public.booking_days() as told`;
	const days = row!.told.days as { unit: string; day: string; state: string }[];
	return days.filter(({ unit }) => unit === world.unit).map(({ day, state }) => ({ day, state }));
}

test('full, closed, off, postponed, reserved or too far away: home says of each what the commit does', async () => {
	const { sql } = db;
	const { unit, days } = world;
	await sql`update unit.settings set horizon_days = 50, release_hours = 1 where unit = ${unit}`;
	const set = (day: string, change: string, team = '') =>
		sql.unsafe(
			`update booking.team_days d set ${change} from booking.teams t
			where t.id = d.team and d.unit = '${unit}' and d.day = '${day}' and t.name like '%${team}'`
		);
	await set(days[0]!, 'closed = true', '1');
	await set(days[1]!, 'closed = true');
	await sql`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed) values (${unit}, ${days[2]!}, false, false)`;
	await sql`
		insert into booking.postponements (unit, from_day, to_day, reason, officer)
		select ${unit}, ${days[3]!}, ${days[3]!}, 'storm', user_id from staff.officers limit 1`;
	await sql`
		insert into booking.postponements (unit, area, from_day, to_day, reason, officer)
		select ${unit}, ${unit}, ${days[4]!}, ${days[4]!}, 'storm', user_id from staff.officers limit 1`;
	await set(days[4]!, 'reserved_hotline = 2, reserved_ward = 1');
	await set(days[5]!, 'reserved_hotline = 1, reserved_ward = 1');
	for (const [position, channel] of ['hotline', 'paper', 'web'].entries())
		await sql`
			insert into booking.stops (team_day, position, subject, channel, window_from, window_to, service, travel, start, finish, busy)
			select d.id, ${position + 1}, gen_random_uuid(), ${channel}, 450, 1020, 15, 0, ${480 + 60 * position}, ${495 + 60 * position},
				tstzrange(house.at(d.day, ${480 + 60 * position}), house.at(d.day, ${495 + 60 * position}))
			from booking.team_days d where d.unit = ${unit} and d.day = ${days[5]!}`;
	const told = await asTold();
	expect(told).toEqual([...(await asCommitted())]);
	const inReach = (
		await sql`
		select x.day from unnest(${days}::text[]) x (day) where x.day::date <= house.local_day(now()) + 50`
	).map(({ day }) => day as string);
	const gone = new Set([days[1], days[2], days[3]]);
	const full = new Set([days[4], days[5]]);
	expect(told).toEqual(
		inReach
			.filter((day) => !gone.has(day))
			.map((day) => ({ day, state: full.has(day) ? 'full' : 'open' }))
	);
});

test('places that were reserved are the web’s when their time is over', async () => {
	await db.sql`update unit.settings set release_hours = 336 where unit = ${world.unit}`;
	await db.sql`
		update booking.team_days set places = 1, reserved_hotline = 1, reserved_ward = 0 where unit = ${world.unit}`;
	const told = await asTold();
	expect(told).toEqual([...(await asCommitted())]);
	expect(new Set(told.map(({ state }) => state))).toEqual(new Set(['open', 'full']));
});
