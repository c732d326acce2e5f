/**
 * A storm while residents book, on real PostgreSQL: a lead takes a day back in the moment in which others hold, send and
 * move, two leads at once, residents who take what is kept for them while the planner shares out. Nobody may be left with a
 * promise on a day without visits, and nobody may be promised two.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { brokenIn } from '../properties/judge.ts';
import { clear, storm, type Booked, type Person } from '../functions/postponing.ts';
import { ask, officer } from '../../supabase/tests/household.ts';
import { makeWorld, type World } from '../functions/world.ts';
import { barrier, crowd, tally } from './crowd.ts';

let db: TestDatabase;
let world: World;
let at: ReturnType<typeof storm>;
let leads: [Person, Person];
let first: string;
beforeAll(async () => {
	db = await createDatabase({ connections: 30 });
	world = await makeWorld(db.sql, { teams: 2, days: 3, places: 6 });
	at = storm(db, world);
	leads = [await officer(db, ['lead'], world.unit), await officer(db, ['lead'], world.unit)];
	first = world.days[0]!;
});
afterAll(() => db?.drop());
beforeEach(() => clear(db));

/** A refusal's word; what no refusal explains would be a 500 for somebody and is thrown. */
const said = (doing: Promise<unknown>): Promise<string> =>
	doing.then(
		() => 'yes',
		(error: { status?: number; code?: string; message: string }) => {
			const known = error.status
				? error.status < 500 || error.status === 503
				: /^PT(4|503)/.test(error.code ?? '');
			if (!known) throw error;
			return error.message;
		}
	);
/** Tries again what was busy, as a browser does. */
async function insist(doing: () => Promise<unknown>): Promise<string> {
	for (let tries = 0; ; tries++) {
		const word = await said(doing());
		if (word !== 'busy' || tries > 50) return word;
	}
}

/** Cases with a promise on a day that is taken back, and cases that stand in two places. */
async function wrongs() {
	const fooled = await db.sql`
		select c.reference, c.state
		from booking.stops s
		join booking.team_days d on d.id = s.team_day
		join booking.visits v on v.id = s.subject
		left join queue.cases c on c.id = v.case_id
		where
			d.unit = ${world.unit} and booking.is_off(d, v.area) and (s.held_until is null or s.held_until > now())
			and c.state is distinct from 'postponed'`;
	const twice = await db.sql`
		select subject from booking.stops where kind = 'visit' group by subject having count(*) > 1
		union all
		select o.case_id from booking.held_offers o join booking.visits v on v.case_id = o.case_id
		where o.ended is null and not exists (select 1 from booking.postponed p where p.visit = v.id and p.ended is null)
			and exists (select 1 from booking.stops s where s.subject = v.id)`;
	return { fooled: [...fooled], twice: [...twice] };
}

/** A naive lead: reads who stands on the day, tells each of those, then closes it. */
async function naively(day: string, known: Booked[], together: () => Promise<void>) {
	const told = await db.sql`
		select s.subject from booking.stops s join booking.team_days d on d.id = s.team_day
		where d.unit = ${world.unit} and d.day = ${day}`;
	await together();
	for (const one of [...known, ...known, ...known]) await at.opened(one);
	await db.sql`update booking.team_days set closed = true where unit = ${world.unit} and day = ${day}`;
	return new Set(told.map(({ subject }) => subject as string));
}

