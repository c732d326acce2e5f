/** A lead plans the weekend: what the plan shows, and what its commit keeps, whatever was planned. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, secondTeam, written, type Answered, type Asked } from './driving.ts';
import * as home from './household.ts';
import { booked, ground, officer, refusal, submit, windows, form, otherUnit } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let lead: Awaited<ReturnType<typeof officer>>;
let desk: typeof lead;
let first: string;
let second: string;
let other: Awaited<ReturnType<typeof secondTeam>>;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	lead = await officer(db, ['lead']);
	desk = await officer(db, ['desk']);
	other = await secondTeam(db);
});
afterAll(() => db?.drop());

beforeEach(async () => {
	await db.sql`delete from booking.stops`;
	first = g.teamDay;
	second = other.teamDay;
});

const plan = () => asks(db, lead, 'rounds_plan', { from_day: g.day, to_day: g.day });
const dayOf = ({ days }: Answered<'rounds_plan'>, id: string) => days.find((day) => day.id === id)!;
const accept = (
	days: Asked<'rounds_accept'>['days'],
	placed: Asked<'rounds_accept'>['placed'] = []
) => asks(db, lead, 'rounds_accept', { days, placed });
const refuses = (days: Asked<'rounds_accept'>['days'], placed?: Asked<'rounds_accept'>['placed']) =>
	refusal(accept(days, placed));
/** Both days, with the first one's stops carried to the second; ways long enough for any two places of the ground. */
async function carried() {
	const seen = await plan();
	const [a, b] = [dayOf(seen, first), dayOf(seen, second)];
	return {
		seen,
		days: [
			{ team_day: first, version: a.version, stops: [] as ReturnType<typeof written> },
			{ team_day: second, version: b.version, stops: [...written(a), ...written(b)] }
		]
	};
}
const state = async (id: string) =>
	(await db.sql`select state from queue.cases where id = ${id}`)[0]!.state as string;

describe('the plan', () => {
	test('shows teams, their stops in order, and who has no window', async () => {
		const late = await booked(db, g, windows[2], ['Ông Thí Dụ']);
		const early = await booked(db, g, windows[0]);
		const waiting = await submit(db, null, { of: form(g.hamlets[1]!) });
		const seen = await plan();
		expect(dayOf(seen, first).stops.map(({ case: id }) => id)).toEqual([early.id, late.id]);
		expect(dayOf(seen, first).stops[0]).toMatchObject({
			name: 'Bà Minh Họa',
			kind: 'visit',
			pinned: false,
			late: false
		});
		expect(dayOf(seen, second).stops).toEqual([]);
		expect(seen.unplaced.map(({ reference }) => reference)).toContain(waiting.reference);
		expect(seen.ground.places.map(({ name }) => name)).toContain('Thôn Một');
	});

	test('is a lead’s of that unit, and of two weeks at most', async () => {
		expect(await refusal(asks(db, desk, 'rounds_plan', { from_day: g.day, to_day: g.day }))).toBe(
			'role_missing'
		);
		const stranger = await officer(db, ['lead'], otherUnit);
		await booked(db, g);
		const theirs = await asks(db, stranger, 'rounds_plan', { from_day: g.day, to_day: g.day });
		expect([theirs.days, theirs.unplaced]).toEqual([[], []]);
		expect(
			await refusal(asks(db, lead, 'rounds_plan', { from_day: '2026-01-01', to_day: '2026-02-01' }))
		).toBe('out_of_range');
	});
});

