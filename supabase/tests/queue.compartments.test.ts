/** Who may know that a case exists. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/queue.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asPerson, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let lead: Person;
let desk: Person;
let other: Person;
let field: Person;
let editor: Person;
let stranger: Person;
let disabled: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	other = await officerOf(db, '21439', ['desk']);
	field = await officerOf(db, '21439', ['field']);
	editor = await officerOf(db, '21439', ['editor']);
	stranger = await officerOf(db, '21451', ['lead']);
	disabled = await officerOf(db, '21439', ['desk']);
	await db.sql`update staff.officers set disabled_at = now() where user_id = ${disabled.sub}`;
});
afterAll(() => db?.drop());

describe('compartments', () => {
	test('an officer of another unit, an editor and a disabled officer cannot tell that a case exists', async () => {
		const { id } = await callBackOf(db, '21439');
		const unknown = randomUUID();
		for (const person of [stranger, editor]) {
			expect((await q.all(person)).map((row) => row.id)).not.toContain(id);
			const [there, nowhere] = [
				await problemOf(q.open(person, id)),
				await problemOf(q.open(person, unknown))
			];
			expect(there).toMatchObject({ code: 'PT404', message: 'not_found' });
			expect(there).toEqual(nowhere);
		}
		expect(await problemOf(q.open(disabled, id))).toMatchObject({
			code: 'PT403',
			message: 'disabled'
		});
		expect(await problemOf(q.page(disabled))).toMatchObject({ message: 'disabled' });
	});

	test('no command tells a stranger more than a read does, and none leaves a trace', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const attempt of [
			() => q.call(stranger, { id }, 'answered'),
			() => q.ask(stranger, { id }),
			() => q.giveBack(stranger, { id }),
			() => q.assign(stranger, { id }, stranger.sub),
			() => q.note(stranger, id),
			() => q.replace(stranger, { id }),
			() => q.close(stranger, { id }, 'duplicate'),
			() => q.call(stranger, { id, version: 99 }, 'answered'),
			() => q.call(stranger, { id: randomUUID() }, 'answered')
		])
			expect(await problemOf(attempt())).toEqual({
				code: 'PT404',
				message: 'not_found',
				detail: ''
			});
		expect(
			one(await db.sql`select count(*)::int as n from queue.events where case_id = ${id}`).n
		).toBe(1);
		expect(
			one(await db.sql`select count(*)::int as n from queue.reads where case_id = ${id}`).n
		).toBe(0);
	});

	test('a resident without an account calls no door of the queue', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const text of [`queue_case('${id}')`, `queue_page('{}', null, 10)`, 'queue_officers()'])
			expect(
				await problemOf(db.as({ role: 'anon' }, (tx) => tx.unsafe(`select public.${text}`)))
			).toMatchObject({ code: '42501' });
	});

	test('an officer of the field knows neither call-backs nor visits that are not confirmed', async () => {
		const request = await callBackOf(db, '21439');
		const visit = await visitOf(db, '21439');
		expect(await problemOf(q.open(field, request.id))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(q.open(field, visit.id))).toMatchObject({ message: 'not_found' });
		await db.sql`update queue.cases set state = 'captured' where id = ${visit.id}`;
		expect((await q.open(field, visit.id)).row.id).toBe(visit.id);
		const seen = await q.all(field);
		expect(seen.map((row) => row.id)).toContain(visit.id);
		expect(
			seen.filter(
				({ kind, state }) =>
					kind !== 'home_visit' ||
					!['confirmed', 'revisit', 'captured', 'card_ready'].includes(state)
			)
		).toEqual([]);
		expect(await problemOf(q.assign(field, visit, field.sub))).toMatchObject({
			code: 'PT403',
			message: 'role_missing'
		});
	});

	test('what belongs to other rooms is seen by their officers alone, a tip by nobody yet', async () => {
		const make = async (kind: string) =>
			one(
				await db.sql`select (queue.open_case(${kind}, '21439', '21439', 'web', 'waiting', ${kind}, '{}', '', null)).id`
			).id as string;
		const [support, statement, tip] = [
			await make('support'),
			await make('fund_statement'),
			await make('tip')
		];
		const helper = await officerOf(db, '21439', ['support']);
		const treasurer = await officerOf(db, '21439', ['treasurer']);
		const auditor = await officerOf(db, '21439', ['auditor']);
		const kinds = async (person: Person) =>
			[...new Set((await q.all(person)).map(({ kind }) => kind))].sort();
		expect(await kinds(helper)).toEqual(['support']);
		expect(await kinds(treasurer)).toEqual(['fund_statement']);
		expect(await kinds(auditor)).toEqual([]);
		expect(await kinds(lead)).toEqual(['call_back', 'fund_statement', 'home_visit', 'support']);
		expect((await q.open(desk, support)).row.kind).toBe('support');
		expect(await problemOf(q.open(desk, statement))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(q.open(lead, tip))).toMatchObject({ message: 'not_found' });
		const row = one(
			await db.sql`select area, received_at = date_trunc('hour', received_at) as rounded from queue.cases where id = ${tip}`
		);
		expect(row).toEqual({ area: null, rounded: true });
	});

	test('a case is given only to who may know of it', async () => {
		const { id } = await callBackOf(db, '21439');
		for (const person of [stranger, editor, disabled, field])
			expect(await problemOf(q.assign(desk, { id }, person.sub))).toMatchObject({
				code: 'PT409',
				message: 'out_of_reach',
				detail: 'officer'
			});
		expect(await q.assign(desk, { id }, other.sub)).toMatchObject({ id, version: 2 });
		expect((await q.open(other, id)).row.assignee).toMatchObject({ id: other.sub });
		expect(await q.assign(desk, { id, version: 2 }, null)).toMatchObject({ version: 3 });
		expect((await q.open(desk, id)).row.assignee).toBeNull();
	});

	test('the officers to choose from are the active ones of the unit', async () => {
		const { a } = one(await asPerson(db, desk, (tx) => tx`select public.queue_officers() as a`));
		const ids = doors.queue_officers.answer.parse(a).officers.map((person) => person.id);
		expect(ids).toContain(other.sub);
		expect(ids).not.toContain(disabled.sub);
		expect(ids).not.toContain(stranger.sub);
	});
});

describe('a case that is opened', () => {
	test('shows the whole of a call-back, and the read is written down', async () => {
		const { id, form, words } = await callBackOf(db, '21439');
		const whole = await q.open(desk, id);
		expect(whole).toMatchObject({
			unit: '21439',
			words,
			visit: null,
			question: null,
			returned: null,
			notes: []
		});
		expect(whole.call_back).toMatchObject({ name: form.name, unanswered: { calls: 0, days: 0 } });
		expect(whole.clocks).toMatchObject([
			{ clock: 'call', amount: 1, measure: 'working_days', stopped_at: null }
		]);
		expect(whole.events).toMatchObject([
			{ code: 'received', by: 'citizen', officer: null, visible_to_citizen: true }
		]);
		await q.open(other, id);
		const reads =
			await db.sql`select officer, code from queue.reads where case_id = ${id} order by at`;
		expect(reads.map((read) => [read.officer, read.code])).toEqual([
			[desk.sub, 'opened'],
			[other.sub, 'opened']
		]);
	});

	test('shows the whole of a visit, and every read of it is written down', async () => {
		const { id } = await visitOf(db, '21439');
		const whole = await q.open(desk, id);
		await q.open(lead, id);
		const reads = await db.sql`select officer from queue.reads where case_id = ${id} order by at`;
		expect(reads.map(({ officer }) => officer)).toEqual([desk.sub, lead.sub]);
		expect(whole.visit?.people).toHaveLength(1);
		expect(whole.call_back).toBeNull();
		expect(whole.clocks.map(({ clock }) => clock)).toEqual(['first reply', 'visit']);
		expect(whole.actions).toContain('call');
	});
});
