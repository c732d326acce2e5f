/** Operators who all hear of one caller in the same moment. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof home.officer>>;
beforeEach(async () => {
	db = await createDatabase({ connections: 20 });
	g = await home.ground(db);
	desk = await home.officer(db, ['desk']);
});
afterEach(() => db?.drop());

/** What was said to each of as many operators as there are lines, who were shown that the caller is new. */
async function allAtOnce(): Promise<string[]> {
	const together = barrier(20);
	return Promise.all(
		Array.from({ length: 20 }, async () => {
			await together();
			const lookup = home.aLookup();
			return home.refusal(
				home.ask(db, { role: 'service_role' }, 'booking_hotline_write', {
					key: randomUUID(),
					request: { lookup },
					officer: desk.sub,
					lookup_hash: home.hash(lookup),
					form: home.form(g.hamlets[0]!),
					minutes: 25,
					plan: null,
					subject: randomUUID(),
					channel: 'hotline',
					pool: 'hotline',
					words: ['cây đa', 'bến nước'],
					seen: []
				})
			);
		})
	);
}

// What comes between the look and the case, half a second long here, a slow disk makes by itself.
it('a look without the lock lets several operators make a case of one caller', async () => {
	await db.sql.unsafe(`
		create or replace function booking.demand_seen(p_unit text, p_phone text, p_seen uuid[]) returns void
		language plpgsql volatile set search_path = '' as $$
		begin
			perform house.demand(
				not exists (select 1 from booking.open_cases_of(p_unit, p_phone) c where c.id <> all (p_seen)), 409, 'caller_known'
			);
			perform pg_sleep(0.5);
		end $$`);
	expect(tally(await allAtOnce()).none).toBeGreaterThan(1);
});

it('of operators who enter one caller at once one does, and every other is told', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const words = tally(await allAtOnce());
		expect(words).toEqual({ none: 1, caller_known: 19 });
		await db.sql`update queue.cases set ended_at = now(), state = 'cancelled' where unit = ${home.unit}`;
	}
});
