/** Call-backs that end, and new codes for lost ones. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { officerOf, one, problemOf, type Person } from './people.ts';
import { inHours, verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let desk: Person;
let other: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	other = await officerOf(db, '21439', ['desk']);
});
afterAll(() => db?.drop());

describe('a call-back that ends', () => {
	test('was answered only if a call was', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(q.close(desk, { id }, 'answered_by_phone'))).toMatchObject({
			code: 'PT409',
			message: 'call_first'
		});
		await q.call(desk, { id }, 'answered');
		expect(
			await q.close(desk, { id, version: 2 }, 'answered_by_phone', 'Đã hướng dẫn')
		).toMatchObject({ state: 'done', version: 3 });
		expect(await problemOf(q.call(desk, { id, version: 3 }, 'answered'))).toMatchObject({
			message: 'not_allowed'
		});
		const row = one(
			await db.sql`select ended_at is not null as ended, due_at from queue.cases where id = ${id}`
		);
		expect(row).toEqual({ ended: true, due_at: null });
	});

	test.each([
		['no_longer_needed', 'cancelled'],
		['duplicate', 'cancelled'],
		['other_unit', 'done'],
		['not_eligible', 'done']
	])('for the reason %s is %s', async (reason, state) => {
		const { id } = await callBackOf(db, '21439');
		await q.open(desk, id);
		expect(await q.close(desk, { id }, reason)).toMatchObject({ state });
		expect((await q.open(desk, id)).events.at(-1)).toMatchObject({
			code: 'close_call_back',
			data: { reason, from: 'to_call', to: state }
		});
	});

	test('a visit is not closed as a call-back', async () => {
		const { id } = await visitOf(db, '21439');
		expect(await problemOf(q.close(desk, { id }, 'duplicate'))).toMatchObject({
			code: 'PT409',
			message: 'not_allowed'
		});
	});
});

describe('a new code for a lost one', () => {
	test('is given after an answered call of the same officer within half an hour; the old one opens nothing more', async () => {
		const { id, hash } = await callBackOf(db, '21439');
		const fresh = randomBytes(32).toString('hex');
		expect(await problemOf(q.replace(desk, { id }))).toMatchObject({
			code: 'PT409',
			message: 'call_first'
		});
		await q.call(desk, { id }, 'no_answer', inHours(1));
		expect(await problemOf(q.replace(desk, { id, version: 2 }))).toMatchObject({
			message: 'call_first'
		});
		await q.call(desk, { id, version: 2 }, 'answered');
		expect(await problemOf(q.replace(other, { id, version: 3 }))).toMatchObject({
			message: 'call_first'
		});
		expect(
			await problemOf(q.replace(desk, { id, version: 3 }, fresh, [true, false]))
		).toMatchObject({ message: 'required', detail: 'checked_hamlet' });
		expect(await problemOf(q.replace(desk, { id, version: 3 }, 'kurz'))).toMatchObject({
			message: 'bad_format',
			detail: 'lookup_hash'
		});
		expect(await q.replace(desk, { id, version: 3 }, fresh)).toMatchObject({ version: 4 });
		const opens = async (hex: string) =>
			one(await db.sql`select lookup.case_of(decode(${hex}, 'hex')) as id`).id;
		expect(await opens(hash)).toBeNull();
		expect(await opens(fresh)).toBe(id);
		expect((await q.open(desk, id)).events.at(-1)).toMatchObject({
			code: 'code_replaced',
			visible_to_citizen: true,
			data: {}
		});
	});

	test("is refused when the call was too long ago, or the code is another case's", async () => {
		const { id } = await callBackOf(db, '21439');
		const { hash: theirs } = await callBackOf(db, '21439');
		await q.call(desk, { id }, 'answered');
		expect(await problemOf(q.replace(desk, { id, version: 2 }, theirs))).toMatchObject({
			code: 'PT409',
			message: 'code_taken',
			detail: 'lookup_hash'
		});
		const old = await callBackOf(db, '21439');
		await db.sql`insert into queue.events (case_id, at, code, officer, by, data, visible_to_citizen)
			values (${old.id}, now() - interval '31 minutes', 'call', ${desk.sub}, 'officer', '{"outcome": "answered"}', true)`;
		expect(await problemOf(q.replace(desk, { id: old.id }))).toMatchObject({
			message: 'call_first'
		});
	});
});
