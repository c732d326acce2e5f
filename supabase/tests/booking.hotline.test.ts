/** What an officer enters for a caller. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { aLookup, ask, form, ground, hash, officer, refusal, service } from './household.ts';

const phone = '+84900000100';
let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let other: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	other = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
	await db.sql`update queue.cases set ended_at = now(), state = 'cancelled' where ended_at is null and unit = ${home.unit}`;
	await db.sql`delete from booking.caller_lookups`;
});

const find = async (who: typeof desk, of = phone) =>
	doors.booking_caller.answer.parse(await ask(db, who, 'booking_caller_read', { phone: of }));

type Entering = {
	key?: string;
	seen?: string[];
	channel?: string;
	who?: typeof desk;
	lookup?: string;
	in?: string;
	plan?: home.Plan | null;
	subject?: string;
};
/** What the edge writes for an officer. */
async function enter(over: Entering = {}) {
	const { who = desk, lookup = aLookup(), seen = [], channel = 'hotline', plan = null } = over;
	const of = form(over.in ?? g.hamlets[0]!);
	const key = over.key ?? randomUUID();
	const [row] = await service(
		db,
		(
			tx
		) => tx`select public.booking_hotline_write(${key}, ${tx.json({ lookup, seen })}, ${who.sub!}, ${hash(lookup)},
			${tx.json(of as never)}, 25, ${plan === null ? null : tx.json(plan)}, ${over.subject ?? randomUUID()}, ${channel}, 'hotline',
			array['cây đa', 'bến nước'], ${seen}) as a`
	);
	return { ...doors.booking_hotline.answer.parse(row!.a), lookup };
}

/** The visit is in the window of a free day. */
async function enterHeld(over: Entering = {}) {
	const subject = randomUUID();
	const { days } = await home.snapshot(db, subject);
	const plan = home.plan(
		days.find(({ id }) => id === g.teamDay)!,
		subject,
		home.windows[0]
	);
	return enter({ ...over, plan, subject });
}

describe('a visit entered for a caller', () => {
	test('is held in its window, remembers how it came and who entered it, and its code opens it alone', async () => {
		const made = await enterHeld();
		expect(made).toMatchObject({ state: 'held', window: { day: g.day, from: 450, to: 570 } });
		const [row] = await db.sql`
			select c.channel, v.channel as of_visit, s.channel as of_stop, e.officer, e.by, lookup.case_of(decode(${hash(made.lookup)}, 'hex')) = c.id as opens
			from queue.cases c join booking.visits v on v.case_id = c.id join booking.stops s on s.subject = v.id
			join queue.events e on e.case_id = c.id and e.code = 'received' where c.id = ${made.id}`;
		expect(row).toEqual({
			channel: 'hotline',
			of_visit: 'hotline',
			of_stop: 'hotline',
			officer: desk.sub,
			by: 'officer',
			opens: true
		});
		const [codes] =
			await db.sql`select count(*)::int as n from lookup.codes where case_id = ${made.id}`;
		expect(codes!.n).toBe(1);
	});

	test.each(['paper', 'walk_in', 'ward'])(
		'by %s is recorded so, wherever its place came from',
		async (channel) => {
			const { id } = await enterHeld({ channel });
			const [row] = await db.sql`
			select c.channel, s.channel as place from queue.cases c
			join booking.visits v on v.case_id = c.id join booking.stops s on s.subject = v.id where c.id = ${id}`;
			expect(row).toEqual({ channel, place: 'hotline' });
		}
	);

	test('without a window waits; from the web or from nowhere it is refused', async () => {
		expect(await enter()).toMatchObject({ state: 'waiting', window: null });
		for (const channel of ['web', 'zalo'])
			expect(await refusal(enter({ channel }))).toBe('bad_format');
	});

	test('with a lost answer and a second press is one case', async () => {
		const again = { key: randomUUID(), lookup: aLookup() };
		const first = await enter(again);
		expect(await enter(again)).toEqual(first);
		expect((await find(desk)).cases).toHaveLength(1);
	});

	test('of two operators on one caller one is told, and nobody is promised twice', async () => {
		for (let round = 0; round < 4; round++) {
			const [a, b] = await Promise.allSettled([enterHeld(), enterHeld({ who: other })]);
			const taken = [a, b].filter(({ status }) => status === 'fulfilled');
			const told = [a, b].flatMap((one) => (one.status === 'rejected' ? [one.reason.message] : []));
			expect(taken).toHaveLength(1);
			expect(['caller_known', 'stale']).toContain(told[0]);
			expect((await find(desk)).cases).toHaveLength(1);
			await db.sql`delete from booking.stops`;
			await db.sql`update queue.cases set ended_at = now(), state = 'cancelled' where ended_at is null and unit = ${home.unit}`;
		}
	});

	test('besides an open one is taken only from an operator who was shown that one', async () => {
		const first = await enter();
		expect(await refusal(enter({ who: other }))).toBe('caller_known');
		expect(await enter({ who: other, seen: [first.id] })).toMatchObject({ state: 'waiting' });
		expect(await refusal(enter({ seen: [first.id] }))).toBe('caller_known');
	});

	test('is refused to an officer of another unit and to one without the role', async () => {
		const stranger = await officer(db, ['lead'], home.otherUnit);
		expect(await refusal(enter({ who: stranger }))).toBe('not_served');
		expect(await refusal(enter({ who: await officer(db, ['editor']) }))).toBe('role_missing');
	});
});
