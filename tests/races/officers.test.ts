/** Officers and residents who decide about one visit in the same moment. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';

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
const said = (doing: Promise<unknown>) =>
	doing.then(
		() => 'yes',
		({ code, message }: { code: string; message: string }) => {
			if (!code.startsWith('PT4')) throw new Error(`${code} ${message}`);
			return message;
		}
	);
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
	for (let round = 0; round < crowd.rounds; round++) {
		await db.sql`delete from booking.stops`;
		await one();
	}
}
/** Starts all of them in one moment. */
async function atOnce(...doing: (() => Promise<unknown>)[]): Promise<string[]> {
	const together = barrier(doing.length);
	return Promise.all(
		doing.map(async (one) => {
			await together();
			return said(one());
		})
	);
}

it('two officers who confirm one visit at once: one does, the other is told that the case has changed', () =>
	rounds(async () => {
		const visit = await home.booked(db, g);
		const answers = await atOnce(
			() => confirm(desks[0], visit),
			() => confirm(desks[1], visit)
		);
		expect(tally(answers)).toEqual({ yes: 1, stale: 1 });
		expect(await caseOf(visit)).toEqual({ state: 'confirmed', confirmed: 1, stops: 1 });
	}));

it('a resident cancels while an officer confirms: one of the two holds, and the place is kept or free accordingly', () =>
	rounds(async () => {
		const visit = await home.booked(db, g);
		const [cancelled, confirmed] = await atOnce(
			() => cancel(visit),
			() => confirm(desks[0], visit)
		);
		expect([cancelled, confirmed].sort()).toEqual(['stale', 'yes']);
		expect(await caseOf(visit)).toEqual(
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

it('a hold ends in the moment its owner sends it: it is a promise with a place, or it is none and the place is free', () =>
	rounds(async () => {
		const held = await home.hold(db, g, home.windows[0]);
		await db.sql`
			update booking.stops set held_until = clock_timestamp() + interval '4 milliseconds' where subject = ${held.hold}`;
		const other = randomUUID();
		const [day] = (await home.snapshot(db, held.hold)).days.filter(({ id }) => id === g.teamDay);
		const [sent] = await atOnce(
			() => home.submit(db, held.hold, { of: home.form(g.hamlets[0]!) }),
			() => home.holdPlan(db, home.plan(day!, other, home.windows[0]), other, g.hamlets[0]!),
			() => home.ask(db, edge, 'booking_erase_due', {})
		);
		expect(['yes', 'hold_lapsed']).toContain(sent);
		const [stop] = await db.sql`
			select held_until from booking.stops where subject = ${held.hold} and (held_until is null or held_until > now())`;
		expect(stop ?? null).toEqual(sent === 'yes' ? { held_until: null } : null);
	}));
