/** The desk lives by phone: calls, questions, notes, giving back. */
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

describe('calls', () => {
	test('a case nobody answered leaves the list until then, and comes back', async () => {
		const { id } = await callBackOf(db, '21439');
		const listed = async () => (await q.all(desk)).some((row) => row.id === id);
		await q.call(desk, { id }, 'no_answer', inHours(2));
		expect(await listed()).toBe(false);
		expect(await q.clocksOf(id)).toEqual({ call: true });
		await db.sql`update queue.cases set again_at = now() - interval '1 second' where id = ${id}`;
		expect(await listed()).toBe(true);
	});

	test('an answered call stops the clock of the first reply, a missed one does not', async () => {
		const { id } = await visitOf(db, '21439');
		await q.call(desk, { id }, 'no_answer', inHours(2));
		expect(await q.clocksOf(id)).toEqual({ 'first reply': true, visit: true });
		await q.call(desk, { id, version: 2 }, 'answered', null, 'Bà cụ nghe kém, gọi cho cháu');
		expect(await q.clocksOf(id)).toEqual({ 'first reply': false, visit: true });
		const whole = await q.open(desk, id);
		expect(whole.row).toMatchObject({ again_at: null, due_clock: 'visit', version: 3 });
		// The citizen sees that a call was made; what the officer noted stays among officers.
		expect(
			whole.events
				.filter(({ code }) => code === 'call')
				.map(({ data, body, visible_to_citizen }) => [data.outcome, body, visible_to_citizen])
		).toEqual([
			['no_answer', null, true],
			['answered', null, true]
		]);
		expect(whole.notes.map(({ body }) => body)).toEqual(['Bà cụ nghe kém, gọi cho cháu']);
	});

	test('a wrong number makes the case pressing', async () => {
		const { id } = await callBackOf(db, '21439');
		await q.call(desk, { id }, 'wrong_number');
		expect((await q.open(desk, id)).row).toMatchObject({ priority: 'high', again_at: null });
	});

	test('unanswered calls are counted with their days, from the last one that was taken', async () => {
		const { id } = await callBackOf(db, '21439');
		const counted = async () => (await q.open(desk, id)).call_back?.unanswered;
		await q.call(desk, { id }, 'no_answer', inHours(1));
		await q.call(desk, { id, version: 2 }, 'no_answer', inHours(1));
		expect(await counted()).toEqual({ calls: 2, days: 1 });
		await q.call(desk, { id, version: 3 }, 'call_again', inHours(1));
		expect(await counted()).toEqual({ calls: 0, days: 0 });
		await q.call(desk, { id, version: 4 }, 'no_answer', inHours(1));
		expect(await counted()).toEqual({ calls: 1, days: 1 });
	});

	test.each([
		['no_answer', null, 'required'],
		['call_again', null, 'required'],
		['no_answer', inHours(-1), 'out_of_range'],
		['no_answer', inHours(15 * 24), 'out_of_range']
	])('%s until %s is refused as %s', async (outcome, again, message) => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(q.call(desk, { id }, outcome, again))).toMatchObject({
			code: 'PT422',
			message,
			detail: 'again_at'
		});
	});

	test('an outcome that does not exist is refused', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(q.call(desk, { id }, 'shouted'))).toMatchObject({
			message: 'bad_format',
			detail: 'outcome'
		});
	});
});

describe('questions, notes and giving back', () => {
	test('one question is open at a time, and its words are with the event', async () => {
		const { id } = await visitOf(db, '21439');
		await q.ask(desk, { id });
		expect(await problemOf(q.ask(desk, { id, version: 2 }))).toMatchObject({
			code: 'PT409',
			message: 'question_open'
		});
		const whole = await q.open(desk, id);
		expect(whole.question).toMatchObject({ body: 'Nhà ở gần trường nào?' });
		expect(whole.events.at(-1)).toMatchObject({
			code: 'ask',
			body: 'Nhà ở gần trường nào?',
			data: { question: whole.question?.id }
		});
		expect(whole.row.version).toBe(2);
		expect(await q.clocksOf(id)).toMatchObject({ 'first reply': false });
	});

	test('a visit is given back with a reason and some fields, and remembers where it was', async () => {
		const { id } = await visitOf(db, '21439');
		expect(await problemOf(q.giveBack(desk, { id }, '  '))).toMatchObject({
			message: 'required',
			detail: 'reason'
		});
		expect(await problemOf(q.giveBack(desk, { id }, 'Sai', 'everything'))).toMatchObject({
			message: 'bad_format',
			detail: 'fields'
		});
		for (const [fields, message] of [
			[[], 'required'],
			[['phone', 'phone'], 'duplicate'],
			[['phone', 'needs'], 'bad_format']
		] as const)
			expect(await problemOf(q.giveBack(desk, { id }, 'Sai', [...fields]))).toMatchObject({
				message,
				detail: 'fields'
			});
		expect(await q.giveBack(desk, { id }, 'Thiếu', ['address', 'phone'])).toMatchObject({
			state: 'returned',
			version: 2
		});
		const whole = await q.open(desk, id);
		// In the order of the form, whatever the order of the clicks.
		expect(whole.returned).toEqual({ reason: 'Thiếu', fields: ['phone', 'address'] });
		expect(
			one(await db.sql`select state_before from queue.cases where id = ${id}`).state_before
		).toBe('waiting');
		expect(await problemOf(q.giveBack(desk, { id, version: 2 }))).toMatchObject({
			code: 'PT409',
			message: 'not_allowed'
		});
	});

	test('a call-back cannot be given back', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(q.giveBack(desk, { id }))).toMatchObject({
			code: 'PT409',
			message: 'not_allowed'
		});
	});

	test('a note needs no version and stays among officers', async () => {
		const { id } = await callBackOf(db, '21439');
		await q.call(other, { id }, 'answered');
		expect(await q.note(desk, id)).toMatchObject({ id, version: 2 });
		const whole = await q.open(other, id);
		expect(whole.notes).toMatchObject([
			{ body: 'Nhà có chó', officer: { id: desk.sub, name: 'Nguyễn Thị Trực' } }
		]);
		expect(whole.events.at(-1)).toMatchObject({
			code: 'note',
			body: null,
			visible_to_citizen: false
		});
		expect(await problemOf(q.note(desk, id, 'x'.repeat(2001)))).toMatchObject({
			code: 'PT422',
			message: 'too_long',
			detail: 'body'
		});
	});
});