describe('a plan that is taken', () => {
	test('carries a promise to another team in its window, and both days have a new version', async () => {
		const visit = await booked(db, g, windows[0]);
		const { days, seen } = await carried();
		const { days: answered } = await accept(days);
		const after = await plan();
		expect(dayOf(after, first).stops).toEqual([]);
		expect(dayOf(after, second).stops.map(({ case: id }) => id)).toEqual([visit.id]);
		for (const { id, version } of answered) expect(version).toBe(dayOf(seen, id).version + 1);
		expect(await state(visit.id)).toBe('held');
	});

	test('exchanges the visits of two full teams at once', async () => {
		await db.sql`update booking.team_days set places = 1 where id in (${first}, ${second})`;
		const a = await booked(db, g, windows[0]);
		const b = await booked(db, { ...g, ...other }, windows[0]);
		const seen = await plan();
		const [one, two] = [dayOf(seen, first), dayOf(seen, second)];
		await accept([
			{ team_day: first, version: one.version, stops: written(two) },
			{ team_day: second, version: two.version, stops: written(one) }
		]);
		const after = await plan();
		expect(dayOf(after, first).stops[0]!.case).toBe(b.id);
		expect(dayOf(after, second).stops[0]!.case).toBe(a.id);
		await db.sql`update booking.team_days set places = 8`;
	});

	test('gives who waited a window, as held until somebody has called', async () => {
		const { reference } = await submit(db, null, { of: form(g.hamlets[0]!) });
		const seen = await plan();
		const waiting = seen.unplaced.find((one) => one.reference === reference)!;
		const day = dayOf(seen, first);
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
		const { placed } = await accept(
			[{ team_day: first, version: day.version, stops: [stop] }],
			[{ case: waiting.case, version: waiting.version }]
		);
		expect(placed).toMatchObject([{ id: waiting.case, state: 'held' }]);
		expect((await plan()).unplaced.map(({ case: id }) => id)).not.toContain(waiting.case);
	});

	test('keeps pins where they are and loses them with nobody', async () => {
		const visit = await booked(db, g, windows[0]);
		await asks(db, lead, 'rounds_pin', { subject: visit.visit, pinned: true });
		expect(await refuses((await carried()).days)).toBe('broken_plan');
		await asks(db, lead, 'rounds_pin', { subject: visit.visit, pinned: false });
		expect(await refuses((await carried()).days)).toBe('none');
	});

	test('sends nobody with a team that lacks what the visit needs', async () => {
		const visit = await booked(db, g, windows[0]);
		const needed = await asks(db, desk, 'rounds_require', {
			id: visit.id,
			version: visit.version,
			requires: ['car']
		});
		expect(await refuses((await carried()).days)).toBe('unable');
		await asks(db, lead, 'rounds_abilities', {
			team: other.team,
			abilities: ['car', 'woman_officer']
		});
		expect(await refuses((await carried()).days)).toBe('none');
		expect(needed.version).toBe(visit.version + 1);
		await asks(db, lead, 'rounds_abilities', { team: other.team, abilities: [] });
	});

	test('brings cards that lie ready, and leaves them out again', async () => {
		const visit = await booked(db, g, windows[0]);
		await db.sql`update booking.people set outcome = 'captured', card_ready_at = now() where visit_id = ${visit.visit}`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${visit.id}`;
		await db.sql`delete from booking.stops where subject = ${visit.visit}`;
		const seen = await plan();
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
		await accept([{ team_day: first, version: dayOf(seen, first).version, stops: [leg] }]);
		const then = await plan();
		expect(dayOf(then, first).stops.map(({ kind }) => kind)).toEqual(['card']);
		expect(then.cards.filter((one) => one.case === visit.id)).toEqual([]);
		await accept([{ team_day: first, version: dayOf(then, first).version, stops: [] }]);
		expect((await plan()).cards.filter((one) => one.case === visit.id)).toHaveLength(1);
	});
});

describe('a plan is refused whole', () => {
	test('that was made before somebody else changed a day', async () => {
		await booked(db, g, windows[0]);
		const { days } = await carried();
		await booked(db, g, windows[2]);
		expect(await refuses(days)).toBe('stale');
	});

	test('that forgets a promise, changes its window or its length, or names it twice', async () => {
		await booked(db, g, windows[0]);
		const { days } = await carried();
		const [stop] = days[1]!.stops;
		for (const stops of [
			[],
			[{ ...stop!, from: 540, to: 660 }],
			[{ ...stop!, service: 5, finish: stop!.start + 5 }],
			[stop!, { ...stop!, start: 520, finish: 545 }]
		])
			expect(await refuses([days[0]!, { ...days[1]!, stops }])).toBe('broken_plan');
		expect(dayOf(await plan(), first).stops).toHaveLength(1);
	});

	test('in which a team is in two houses at once or flies between them', async () => {
		await booked(db, g, windows[0]);
		await booked(db, g, windows[0]);
		const { days } = await carried();
		const [a, b] = days[1]!.stops;
		for (const moved of [
			{ ...b!, start: a!.start + 1, finish: a!.start + 1 + b!.service },
			{ ...b!, travel: 0 }
		])
			expect(await refuses([days[0]!, { ...days[1]!, stops: [a!, moved] }])).toBe('broken_plan');
	});

	test('that fills a team past its places, or a day that is shut', async () => {
		await booked(db, g, windows[0]);
		await db.sql`update booking.team_days set places = 0 where id = ${second}`;
		expect(await refuses((await carried()).days)).toBe('pool_full');
		await db.sql`update booking.team_days set places = 8, closed = true where id = ${second}`;
		expect(await refuses((await carried()).days)).toBe('day_closed');
		await db.sql`update booking.team_days set closed = false where id = ${second}`;
	});

	test('that names a day or a visit of another unit', async () => {
		const visit = await booked(db, g, windows[0]);
		const stranger = await officer(db, ['lead'], otherUnit);
		const { days } = await carried();
		expect(await refusal(asks(db, stranger, 'rounds_accept', { days, placed: [] }))).toBe(
			'not_found'
		);
		expect(
			await refusal(
				asks(db, stranger, 'rounds_accept', {
					days,
					placed: [{ case: visit.id, version: visit.version }]
				})
			)
		).toBe('not_found');
		expect(
			await refusal(asks(db, stranger, 'rounds_pin', { subject: visit.visit, pinned: true }))
		).toBe('not_found');
	});

	test('that moves whom the team already stands before', async () => {
		const visit = await booked(db, g, windows[0]);
		await db.sql`insert into rounds.arrivals (team_day, subject, minute, officer) values (${first}, ${visit.visit}, 460, ${lead.sub})`;
		expect(await refuses((await carried()).days)).toBe('already_there');
	});
});
