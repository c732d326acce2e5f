/** What became free in many units is shared out by as many calls at once, each of which has a unit of its own. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ask, ground, otherUnit, unit } from '../../supabase/tests/household.ts';
import { atOnce, crowd } from './crowd.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase({ connections: 10 });
	await ground(db);
});
afterAll(() => db?.drop());

it('nobody waits for the next knock because two calls took the same unit, however often it was marked', async () => {
	for (let round = 0; round < crowd.rounds * 10; round++) {
		await db.sql`
			insert into booking.spare (unit)
			select u.code from unit.units u, generate_series(1, 20)
			where u.code in (${unit}, ${otherUnit}) order by u.code`;
		const units = await atOnce(2, async () => {
			const taken = (await ask(db, { role: 'service_role' }, 'booking_tend_read', {})) as {
				unit: string;
			} | null;
			return taken?.unit ?? 'nothing';
		});
		expect(units.sort()).toEqual([unit, otherUnit].sort());
	}
	expect(await db.sql`select 1 from booking.spare`).toEqual([]);
});
