/**
 * Races for the last window on real PostgreSQL, sixty connections wide. Every caller looks, waits at the barrier, and
 * books as the edge does: plan, hold, and on `stale` look and plan again; `busy` is retried to an answer. Each race is
 * lost first, by the same doors without the lock, and where a constraint stands behind it without that as well.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';
import { allNaively, caught, without } from './naive.ts';
import { overlapping, unlocked } from './unlocked.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase({ connections: 60 });
	g = await home.ground(db, { places: 1 });
});
afterAll(() => db?.drop());
const emptied = () => db.sql`delete from booking.stops`;
beforeEach(async () => void (await emptied()));

type Window = (typeof home.windows)[number];
const [window] = home.windows;
const everyone = <T>(callers: number, one: (n: number) => Promise<T>): Promise<T[]> =>
	Promise.all(Array.from({ length: callers }, (_, n) => one(n)));
const promised = async () =>
	(await db.sql`select count(*)::int as n from booking.stops where team_day = ${g.teamDay}`)[0]!.n;

/** One resident: answers 'yes' or the refusal that ended the attempt; whatever else happens is thrown. */
async function resident(together: () => Promise<void>, wants: Window = window): Promise<string> {
	const subject = randomUUID();
	let first = true;
	for (let tries = 0; tries < 50; tries++) {
		const day = (await home.snapshot(db, subject)).days.find(({ id }) => id === g.teamDay)!;
		if (first) await together();
		first = false;
		// As the edge does: what is full is not even tried.
		if (tries > 0 && day.left.web === 0) return 'pool_full';
		const said = await home
			.holdPlan(db, home.plan(day, subject, wants), subject, g.hamlets[0]!)
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

/** What a crowd is told that reaches for the last place of a day, in one window or in several in turn. */
async function reach(windows: readonly Window[] = [window], callers = crowd.callers) {
	await emptied();
	const together = barrier(callers);
	return tally(await everyone(callers, (n) => resident(together, windows[n % windows.length])));
}
const several = async (windows?: readonly Window[]) =>
	((await reach(windows, 4)).yes ?? 0) > 1 && (await promised()) > 1;

test('without the lock of the day its last place is promised to several, in a window each', async () => {
	const race = () => several(home.windows);
	expect(await allNaively(db.sql, unlocked(), () => caught(race))).toBe(true);
});

test('without the lock and the constraint one window is promised to several', async () => {
	const race = () => allNaively(db.sql, overlapping, () => caught(() => several()));
	const overlap = 'stops_never_overlap';
	expect(await without(db.sql, 'booking.stops', overlap, emptied, race)).toBe(true);
});

test(`of ${crowd.callers} residents at once exactly one gets the last window, in each of ${crowd.rounds} rounds, and the rest hear why`, async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const said = await reach(round % 2 ? home.windows : [window]);
		expect(said).toEqual({ yes: 1, pool_full: crowd.callers - 1 });
		expect(await promised()).toBe(1);
	}
}, 600_000);

/** What a crowd is told that reaches for the place of a hold that has lapsed, while its owner sends at last. */
async function lapses(windows: readonly Window[] = [window], callers = crowd.callers) {
	await emptied();
	const lapsed = await home.hold(db, g, window);
	await db.sql`update booking.stops set held_until = now() - interval '1 second'`;
	const together = barrier(callers + 1);
	const owner = together().then(() =>
		home.submit(db, lapsed.hold, { of: home.form(g.hamlets[0]!) }).then(() => 'yes', told)
	);
	const others = everyone(callers, (n) => resident(together, windows[n % windows.length]));
	return tally([...(await others), await owner]);
}

test('without the lock of the day the place of a lapsed hold goes to its owner and to somebody else', async () => {
	const more = async () => ((await lapses(home.windows, 4)).yes ?? 0) > 1;
	expect(await allNaively(db.sql, unlocked(), () => caught(more))).toBe(true);
});

test('the one place that a lapsed hold gives up goes to one of the crowd, or to its owner who sends at last', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const said = await lapses();
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
