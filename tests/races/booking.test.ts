/**
 * Races for the last window on real PostgreSQL, sixty connections wide. Every caller looks, waits at the barrier, and
 * books as the edge does: plan, hold, and on `stale` look and plan again; `busy` is retried to an answer.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase({ connections: 60 });
	g = await home.ground(db, { places: 1 });
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const [window] = home.windows;
const everyone = <T>(one: (n: number) => Promise<T>): Promise<T[]> =>
	Promise.all(Array.from({ length: crowd.callers }, (_, n) => one(n)));
const promised = async () =>
	(await db.sql`select count(*)::int as n from booking.stops where team_day = ${g.teamDay}`)[0]!.n;

/** One resident: answers 'yes' or the refusal that ended the attempt; whatever else happens is thrown. */
async function resident(together: () => Promise<void>): Promise<string> {
	const subject = randomUUID();
	let first = true;
	for (let tries = 0; tries < 50; tries++) {
		const day = (await home.snapshot(db, subject)).days.find(({ id }) => id === g.teamDay)!;
		if (first) await together();
		first = false;
		// As the edge does: what is full is not even tried.
		if (tries > 0 && day.left.web === 0) return 'pool_full';
		const said = await home
			.holdPlan(db, home.plan(day, subject, window), subject, g.hamlets[0]!)
			.then(() => 'yes', told);
		if (said !== 'stale' && said !== 'busy') return said;
	}
	return 'gave_up';
}

/** The word of a refusal. An error that no refusal explains would be a 500 for somebody. */
function told(error: { code?: string; message: string }): string {
	if (error.code === 'PT409' || error.code === 'PT503') return error.message;
	throw error;
}

test('a naive door that counts and then inserts gives the last place to more than one', async () => {
	await db.sql.unsafe(`
		create schema naive;
		create table naive.taken (who uuid);
		create function naive.book(who uuid) returns boolean language plpgsql as $$
		begin
			if (select count(*) from naive.taken) >= 1 then
				return false;
			end if;
			insert into naive.taken values (who);
			return true;
		end
		$$`);
	let most = 0;
	// Chance decides how many slip through in a round; that some do within a hundred is as good as certain.
	for (let round = 0; round < 100 && most < 2; round++) {
		await db.sql`truncate naive.taken`;
		const together = barrier(crowd.callers);
		const said = await everyone(async () => {
			await together();
			return (await db.sql`select naive.book(${randomUUID()}) as yes`)[0]!.yes as boolean;
		});
		most = Math.max(most, said.filter(Boolean).length);
	}
	expect(most).toBeGreaterThan(1);
});

test(`of ${crowd.callers} residents at once exactly one gets the last window, in each of ${crowd.rounds} rounds, and the rest hear why`, async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		await db.sql`delete from booking.stops`;
		const together = barrier(crowd.callers);
		const said = tally(await everyone(() => resident(together)));
		expect(said).toEqual({ yes: 1, pool_full: crowd.callers - 1 });
		expect(await promised()).toBe(1);
	}
}, 600_000);

test('the one place that a lapsed hold gives up goes to one of the crowd, or to its owner who sends at last', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		await db.sql`delete from booking.stops`;
		const lapsed = await home.hold(db, g, window);
		await db.sql`update booking.stops set held_until = now() - interval '1 second'`;
		const together = barrier(crowd.callers + 1);
		const owner = together().then(() =>
			home.submit(db, lapsed.hold, { of: home.form(g.hamlets[0]!) }).then(() => 'yes', told)
		);
		const said = tally([...(await everyone(() => resident(together))), await owner]);
		expect(said.yes).toBe(1);
		expect(
			Object.keys(said).filter((word) => !['yes', 'pool_full', 'hold_lapsed'].includes(word))
		).toEqual([]);
		expect(await promised()).toBe(1);
	}
}, 600_000);

test('visits that change places between two days never wait for each other for ever', async () => {
	await db.sql`update booking.team_days set places = 8 where id = ${g.teamDay}`;
	const [{ id: kit }] =
		(await db.sql`insert into unit.kits (name) values ('Bộ hai') returning id`) as unknown as [
			{ id: string }
		];
	const other = await home.openDay(db.sql, g.team, kit, 6);
	const days = [g.teamDay, other.teamDay];
	const visits = await Promise.all(
		[0, 1].map(async (n) => {
			const subject = randomUUID();
			const day = (await home.snapshot(db, subject)).days.find(({ id }) => id === days[n])!;
			await home.holdPlan(db, home.plan(day, subject, window), subject, g.hamlets[0]!);
			return subject;
		})
	);
	const move = async (subject: string, to: string): Promise<string> => {
		for (let tries = 0; tries < 50; tries++) {
			const day = (await home.snapshot(db, subject)).days.find(({ id }) => id === to)!;
			const said = await home
				.holdPlan(db, home.plan(day, subject, window), subject, g.hamlets[0]!)
				.then(() => 'yes', told);
			if (said !== 'stale' && said !== 'busy') return said;
		}
		return 'gave_up';
	};
	for (let round = 0; round < 10; round++) {
		const said = await Promise.all(
			visits.map((subject, n) => move(subject, days[(round + n + 1) % 2]!))
		);
		expect(said).toEqual(['yes', 'yes']);
		const stops =
			await db.sql`select subject, count(*)::int as n from booking.stops group by subject`;
		expect(stops.map(({ n }) => n)).toEqual([1, 1]);
	}
});
