/** The end of looking after a family, and what is forgotten then. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { helpOf, own } from './helping.ts';
import { officerOf, problemOf, type Person } from './people.ts';

let db: TestDatabase;
let h: ReturnType<typeof helpOf>;
let helper: Person;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	h = helpOf(db);
	helper = await officerOf(db, '21439', ['support'], 'Lê Thị Giúp');
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
});
afterAll(() => db?.drop());

describe('when it has ended', () => {
	test('the reason is one that fits: after a decision it is done, before one cancelled', async () => {
		const [open, cared] = [await h.ask(own), await h.inCare(helper)];
		expect(await problemOf(h.end(helper, cared, 'unreachable'))).toMatchObject({
			detail: 'reason'
		});
		expect(await h.end(helper, cared, 'other_help')).toMatchObject({ state: 'done' });
		expect(await h.end(desk, open, 'unreachable')).toMatchObject({ state: 'cancelled' });
	});

	test('hardship and free words are erased first, then persons; what was given stays as a figure', async () => {
		const of = await h.inCare(helper, { family_name: 'Nguyễn Thị Quên' });
		await h.give(helper, of);
		await h.give(helper, of, { kind: 'goods', amount: null, goods: 'Xe lăn cho anh Quên' });
		await h.end(helper, of, 'other_help', 'Hội phụ nữ giúp tiếp');
		const later = (days: number) =>
			db.sql`update queue.cases set ended_at = now() - make_interval(days => ${days}) where id = ${of.id}`;
		const held = async () =>
			JSON.stringify(
				(
					await db.sql`
				select c.search, r.*, (select jsonb_agg(v) from support.visits v where v.case_id = c.id) as visits,
					(select jsonb_agg(g) from support.given g where g.case_id = c.id) as given,
					(select jsonb_agg(k.answer) from queue.commands k where k.case_id = c.id) as answers
				from queue.cases c join support.requests r on r.case_id = c.id where c.id = ${of.id}`
				)[0]
			);
		await later(31);
		await db.sql`select booking.erase_due()`;
		expect(await held()).not.toMatch(/agent_orange|nằm một chỗ|xe lăn|khó khăn/i);
		expect(await held()).toContain('nguyen thi quen');
		await later(91);
		await db.sql`select booking.erase_due()`;
		expect(await held()).not.toMatch(/quen|Quên|900000201|Sau chợ|sau cho/);
		expect(await held()).toContain('2000000');
	});
});