test('a naive lead who reads, then closes, leaves somebody with a promise on a day without visits', async () => {
	let missed = 0;
	for (let round = 0; round < 30 && missed === 0; round++) {
		await clear(db);
		await db.sql`update booking.team_days set closed = false where unit = ${world.unit}`;
		const known = [await at.booked(first), await at.booked(first), await at.booked(first)];
		const windows = (await at.free()).filter(({ day }) => day === first);
		const together = barrier(4);
		const booking = [0, 1, 2].map(async (n) => {
			await together();
			return said(at.hold(windows[n]!.token).then((held) => at.submit(held)));
		});
		const told = await naively(first, known, together);
		await Promise.all(booking);
		const stops = await db.sql`
			select s.subject from booking.stops s join booking.team_days d on d.id = s.team_day
			where d.unit = ${world.unit} and d.day = ${first} and s.held_until is null`;
		missed = stops.filter(({ subject }) => !told.has(subject)).length;
	}
	await db.sql`update booking.team_days set closed = false where unit = ${world.unit}`;
	expect(missed).toBeGreaterThan(0);
});

test('while residents hold, send and move, a day is taken back whole: everybody on it knows, and none has two windows', async () => {
	for (let round = 0; round < crowd.rounds * 2; round++) {
		await clear(db);
		const movers = [await at.booked(first), await at.booked(world.days[1]!)];
		const windows = (await at.free()).filter(({ day }) => day === first);
		const moves = await Promise.all(
			movers.map(({ lookup }) =>
				at.edge('booking_offers', { wanted: null, proof: null, hold: null, lookup })
			)
		);
		const tokens = [moves[0]!.days[1]!.windows[0]!.token, moves[1]!.days[0]!.windows[0]!.token];
		const together = barrier(9);
		const begun = async <T>(work: () => Promise<T>) => {
			await together();
			return work();
		};
		const words = await Promise.all([
			begun(() => insist(() => at.postpone(leads[0], first))),
			begun(() => insist(() => at.postpone(leads[1], first))),
			...movers.map(({ lookup }, n) =>
				begun(() =>
					insist(() =>
						at.edge('booking_reschedule', { key: randomUUID(), lookup, token: tokens[n]! })
					)
				)
			),
			...windows
				.slice(0, 4)
				.map(({ token }) => begun(() => said(at.hold(token).then((held) => at.submit(held))))),
			begun(() => at.tend().then(() => 'yes'))
		]);
		expect(tally(words.slice(0, 2))).toEqual({ yes: 1, already_postponed: 1 });
		await at.tend();
		expect(await wrongs()).toEqual({ fooled: [], twice: [] });
		// The judge of promises: the days as they stand, holds and all, can be driven.
		const broken = await brokenIn(db.sql, world.unit, new Map());
		expect(broken.filter((one) => !one.includes('promised nothing'))).toEqual([]);
	}
}, 240_000);

test('who takes what is kept, twice at once and while others book, has it once, and nobody else has it', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		await clear(db);
		const all: Booked[] = [];
		for (let n = 0; n < 5; n++) all.push(await at.booked(first));
		await at.postpone(leads[0], first);
		await at.tend();
		const kept = await Promise.all(all.map((one) => at.opened(one)));
		const windows = await at.free();
		const together = barrier(all.length * 2 + 3);
		const begun = async <T>(work: () => Promise<T>) => {
			await together();
			return work();
		};
		const words = await Promise.all([
			...all.flatMap((one, n) =>
				[0, 1].map((which) =>
					begun(() =>
						insist(() => {
							const say = { act: 'take', offer: kept[n].offers[which % kept[n].offers.length].id };
							const args = {
								lookup_hash: one.lookup_hash,
								key: randomUUID(),
								version: kept[n].version,
								say
							};
							return ask(db, { role: 'service_role' }, 'lookup_say', args);
						})
					)
				)
			),
			...windows
				.slice(0, 3)
				.map(({ token }) => begun(() => said(at.hold(token).then((held) => at.submit(held)))))
		]);
		const takes = words.slice(0, all.length * 2);
		expect(tally(takes).yes).toBe(all.length);
		expect(takes.filter((word) => !['yes', 'stale', 'offer_gone'].includes(word))).toEqual([]);
		expect(await wrongs()).toEqual({ fooled: [], twice: [] });
		for (const one of all) expect((await at.opened(one)).window.day).not.toBe(first);
	}
}, 240_000);
