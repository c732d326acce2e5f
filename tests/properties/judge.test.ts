/** The judge of the property test has to see what is wrong before its silence means anything. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { directly } from '../functions/direct.ts';
import { makeWorld, type World } from '../functions/world.ts';
import { brokenIn, type Told } from './judge.ts';

let db: TestDatabase;
let world: World;
let told: Map<string, Told>;
beforeAll(async () => {
	db = await createDatabase();
	world = await makeWorld(db.sql, { days: 2, hamlets: 9 });
});
afterAll(() => db?.drop());

/** Three residents of different hamlets in the first window of the first day. */
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
	await db.sql`update booking.team_days set places = 8 where unit = ${world.unit}`;
	told = new Map();
	const ask = directly(db);
	for (const hamlet of world.hamlets.slice(0, 3)) {
		const wanted = { area: world.area, hamlet, people: [{ needs: [] }] };
		const asked = { wanted, proof: 'paid', hold: null, lookup: null };
		const { days, minutes } = await ask('booking_offers', asked);
		const { token, from, to } = days[0]!.windows[0]!;
		const { hold } = await ask('booking_hold', { key: crypto.randomUUID(), token, hold: null });
		told.set(hold, { day: days[0]!.day, from, to, minutes });
	}
	await db.sql`update booking.stops set held_until = null`;
});

const first = () => [...told][0]! as [string, Told];
/** Ways to break what was promised; the commit would take none of them. */
const spoils: Record<string, () => unknown> = {
	'somebody nobody comes to': () => told.set(crypto.randomUUID(), first()[1]),
	'a stranger who is served': () => told.delete(first()[0]),
	'another window than was told': () => told.set(first()[0], { ...first()[1], to: 571 }),
	'another length than was told': () => told.set(first()[0], { ...first()[1], minutes: 40 }),
	'another day than was told': () => told.set(first()[0], { ...first()[1], day: world.days[1]! }),
	'a promise that is only held': () =>
		db.sql`update booking.stops set held_until = now() + interval '5 minutes' where subject = ${first()[0]}`,
	'more promises than places': () =>
		db.sql`update booking.team_days set places = 2 where unit = ${world.unit}`,
	'a house that cannot be reached in time': () =>
		db.sql`update booking.visits set hamlet = ${world.hamlets[8]!} where id = ${first()[0]}`,
	'a visit outside every shift': () =>
		db.sql`
			update booking.stops set window_to = 700, start = 690, finish = 690 + service, busy = 'empty'
			where subject = ${first()[0]}`
};

describe('the judge', () => {
	it('finds nothing wrong with what the commit wrote', async () => {
		expect(await brokenIn(db.sql, world.unit, told)).toEqual([]);
	});

	it.each(Object.keys(spoils))('sees %s', async (name) => {
		await spoils[name]!();
		expect(await brokenIn(db.sql, world.unit, told)).not.toEqual([]);
	});
});
