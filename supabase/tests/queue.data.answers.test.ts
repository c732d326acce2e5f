/** Data requests: an officer writes them down, makes sure who asks, and answers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asking, dataVerbs } from './data-verbs.ts';
import { asPerson, newKey, officerOf, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let d: ReturnType<typeof dataVerbs>;
let desk: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	d = dataVerbs(db);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	stranger = await officerOf(db, '21451', ['desk']);
});
afterAll(() => db?.drop());

describe('an officer', () => {
	test('writes down what somebody asks at the desk, and a stranger cannot', async () => {
		const made = await visitOf(db, '21439');
		const ask = (person: Person, channel = 'walk_in') =>
			asPerson(
				db,
				person,
				(tx) =>
					tx`select public.queue_data_ask(${newKey()}, ${made.id}, 'correct', 'Sai năm sinh', ${channel})`
			);
		expect(await problemOf(ask(stranger))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(ask(desk, 'web'))).toMatchObject({ message: 'bad_format' });
		await ask(desk);
		expect((await q.open(desk, await d.requestOf(made))).row.channel).toBe('walk_in');
	});

	test('must know who asks: by a call that was answered, or a paper that was seen', async () => {
		const made = await visitOf(db, '21439');
		await d.say(made, asking('see'));
		const id = await d.requestOf(made);
		expect(await problemOf(d.answer(desk, id, { identity: null }))).toMatchObject({
			message: 'required',
			detail: 'identity'
		});
		expect(await problemOf(d.answer(desk, id, { identity: 'call' }))).toMatchObject({
			message: 'call_first'
		});
		await q.call(desk, { id }, 'answered');
		await d.answer(desk, id, { identity: 'call', version: 2, said: 'Đã in, mời ông/bà nhận.' });
		expect((await d.open(made)).data_requests).toMatchObject([
			{ state: 'done', answer: 'Đã in, mời ông/bà nhận.', due_at: null }
		]);
	});

	test('prints all that is held, and both cases write the read down', async () => {
		const made = await visitOf(db, '21439');
		await q.open(desk, made.id);
		await d.say(made, asking('see'));
		const id = await d.requestOf(made);
		const paper = await d.sheet(desk, id);
		expect(paper.about.visit?.people).toMatchObject([{ name: 'Võ Thị Già' }]);
		expect(paper.reads).toMatchObject([{ times: 2 }]);
		const reads = await db.sql`
			select case_id from queue.reads where code = 'saw_data_sheet' and case_id in (${id}, ${made.id})`;
		expect(reads).toHaveLength(2);
		expect(await problemOf(d.sheet(stranger, id))).toMatchObject({ message: 'not_found' });
	});

	test('erases nothing of a visit that is still to come', async () => {
		const made = await visitOf(db, '21439');
		await d.say(made, asking('erase'));
		expect(await problemOf(d.answer(desk, await d.requestOf(made)))).toMatchObject({
			message: 'not_ended'
		});
	});

	test('of an ended one the system erases it all at once, and says when and by whom', async () => {
		const made = await callBackOf(db, '21439');
		await q.close(desk, { id: made.id }, 'no_longer_needed');
		await d.say(made, asking('erase'));
		const id = await d.requestOf(made);
		await d.answer(desk, id);
		const rest = JSON.stringify(
			await db.sql`
				select to_jsonb(c) as c, to_jsonb(b) as b from queue.cases c
				join booking.call_backs b on b.case_id = c.id where c.id = ${made.id}`
		);
		expect(rest).not.toMatch(/Huỳnh Thị Gọi|huynh thi goi|84900000123|Hỏi về căn cước/);
		const whole = await q.openEnded(desk, made.id);
		expect(whole.events.at(-1)).toMatchObject({
			code: 'data_answered',
			officer: { name: 'Nguyễn Thị Trực' },
			data: { what: 'erase', granted: true }
		});
		expect((await d.open(made)).data_requests).toMatchObject([{ what: 'erase', state: 'done' }]);
		expect(await problemOf(d.say(made, asking('see')))).toMatchObject({ message: 'nothing_held' });
	});

	test('refuses with a reason and words, or not at all', async () => {
		const made = await visitOf(db, '21439');
		await d.say(made, asking('erase'));
		const id = await d.requestOf(made);
		const no = { granted: false, identity: null };
		expect(await problemOf(d.answer(desk, id, no))).toMatchObject({ message: 'required' });
		expect(await problemOf(d.answer(desk, id, { ...no, reason: 'law_keeps' }))).toMatchObject({
			detail: 'said'
		});
		const key = newKey();
		const why = { ...no, reason: 'law_keeps', said: 'Hồ sơ căn cước phải lưu theo luật.', key };
		const first = await d.answer(desk, id, why);
		expect(await d.answer(desk, id, why)).toEqual(first);
		expect((await d.open(made)).data_requests).toMatchObject([
			{ state: 'refused', reason: 'law_keeps', answer: 'Hồ sơ căn cước phải lưu theo luật.' }
		]);
	});

	test('corrects what was asked, and nothing when a value is no value', async () => {
		const made = await visitOf(db, '21439');
		await d.say(made, asking('correct', 'Mẹ tôi sinh năm 1941, tên là Võ Thị Gìa'));
		const id = await d.requestOf(made);
		expect(await problemOf(d.answer(desk, id, { values: {} }))).toMatchObject({
			detail: 'corrected'
		});
		expect(
			await problemOf(d.answer(desk, id, { values: { name: 'Võ Thị Gìa', birth: '1941-02-30' } }))
		).toMatchObject({ detail: 'birth' });
		await d.answer(desk, id, { values: { name: 'Võ Thị Gìa', birth: '1941' } });
		const { visit } = await q.open(desk, made.id);
		expect(visit?.people).toMatchObject([{ name: 'Võ Thị Gìa', birth: { year: 1941 } }]);
	});
});

test('what was asked and answered is erased with the contacts', async () => {
	const made = await visitOf(db, '21439');
	await d.say(made, asking('correct', 'Số nhà 12 ngõ Minh Họa'));
	const id = await d.requestOf(made);
	await d.answer(desk, id, {
		granted: false,
		identity: null,
		reason: 'not_reached',
		said: 'Đã gọi ba lần.'
	});
	await db.sql`update queue.cases set ended_at = now() - interval '91 days' where id = ${id}`;
	await db.sql`select queue.retain_data_requests()`;
	const [row] = await db.sql`select words, answer from queue.data_requests where case_id = ${id}`;
	expect(row).toEqual({ words: null, answer: null });
});
