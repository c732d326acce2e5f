/** The counts beside every view: a count is what its reader would see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callBackOf, visitOf } from './cases.ts';
import { officerOf, type Person } from './people.ts';
import { scene, sendTip, type Scene } from './tipping.ts';
import { verbsOf, type Verbs } from './verbs.ts';
import { viewVerbsOf, type ViewVerbs } from './view-verbs.ts';

let s: Scene;
let q: Verbs;
let v: ViewVerbs;
let lead: Person;
let desk: Person;
let field: Person;
let stranger: Person;

beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
	v = viewVerbsOf(s.db);
	lead = await officerOf(s.db, '21439', ['lead']);
	desk = await officerOf(s.db, '21439', ['desk'], 'Nguyễn Thị Trực');
	field = await officerOf(s.db, '21439', ['field']);
	stranger = await officerOf(s.db, '21451', ['lead']);
});
afterAll(() => s?.db.drop());

describe('the counts', () => {
	test('are for every officer the number of lines that the list has, and list, count and compartment agree', async () => {
		await sendTip(s);
		const given = await callBackOf(s.db, '21439', { area: '21463' });
		await q.assign(desk, given, desk.sub);
		const late = await visitOf(s.db, '21439');
		await s.db.sql`update queue.cases set due_at = now() - interval '1 hour' where id = ${late.id}`;
		const carried = await visitOf(s.db, '21439');
		await s.db.sql`update queue.cases set state = 'captured' where id = ${carried.id}`;
		const aside = await callBackOf(s.db, '21439');
		await s.db
			.sql`update queue.cases set again_at = now() + interval '1 hour' where id = ${aside.id}`;
		const support = await officerOf(s.db, '21439', ['support']);
		const editor = await officerOf(s.db, '21439', ['editor']);
		const both = await officerOf(s.db, '21439', ['field', 'support']);
		const everyone = [lead, desk, field, stranger, support, editor, both, s.first, s.outside];
		for (const person of everyone) {
			const rows = await q.all(person);
			const { counts } = await v.views(person);
			const known = await s.db.sql`
				select c.id from queue.cases c, staff.officers o
				where o.user_id = ${person.sub} and queue.reaches(o, c) and c.ended_at is null
					and (c.again_at is null or c.again_at <= now())`;
			expect(rows.map(({ id }) => id).sort()).toEqual(known.map(({ id }) => id).sort());
			expect(counts.open).toBe(rows.length);
			const seen = async (filter: object) => (await q.all(person, filter)).length;
			expect(counts).toMatchObject({
				mine: await seen({ assignee: 'me' }),
				unassigned: await seen({ assignee: 'nobody' }),
				today: await seen({ due: 'today' }),
				late: await seen({ due: 'late' }),
				soon: await seen({ due: 'soon' }),
				to_call: await seen({ to_call: true }),
				more: false
			});
			for (const [kind, n] of Object.entries(counts.kinds)) expect(n).toBe(await seen({ kind }));
			for (const [state, n] of Object.entries(counts.states)) expect(n).toBe(await seen({ state }));
			for (const [area, n] of Object.entries(counts.areas)) expect(n).toBe(await seen({ area }));
			for (const [assignee, n] of Object.entries(counts.assignees))
				expect(n).toBe(await seen({ assignee }));
			const ended = await q.all(person, { open: false });
			const over = await s.db.sql`select c.id from queue.cases c, staff.officers o
				where o.user_id = ${person.sub} and queue.reaches(o, c) and c.ended_at is not null`;
			expect(ended.map(({ id }) => id).sort()).toEqual(over.map(({ id }) => id).sort());
		}
	});

	test('of a tip change for its members and for nobody else', async () => {
		const watchers = [lead, desk, field, stranger, s.outside];
		const look = () => Promise.all(watchers.map(async (person) => (await v.views(person)).counts));
		const before = await look();
		const members = (await v.views(s.first)).counts;
		await sendTip(s);
		expect(await look()).toEqual(before);
		const after = (await v.views(s.first)).counts;
		expect(after.open).toBe(members.open + 1);
		expect(after.kinds.tip).toBe((members.kinds.tip ?? 0) + 1);
	});

	test('stand beside saved views as each reader’s own', async () => {
		const mine = await v.save(desk, {
			name: 'Việc của người đang xem',
			shared: true,
			filter: { assignee: 'me' }
		});
		const visits = await v.save(desk, {
			name: 'Đến nhà chưa giao',
			shared: true,
			filter: { kind: 'home_visit', assignee: 'nobody' }
		});
		const ended = await v.save(desk, { name: 'Đã xong', shared: true, filter: { open: false } });
		await q.assign(desk, await callBackOf(s.db, '21439'), lead.sub);
		for (const person of [desk, lead, field]) {
			const { saved } = (await v.views(person)).counts;
			expect(saved[mine]).toBe((await q.all(person, { assignee: 'me' })).length);
			expect(saved[visits]).toBe(
				(await q.all(person, { kind: 'home_visit', assignee: 'nobody' })).length
			);
			expect(saved).not.toHaveProperty(ended);
		}
		expect((await v.views(stranger)).counts.saved).toEqual({});
	});
});
