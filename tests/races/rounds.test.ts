/**
 * A plan of two days, on real PostgreSQL: leads who take different plans at the same moment, while the desk books and cancels on the
 * same days, and two phones that plan the rest of one day. Nobody is lost, nobody stands on two days.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { asks, morning, secondTeam, written, type Day } from '../../supabase/tests/driving.ts';
import {
	ask,
	booked,
	ground,
	officer,
	refusal,
	windows,
	type Ground
} from '../../supabase/tests/household.ts';
import { dayOf } from '../../supabase/tests/planning.ts';
import { atOnce, barrier, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

type Who = Awaited<ReturnType<typeof officer>>;
let db: TestDatabase;
let g: Ground;
let other: Awaited<ReturnType<typeof secondTeam>>;
let leads: Who[];
let desk: Who;
beforeAll(async () => {
	db = await createDatabase({ connections: 30 });
	g = await ground(db, { places: 40 });
	other = await secondTeam(db, 5, 40);
	leads = await Promise.all(Array.from({ length: 4 }, () => officer(db, ['lead'])));
	desk = await officer(db, ['desk']);
});
afterAll(() => db?.drop());

const look = async (who: Who): Promise<[Day, Day]> => {
	const seen = await asks(db, who, 'rounds_plan', { from_day: g.day, to_day: g.day });
	return [dayOf(seen, g.teamDay), dayOf(seen, other.teamDay)];
};
/** Everybody of both days to the team that is not theirs. */
const exchange = (who: Who, [a, b]: [Day, Day]) =>
	asks(db, who, 'rounds_accept', {
		days: [
			{ team_day: a.id, version: a.version, stops: written(b) },
			{ team_day: b.id, version: b.version, stops: written(a) }
		],
		placed: []
	});

/** Leads who take the same plan at once, each as they saw the days: what each was told. A word of the database is a fault. */
async function accepted(seen: [Day, Day][]): Promise<Record<string, number>> {
	return tally(await atOnce(leads.length, (n) => exchange(leads[n]!, seen[n]!)));
}

test('a plan that is taken without the locks of its days is taken by several, or ends in a fault', async () => {
	const signature = 'booking.commit_days(text, jsonb, uuid[], uuid[])';
	const lock = 't.id = any (v_ids) order by t.id for update;';
	const wait = 't.id = any (v_ids); perform pg_sleep(0.05);';
	const otherwise = async () => {
		await db.sql`delete from booking.stops`;
		await booked(db, g, windows[0]);
		await booked(db, { ...g, ...other }, windows[2]);
		const {
			done = 0,
			stale = 0,
			busy = 0
		} = await naively(db.sql, signature, lock, wait, async () =>
			accepted(await Promise.all(leads.map(look)))
		);
		return done > 1 || done + stale + busy < leads.length;
	};
	expect(await caught(otherwise)).toBe(true);
});

test('of leads who take a plan at once one has it, the others are told; who is booked meanwhile is on one day', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		await db.sql`delete from booking.stops`;
		const standing = [
			await booked(db, g, windows[0]),
			await booked(db, g, windows[1]),
			await booked(db, { ...g, ...other }, windows[2])
		];
		const seen = await Promise.all(leads.map(look));
		const together = barrier(leads.length + 2);
		const plans = leads.map(async (lead, n) => {
			await together();
			return refusal(exchange(lead, seen[n]!));
		});
		const between = (async () => {
			await together();
			return booked(db, g, windows[3]).then(
				(visit) => visit,
				() => null
			);
		})();
		const cancelled = (async () => {
			await together();
			const { id, version } = standing[2]!;
			return refusal(
				ask(db, desk, 'booking_cancel', {
					key: randomUUID(),
					id,
					version,
					reason: 'no_longer_needed',
					note: null,
					died: []
				})
			);
		})();
		const words = tally(await Promise.all(plans));
		const late = await between;
		const gone = (await cancelled) === 'none';
		expect(
			Object.keys(words).every((word) => ['none', 'stale', 'busy'].includes(word)),
			JSON.stringify(words)
		).toBe(true);
		expect(words.none ?? 0).toBeLessThanOrEqual(1);
		const wanted = [
			...standing.slice(0, gone ? 2 : 3).map(({ visit }) => visit),
			...(late ? [late.visit] : [])
		];
		const stops =
			await db.sql`select subject from booking.stops where held_until is null order by subject`;
		expect(stops.map(({ subject }) => subject)).toEqual(wanted.sort());
	}
});

/** Two phones that plan the rest of one day, each from what both saw: what each was told. */
async function phones(): Promise<string[]> {
	const drivers = [await officer(db, ['field']), await officer(db, ['field'])];
	const { teamDay } = await morning(db, g, leads[0]!, drivers, [windows[0], windows[2]]);
	const seen = await asks(db, drivers[0]!, 'rounds_day', { team_day: teamDay });
	return atOnce(2, (n) => {
		const stops = seen.stops.map(({ subject, service, travel, start, finish }) => ({
			...{ subject, service, travel, start: start + n, finish: finish + n },
			...{ late: false, agreed: null }
		}));
		return asks(db, drivers[n]!, 'rounds_replan', {
			...{ team_day: teamDay, at: new Date().toISOString(), version: seen.version, stops }
		});
	});
}

test('without the lock of the day both phones believe that their plan is the one', async () => {
	const signature = 'public.rounds_replan(uuid, uuid, timestamptz, int, jsonb)';
	const both = async () => (await phones()).filter((word) => word !== 'stale').length > 1;
	const [look, wait] = ['t.id = team_day for update;', 't.id = team_day; perform pg_sleep(0.05);'];
	expect(await naively(db.sql, signature, look, wait, () => caught(both))).toBe(true);
});

test('of two phones that plan the rest of one day one has it, and the other plans again', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect((await phones()).sort()).toEqual(['done', 'stale']);
});
