/** A lead plans the weekend: what the plan shows, and what its commit keeps, whatever was planned. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, written } from './driving.ts';
import {
	booked,
	officer,
	refusal,
	windows,
	form,
	submit,
	otherUnit,
	plan,
	snapshot
} from './household.ts';
import { dayOf, planning, type Planning } from './planning.ts';

let db: TestDatabase;
let p: Planning;
let desk: Awaited<ReturnType<typeof officer>>;
beforeAll(async () => {
	db = await createDatabase();
	p = await planning(db);
	desk = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(() => db.sql`delete from booking.stops`);

const state = async (id: string) =>
	(await db.sql`select state from queue.cases where id = ${id}`)[0]!.state as string;

describe('the plan', () => {
	test('shows teams, their stops in order, and who has no window', async () => {
		const late = await booked(db, p.g, windows[2], ['Ông Thí Dụ']);
		const early = await booked(db, p.g, windows[0]);
		const waiting = await submit(db, null, { of: form(p.g.hamlets[1]!) });
		const seen = await p.plan();
		expect(dayOf(seen, p.first).stops.map(({ case: id }) => id)).toEqual([early.id, late.id]);
		expect(dayOf(seen, p.first).stops[0]).toMatchObject({
			name: 'Bà Minh Họa',
			kind: 'visit',
			pinned: false,
			late: false
		});
		expect(dayOf(seen, p.second).stops).toEqual([]);
		expect(seen.unplaced.map(({ reference }) => reference)).toContain(waiting.reference);
		expect(seen.ground.places.map(({ name }) => name)).toContain('Thôn Một, Thử');
	});

	test('is a lead’s of that unit, and of two weeks at most', async () => {
		expect(
			await refusal(asks(db, desk, 'rounds_plan', { from_day: p.g.day, to_day: p.g.day }))
		).toBe('role_missing');
		const stranger = await officer(db, ['lead'], otherUnit);
		await booked(db, p.g);
		const theirs = await asks(db, stranger, 'rounds_plan', { from_day: p.g.day, to_day: p.g.day });
		expect([theirs.days, theirs.unplaced]).toEqual([[], []]);
		expect(
			await refusal(
				asks(db, p.lead, 'rounds_plan', { from_day: '2026-01-01', to_day: '2026-02-01' })
			)
		).toBe('out_of_range');
	});
});

describe('a plan that is taken', () => {
	test('carries a promise to another team in its window, and both days have a new version', async () => {
		const visit = await booked(db, p.g, windows[0]);
		const { days, seen } = await p.carried();
		const { days: answered } = await p.accept(days);
		const after = await p.plan();
		expect(dayOf(after, p.first).stops).toEqual([]);
		expect(dayOf(after, p.second).stops.map(({ case: id }) => id)).toEqual([visit.id]);
		for (const { id, version } of answered) expect(version).toBe(dayOf(seen, id).version + 1);
		expect(await state(visit.id)).toBe('held');
	});

	test('exchanges the visits of two full teams at once', async () => {
		await db.sql`update booking.team_days set places = 1 where id in (${p.first}, ${p.second})`;
		const a = await booked(db, p.g, windows[0]);
		const b = await booked(db, { ...p.g, ...p.other }, windows[0]);
		const seen = await p.plan();
		const [one, two] = [dayOf(seen, p.first), dayOf(seen, p.second)];
		await p.accept([
			{ team_day: p.first, version: one.version, stops: written(two) },
			{ team_day: p.second, version: two.version, stops: written(one) }
		]);
		const after = await p.plan();
		expect(dayOf(after, p.first).stops[0]!.case).toBe(b.id);
		expect(dayOf(after, p.second).stops[0]!.case).toBe(a.id);
		await db.sql`update booking.team_days set places = 8`;
	});

	test('gives who waited a window, as held until somebody has called', async () => {
		const { reference } = await submit(db, null, { of: form(p.g.hamlets[0]!) });
		const seen = await p.plan();
		const waiting = seen.unplaced.find((one) => one.reference === reference)!;
		const day = dayOf(seen, p.first);
		const stop = {
			subject: waiting.subject,
			kind: 'visit' as const,
			from: 450,
			to: 570,
			service: waiting.service,
			travel: 15,
			start: 465,
			finish: 465 + waiting.service
		};
		const { placed } = await p.accept(
			[{ team_day: p.first, version: day.version, stops: [stop] }],
			[{ case: waiting.case, version: waiting.version }]
		);
		expect(placed).toMatchObject([{ id: waiting.case, state: 'held' }]);
		expect((await p.plan()).unplaced.map(({ case: id }) => id)).not.toContain(waiting.case);
	});

	test('keeps pins where they are and loses them with nobody', async () => {
		const visit = await booked(db, p.g, windows[0]);
		await asks(db, p.lead, 'rounds_pin', { subject: visit.visit, pinned: true });
		expect(await p.refuses((await p.carried()).days)).toBe('broken_plan');
		await asks(db, p.lead, 'rounds_pin', { subject: visit.visit, pinned: false });
		expect(await p.refuses((await p.carried()).days)).toBe('none');
	});

	test('sends nobody with a team that lacks what the visit needs', async () => {
		const visit = await booked(db, p.g, windows[0]);
		const needed = await asks(db, desk, 'rounds_require', {
			id: visit.id,
			version: visit.version,
			requires: ['car']
		});
		expect(await p.refuses((await p.carried()).days)).toBe('unable');
		await asks(db, p.lead, 'rounds_abilities', {
			team: p.other.team,
			abilities: ['car', 'woman_officer']
		});
		expect(await p.refuses((await p.carried()).days)).toBe('none');
		expect(needed.version).toBe(visit.version + 1);
		await asks(db, p.lead, 'rounds_abilities', { team: p.other.team, abilities: [] });
	});

	test('brings cards that lie ready, and leaves them out again', async () => {
		const visit = await booked(db, p.g, windows[0]);
		await db.sql`update booking.people set outcome = 'captured', card_ready_at = now() where visit_id = ${visit.visit}`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${visit.id}`;
		await db.sql`delete from booking.stops where subject = ${visit.visit}`;
		const seen = await p.plan();
		const [card] = seen.cards.filter((one) => one.case === visit.id);
		expect(card).toMatchObject({ cards: 1, service: 5 });
		const leg = {
			subject: visit.visit,
			kind: 'card' as const,
			from: 450,
			to: 1020,
			service: 5,
			travel: 15,
			start: 465,
			finish: 470
		};
		await p.accept([{ team_day: p.first, version: dayOf(seen, p.first).version, stops: [leg] }]);
		const then = await p.plan();
		expect(dayOf(then, p.first).stops.map(({ kind }) => kind)).toEqual(['card']);
		expect(then.cards.filter((one) => one.case === visit.id)).toEqual([]);
		await p.accept([{ team_day: p.first, version: dayOf(then, p.first).version, stops: [] }]);
		expect((await p.plan()).cards.filter((one) => one.case === visit.id)).toHaveLength(1);
	});

	test('brings cards along with a visit that the household gets after all, and not by a leg of their own', async () => {
		const visit = await booked(db, p.g, windows[0]);
		await db.sql`update booking.stops set kind = 'card', window_from = 450, window_to = 1020 where subject = ${visit.visit}`;
		await db.sql`update booking.people set outcome = 'captured', card_ready_at = now() where visit_id = ${visit.visit}`;
		const { days } = await snapshot(db, visit.visit);
		const day = days.find(({ id }) => id === p.first)!;
		const again = plan(day, visit.visit, windows[2]);
		await db.sql`select booking.commit(${visit.visit}, ${p.first}, ${day.version}, ${db.sql.json(again.stops)}, null, 'ward')`;
		const { stops } = dayOf(await p.plan(), p.first);
		expect(stops.map(({ kind }) => kind)).toEqual(['visit']);
	});

	test('takes back that a team comes late once another comes in time', async () => {
		const { visit } = await booked(db, p.g, windows[0]);
		await db.sql`update booking.stops set late = true where subject = ${visit}`;
		const { days } = await p.carried();
		const [stop] = days[1]!.stops;
		const late = () => p.plan().then((seen) => dayOf(seen, p.second).stops[0]!.late);
		const { days: after } = await p.accept([
			days[0]!,
			{ ...days[1]!, stops: [{ ...stop!, start: 600, finish: 600 + stop!.service }] }
		]);
		expect(await late()).toBe(true);
		const version = after.find(({ id }) => id === p.second)!.version;
		await p.accept([{ team_day: p.second, version, stops: [stop!] }]);
		expect(await late()).toBe(false);
	});
});
