/** Officers and residents who decide about one visit in the same moment. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import * as all from './crowd.ts';
import { allNaively, caught, without, type Loose } from './naive.ts';
import { overlapping } from './unlocked.ts';

type Officer = Awaited<ReturnType<typeof home.officer>>;
type Visit = Awaited<ReturnType<typeof home.booked>>;

let db: TestDatabase;
let g: home.Ground;
let desks: [Officer, Officer];
beforeAll(async () => {
	db = await createDatabase({ connections: 20 });
	g = await home.ground(db);
	desks = [await home.officer(db, ['desk']), await home.officer(db, ['desk'])];
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const edge = { role: 'service_role' } as const;
const confirm = (desk: Officer, { id, version }: Visit) =>
	home.ask(db, desk, 'booking_confirm', {
		key: randomUUID(),
		id,
		version,
		checked: 'population_data',
		papers: null
	});
/** The resident cancels on the lookup page. */
const cancel = ({ lookup, version }: Visit) =>
	home.ask(db, edge, 'lookup_say', {
		lookup_hash: home.hash(lookup),
		key: randomUUID(),
		version,
		say: { act: 'cancel', reason: 'no_longer_needed', died: [], note: null }
	});
const caseOf = async ({ id }: Visit) => {
	const [row] = await db.sql`
		select c.state, (select count(*)::int from queue.events e where e.case_id = c.id and e.code = 'confirm') as confirmed,
			(select count(*)::int from booking.stops s join booking.visits v on v.id = s.subject where v.case_id = c.id) as stops
		from queue.cases c where c.id = ${id}`;
	return row as unknown as { state: string; confirmed: number; stops: number };
};
async function rounds(one: () => Promise<void>): Promise<void> {
	for (let round = 0; round < all.crowd.rounds; round++) {
		await db.sql`delete from booking.stops`;
		await one();
	}
}
/** Starts all of them in one moment. */
const atOnce = (...doing: (() => Promise<unknown>)[]): Promise<string[]> =>
	all.atOnce(doing.length, (n) => doing[n]!().then(() => 'yes'));

/** A case that is looked at, by whoever decides about it, without holding the others back. */
const unheld: readonly Loose[] = [
	['public.booking_confirm(uuid, uuid, int, text, text)', 'q.id = id for update;', 'q.id = id;'],
	['public.lookup_say(text, uuid, int, jsonb)', 'q.id = v_case for update;', 'q.id = v_case;'],
	[
		'queue.move(uuid, int, text, text, text, uuid, jsonb, text, boolean, text)',
		'c.id = $1 for update;',
		'c.id = $1; perform pg_sleep(0.05);'
	]
];

/** Two officers confirm one visit in one moment: what they were told, and what became of it. */
async function confirming() {
	const visit = await home.booked(db, g);
	const said = await atOnce(
		() => confirm(desks[0], visit),
		() => confirm(desks[1], visit)
	);
	return { said: said.sort(), ...(await caseOf(visit)) };
}
const confirmedOnce = { said: ['stale', 'yes'], state: 'confirmed', confirmed: 1, stops: 1 };

it('a case that is looked at without a lock is confirmed by both officers, or one of them meets a fault', async () => {
	const otherwise = async () => !isDeepStrictEqual((await confirming()).said, confirmedOnce.said);
	expect(await allNaively(db.sql, unheld, () => caught(otherwise))).toBe(true);
});

it('two officers who confirm one visit at once: one does, the other is told that the case has changed', () =>
	rounds(async () => {
		expect(await confirming()).toEqual(confirmedOnce);
	}));

/** A resident cancels while an officer confirms. */
async function deciding() {
	const visit = await home.booked(db, g);
	const [cancelled, confirmed] = await atOnce(
		() => cancel(visit),
		() => confirm(desks[0], visit)
	);
	return { cancelled, confirmed, left: await caseOf(visit) };
}

it('a case that is looked at without a lock is cancelled and confirmed, or somebody meets a fault', async () => {
	const otherwise = async () => {
		const { cancelled, confirmed } = await deciding();
		return ![cancelled, confirmed].includes('stale');
	};
	expect(await allNaively(db.sql, unheld, () => caught(otherwise))).toBe(true);
});

it('a resident cancels while an officer confirms: one of the two holds, and the place is kept or free accordingly', () =>
	rounds(async () => {
		const { cancelled, confirmed, left } = await deciding();
		expect([cancelled, confirmed].sort()).toEqual(['stale', 'yes']);
		expect(left).toEqual(
			cancelled === 'yes'
				? { state: 'cancelled', confirmed: 0, stops: 0 }
				: { state: 'confirmed', confirmed: 1, stops: 1 }
		);
	}));

it('one officer confirms twice by a double click: it is done once and both answers are the same', () =>
	rounds(async () => {
		const visit = await home.booked(db, g);
		const request = {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			checked: 'papers',
			papers: 'Thẻ cũ'
		};
		const click = () => home.ask(db, desks[0], 'booking_confirm', request);
		const [first, second] = await Promise.all([click(), click()]);
		expect(second).toEqual(first);
		expect(await caseOf(visit)).toMatchObject({ state: 'confirmed', confirmed: 1 });
	}));

/** A hold ends `after` so long, while its owner sends it, somebody else reaches for its minutes and the timer erases. */
async function ending(after: string) {
	const held = await home.hold(db, g, home.windows[0]);
	await db.sql`
		update booking.stops set held_until = clock_timestamp() + ${after}::interval where subject = ${held.hold}`;
	const other = randomUUID();
	const [day] = (await home.snapshot(db, held.hold)).days.filter(({ id }) => id === g.teamDay);
	const [sent, taken] = await atOnce(
		() => home.submit(db, held.hold, { of: home.form(g.hamlets[0]!) }),
		() => home.holdPlan(db, home.plan(day!, other, home.windows[0]), other, g.hamlets[0]!),
		() => home.ask(db, edge, 'booking_erase_due', {})
	);
	const [stop = null] = await db.sql`
		select held_until from booking.stops where subject = ${held.hold} and (held_until is null or held_until > now())`;
	return { sent, taken, stop };
}

it('without the lock of the day and its constraint the minutes of a hold that ended go to its owner and to somebody else', async () => {
	const clear = () => db.sql`delete from booking.stops`;
	const both = async () => {
		await clear();
		const { sent, taken } = await ending('-1 second');
		return sent === 'yes' && taken === 'yes';
	};
	const race = () => allNaively(db.sql, overlapping, () => caught(both));
	expect(await without(db.sql, 'booking.stops', 'stops_never_overlap', clear, race)).toBe(true);
});

it('a hold ends in the moment its owner sends it: it is a promise with a place, or it is none and the place is free', () =>
	rounds(async () => {
		const { sent, taken, stop } = await ending('4 milliseconds');
		expect(['yes', 'hold_lapsed']).toContain(sent);
		expect([sent, taken]).not.toEqual(['yes', 'yes']);
		expect(stop).toEqual(sent === 'yes' ? { held_until: null } : null);
	}));
