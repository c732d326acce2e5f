/** A family that officers look after: its word first, visits, a decision, what was given, the end, and what is forgotten. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { dayIn, helpOf, own } from './helping.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let h: ReturnType<typeof helpOf>;
let q: Verbs;
let helper: Person;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	h = helpOf(db);
	q = verbsOf(db);
	helper = await officerOf(db, '21439', ['support'], 'Lê Thị Giúp');
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
});
afterAll(() => db?.drop());

const about = async (id: string) => (await q.open(helper, id)).support!;

describe('before a family that did not ask has said yes', () => {
	test('no visit is agreed on, made or decided about', async () => {
		const of = await h.ask();
		for (const early of [
			() => h.day(desk, of),
			() => h.visit(helper, of),
			() => h.decide(helper, of)
		])
			expect(await problemOf(early())).toMatchObject({ message: 'not_allowed' });
		expect(await h.consent(desk, of)).toMatchObject({ state: 'to_visit' });
		expect(await h.day(desk, of)).toMatchObject({ state: 'visit_agreed' });
	});

	test('no visit can stand in the data, whoever writes it', async () => {
		const of = await h.ask();
		const past = db.sql`insert into support.visits (case_id, day, officer) values (${of.id}, ${dayIn(1)}, ${helper.sub})`;
		await expect(past).rejects.toMatchObject({ code: '23503' });
	});

	test('its word by phone wants a call that was answered just now', async () => {
		const of = await h.ask();
		expect(await problemOf(h.consent(desk, of, true, 'call'))).toMatchObject({
			message: 'call_first'
		});
		await q.call(desk, { id: of.id, version: 1 }, 'answered');
		expect(await h.consent(desk, of, true, 'call')).toMatchObject({ state: 'to_visit' });
		expect((await about(of.id)).agreed).toMatchObject({ yes: true, how: 'call' });
	});

	test('a no ends it, and nothing more is done', async () => {
		const of = await h.ask();
		expect(await h.consent(desk, of, false)).toMatchObject({ state: 'declined' });
		expect(await problemOf(h.day(desk, of))).toMatchObject({ message: 'not_allowed' });
		expect((await q.openEnded(helper, of.id)).actions).toEqual(['note']);
	});

	test('who asked is told to the officer with whether the family may hear it', async () => {
		const of = await h.ask();
		expect((await about(of.id)).asked_by).toMatchObject({ name: 'Trần Văn Xóm', may_name: false });
		expect((await q.open(desk, of.id)).actions[0]).toBe('call');
	});
});

describe('a visit', () => {
	test('that is agreed on is due at the end of that day, and is the next in the list', async () => {
		const of = await h.ask(own);
		await h.day(desk, of, dayIn(4));
		const { row, clocks } = await q.open(helper, of.id);
		expect(row.due_clock).toBe('next visit');
		expect(new Date(row.due_at!).toISOString()).toBe(`${dayIn(4)}T10:00:00.000Z`);
		expect(clocks.find(({ clock }) => clock === 'first reply')!.stopped_at).not.toBeNull();
		// Another day in its place: one visit is planned, never two.
		await h.day(desk, of, dayIn(6));
		expect((await about(of.id)).visits).toMatchObject([{ day: dayIn(6), met: null }]);
	});

	test('at which nobody was met leaves the family to be visited', async () => {
		const of = await h.ask(own);
		await h.day(desk, of, dayIn(0));
		expect(await h.visit(helper, of, { met: false, needs: [] })).toMatchObject({
			state: 'to_visit'
		});
		expect(await about(of.id)).toMatchObject({ next_visit: null, visits: [{ met: false }] });
		expect(await h.visit(helper, of, { met: false, needs: [], next_day: dayIn(2) })).toMatchObject({
			state: 'visit_agreed'
		});
	});

	test('is not written ahead of its day, nor before the request came', async () => {
		const of = await h.ask(own);
		for (const day of [dayIn(1), dayIn(-1)])
			expect(await problemOf(h.visit(helper, of, { day }))).toMatchObject({ detail: 'day' });
		expect(await problemOf(h.day(helper, of, dayIn(-1)))).toMatchObject({ detail: 'day' });
		expect(await problemOf(h.visit(helper, of, { next_day: dayIn(-1) }))).toMatchObject({
			detail: 'next_day'
		});
		expect(await problemOf(h.visit(helper, of, { needs: ['lottery'] }))).toMatchObject({
			detail: 'needs'
		});
	});
});

describe('a decision', () => {
	test('comes after a visit alone, has its reason, and a no ends the case', async () => {
		const of = await h.ask(own);
		expect(await problemOf(h.decide(helper, of))).toMatchObject({ message: 'not_allowed' });
		await h.visit(helper, of);
		const without = h.act(helper, of, 'support_decide', {
			granted: 'granted',
			reason: ' ',
			next_day: null
		});
		expect(await problemOf(without)).toMatchObject({ message: 'required', detail: 'reason' });
		expect(await h.decide(helper, of, 'refused')).toMatchObject({ state: 'not_granted' });
	});

	test('without another day leaves no visit planned', async () => {
		const of = await h.ask(own);
		await h.visit(helper, of, { next_day: dayIn(4) });
		expect((await about(of.id)).next_visit).toBe(dayIn(4));
		await h.decide(helper, of);
		expect((await about(of.id)).next_visit).toBeNull();
	});

	test('two officers at once decide once', async () => {
		const of = await h.ask(own);
		await h.visit(helper, of);
		const ends = await Promise.all(
			['granted', 'refused'].map((granted) => problemOf(h.decide(helper, of, granted)))
		);
		expect(ends.filter((end) => end === null)).toHaveLength(1);
	});
});

describe('what a family is given', () => {
	test('is written line by line, once per press, and a slip of the pen is struck through', async () => {
		const of = await h.inCare(helper);
		const key = newKey();
		const { version } = one(await db.sql`select version from queue.cases where id = ${of.id}`);
		await h.give(helper, of, { key, version });
		await h.give(helper, of, { key, version });
		await h.give(helper, of, { kind: 'goods', amount: null, goods: '20 kg gạo' });
		const { given } = await about(of.id);
		expect(given).toMatchObject([
			{ kind: 'goods', goods: '20 kg gạo', amount: null },
			{ kind: 'money', amount: 2_000_000 }
		]);
		await h.undo(helper, of, given[1]!.id);
		expect((await about(of.id)).given[1]).toMatchObject({ undone: true });
		expect(await problemOf(h.undo(helper, of, given[1]!.id))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('is nothing before the decision, nothing of no amount, nothing ahead', async () => {
		const of = await h.ask(own);
		expect(await problemOf(h.give(helper, of))).toMatchObject({ message: 'not_allowed' });
		const cared = await h.inCare(helper);
		for (const [over, detail] of [
			[{ amount: null }, 'amount'],
			[{ amount: 0 }, 'amount'],
			[{ amount: 2_000_000_000 }, 'amount'],
			[{ goods: 'Gạo' }, 'goods'],
			[{ kind: 'goods', goods: null }, 'goods'],
			[{ day: dayIn(1) }, 'day']
		] as const)
			expect(await problemOf(h.give(helper, cared, over))).toMatchObject({ detail });
	});
});

describe('one household that was asked for twice', () => {
	test('is told at once: by its folded name in the area, and by its phone', async () => {
		const first = await h.ask({ family_name: 'Đỗ Thị Huệ', family_phone: '+84900000301' });
		const named = await h.ask({ family_name: 'do thi hue', family_phone: null });
		const rung = await h.ask({ ...own, family_name: 'Đỗ Văn Con', family_phone: '+84900000301' });
		expect((await about(first.id)).same).toMatchObject([
			{ id: rung.id, by: ['phone'] },
			{ id: named.id, by: ['name'] }
		]);
		const elsewhere = await h.ask({ area: '21451', family_name: 'Đỗ Thị Huệ', family_phone: null });
		expect((await about(named.id)).same.map(({ id }) => id)).not.toContain(elsewhere.id);
	});
});
