/** What a unit's lead sees of its clocks, and what they decide: limits, sources, days of the calendar, pauses. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/queue-clocks.ts';
import { doors as unitDoors } from '../functions/_shared/contracts/unit.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { clocking } from './clocking.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';
import { inHours, verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let k: ReturnType<typeof clocking>;
let lead: Person;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	k = clocking(db, q);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
});
afterAll(() => db?.drop());

const editable = async () =>
	unitDoors.unit_editable.answer.parse(await door(db, lead, 'unit_editable', {}));

test('a lead sets the limit of a clock that exists, its words and its source; clocks of other units stay', async () => {
	const save = (
		clock: string,
		amount: number | null,
		measure: string | null = 'working_days',
		[kind, source, unsure]: [string, string | null, string | null] = [
			'home_visit',
			'Cam kết của đơn vị',
			null
		]
	) =>
		problemOf(
			asPerson(
				db,
				lead,
				(tx) =>
					tx`select public.unit_clock_save(${newKey()}, ${kind}, ${clock}, ${amount}, ${measure}, '3 ngày', ${source}, ${unsure})`
			)
		);
	expect(await save('first reply', 3)).toBeNull();
	expect(
		(
			await db.sql`select amount from unit.clocks where kind = 'home_visit' and clock = 'first reply' order by unit`
		).map((r) => r.amount)
	).toEqual([3, 2, 2, 2, 2]);
	expect(
		(await editable()).clocks.find(
			({ kind, clock }) => kind === 'home_visit' && clock === 'first reply'
		)
	).toMatchObject({ limit_text: '3 ngày', source: 'Cam kết của đơn vị', unsure: null });
	expect(await save('no such clock', 3)).toMatchObject({ message: 'not_found' });
	// What names no source says why, and a limit is not taken away; one that never was need not be made up.
	expect(await save('first reply', 3, 'days', ['home_visit', ' ', null])).toMatchObject({
		message: 'required',
		detail: 'source'
	});
	expect(await save('first reply', null, null)).toMatchObject({ message: 'out_of_range' });
	expect(
		await save('publish year', null, null, ['fund_statement', null, 'Chưa tìm thấy nguồn'])
	).toBeNull();
	expect(await save('publish year', 3, null, ['fund_statement', 'NĐ 1', null])).toMatchObject({
		message: 'bad_format'
	});
	expect(await save('first reply', 0)).toMatchObject({
		message: 'out_of_range',
		detail: 'amount'
	});
	expect(await save('first reply', 3, 'years')).toMatchObject({
		message: 'bad_format',
		detail: 'measure'
	});
});

test('a change of the calendar keeps the pauses of a clock of working days, and what is left of one that stands still', async () => {
	const { id } = await callBackOf(db, '21478');
	const of = await officerOf(db, '21478', ['lead']);
	await db.sql`update queue.clocks_running set started_at = '2026-12-07T09:00:00+07:00', amount = 5 where case_id = ${id}`;
	await db.sql`insert into queue.pauses (case_id, clock, reason, from_at, to_at)
		values (${id}, 'call', 'try', '2026-12-08T09:00:00+07:00', '2026-12-09T15:00:00+07:00')`;
	await db.sql`select queue.recount(${id})`;
	const due = async () => (await k.clock(of, id, 'call')).due_at;
	// Monday and five working days, and one and a quarter that stood still.
	expect(new Date(await due())).toEqual(new Date('2026-12-15T15:00:00+07:00'));
	await asPerson(
		db,
		of,
		(tx) => tx`select public.unit_day_save(${newKey()}, '2026-12-14', false, true, null)`
	);
	expect(new Date(await due())).toEqual(new Date('2026-12-16T15:00:00+07:00'));
	await db.sql`insert into queue.pauses (case_id, clock, reason, from_at) values (${id}, 'call', 'try', '2026-12-10T09:00:00+07:00')`;
	await db.sql`update queue.clocks_running set paused_at = '2026-12-10T09:00:00+07:00' where case_id = ${id}`;
	const left = async () => (await k.clock(of, id, 'call')).minutes_left;
	expect(await left()).toBe(3 * 1440 + 360);
	await asPerson(
		db,
		of,
		(tx) => tx`select public.unit_day_save(${newKey()}, '2026-12-11', false, true, null)`
	);
	expect(await left()).toBe(3 * 1440 + 360);
});

test('a lead decides that a clock does not pause, in their own unit alone', async () => {
	const other = await officerOf(db, '21457', ['lead', 'desk']);
	const save = (who: Person, reason: string, applies: boolean) =>
		door(db, who, 'queue_pause_rule_save', {
			key: newKey(),
			case_kind: 'home_visit',
			clock: 'visit',
			reason,
			applies
		});
	expect(await problemOf(save(desk, 'returned', false))).toMatchObject({ message: 'role_missing' });
	expect(await problemOf(save(other, 'whatever', false))).toMatchObject({ message: 'not_found' });
	await save(other, 'returned', false);
	const rules = async (who: Person) =>
		doors.queue_pause_rules.answer
			.parse(await door(db, who, 'queue_pause_rules', {}))
			.rules.filter(({ reason }) => reason === 'returned')
			.map(({ applies }) => applies);
	expect(await rules(other)).toEqual([false]);
	expect(await rules(lead)).toEqual([true]);
	const there = await visitOf(db, '21457');
	await q.giveBack(other, { id: there.id });
	expect(await k.clock(other, there.id, 'visit')).toMatchObject({ paused_at: null });
	await save(other, 'returned', true);
	const then = await visitOf(db, '21457');
	await q.giveBack(other, { id: then.id });
	expect((await k.clock(other, then.id, 'visit')).paused_at).not.toBeNull();
});

describe('what is late and what is due within a working day', () => {
	test('is counted by officer, kind and clock for the lead, and found in the list', async () => {
		const board = async (who: Person) =>
			doors.queue_clock_board.answer.parse(await door(db, who, 'queue_clock_board', {}));
		const of = await officerOf(db, '21472', ['lead'], 'Lê Thị Chỉ Huy');
		const there = await officerOf(db, '21472', ['desk'], 'Trần Văn Bàn');
		// What the demo planted is not counted here.
		await db.sql`update queue.cases set ended_at = now() where unit = '21472'`;
		const late = await callBackOf(db, '21472');
		const soon = await callBackOf(db, '21472');
		const far = await visitOf(db, '21472');
		await db.sql`update queue.clocks_running set due_at = now() - interval '1 hour' where case_id = ${late.id}`;
		await db.sql`update queue.clocks_running set due_at = now() + interval '5 hours' where case_id = ${soon.id}`;
		await db.sql`update queue.clocks_running set due_at = now() + interval '30 days' where case_id = ${far.id}`;
		await db.sql`select queue.reckon(id) from queue.cases where id in ${db.sql([late.id, soon.id, far.id])}`;
		await q.assign(there, { id: late.id }, there.sub);
		await k.pause(there, { id: far.id, version: 1 }, 'family_asked');
		expect(await board(of)).toMatchObject({
			late: 1,
			soon: 1,
			paused: 1,
			lines: [
				{
					officer: { name: 'Trần Văn Bàn' },
					kind: 'call_back',
					clock: 'call',
					late: 1,
					soon: 0,
					paused: 0
				},
				{ officer: null, kind: 'call_back', clock: 'call', late: 0, soon: 1, paused: 0 },
				{ officer: null, kind: 'home_visit', clock: 'visit', late: 0, soon: 0, paused: 1 }
			]
		});
		const ids = async (due: string) => (await q.all(there, { due })).map(({ id }) => id);
		expect(await ids('soon')).toEqual([soon.id]);
		expect(await ids('late')).toEqual([late.id]);
		expect(await problemOf(board(there))).toMatchObject({ message: 'role_missing' });
	});

	test('counts no tip for a lead who is no member of it', async () => {
		const of = await officerOf(db, '21478', ['lead']);
		const before = await door<{ late: number }>(db, of, 'queue_clock_board', {});
		const { id } = one(
			await db.sql`select (queue.open_case('tip', '21478', null, 'web', 'new', 'tip', '{}', '', null)).id`
		);
		await db.sql`update queue.clocks_running set due_at = now() - interval '1 hour' where case_id = ${id}`;
		await db.sql`select queue.reckon(${id})`;
		expect((await door<{ late: number }>(db, of, 'queue_clock_board', {})).late).toBe(before.late);
	});

	test('on a Friday reaches over the weekend, and a day ahead else', async () => {
		const row = one(
			await db.sql`select queue.soon_until('21439') as soon, unit.add_working_days('21439', now(), 1) as due`
		);
		expect(row.soon).toEqual(row.due);
		expect(row.soon.getTime()).toBeGreaterThan(Date.parse(inHours(1)));
	});
});
