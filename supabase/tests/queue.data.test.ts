/** Data requests: somebody with the code of a visit asks to see, correct or erase what the portal knows of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { asking, dataVerbs } from './data-verbs.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let d: ReturnType<typeof dataVerbs>;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	d = dataVerbs(db);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
});
afterAll(() => db?.drop());

describe('somebody with the code of a visit', () => {
	test('asks to see what is held, and the code shows that it runs for two working days', async () => {
		const made = await visitOf(db, '21439');
		const after = await d.say(made, asking('see'));
		expect(after.data_requests).toMatchObject([{ what: 'see', state: 'asked', answer: null }]);
		expect(after.timeline.map(({ code }) => code)).toContain('data_asked');
		const whole = await q.open(desk, await d.requestOf(made));
		expect(whole.row).toMatchObject({ kind: 'data_request', state: 'asked', due_clock: 'answer' });
		expect(whole.clocks).toMatchObject([{ clock: 'answer', source: 'NĐ 356/2025/NĐ-CP' }]);
		expect(whole.actions).toEqual(['call', 'answer_data', 'assign', 'note']);
		expect(whole.data_request).toMatchObject({ what: 'see', about: { reference: made.reference } });
	});

	test('who presses twice has asked once, and who asks the same again is told that it runs', async () => {
		const made = await callBackOf(db, '21439');
		const key = newKey();
		await d.say(made, asking('see'), key);
		await d.say(made, asking('see'), key);
		expect(await problemOf(d.say(made, asking('see')))).toMatchObject({ message: 'already_asked' });
		await d.say(made, asking('erase'));
		expect((await d.open(made)).data_requests).toHaveLength(2);
	});

	test('of two who ask at once one has asked', async () => {
		const made = await visitOf(db, '21439');
		const ends = await Promise.all([
			problemOf(d.say(made, asking('see'))),
			problemOf(d.say(made, asking('see')))
		]);
		expect(ends.filter((end) => end === null)).toHaveLength(1);
	});

	test('takes a request back; the clock stops, and the same may be asked anew', async () => {
		const made = await visitOf(db, '21439');
		const [request] = (await d.say(made, asking('erase'))).data_requests;
		const id = await d.requestOf(made);
		const after = await d.say(made, { act: 'withdraw_data', request: request!.reference });
		expect(after.data_requests).toMatchObject([{ state: 'cancelled' }]);
		expect((await q.open(desk, id)).clocks).toMatchObject([{ stopped_at: expect.any(String) }]);
		await d.say(made, asking('erase'));
		expect(
			await problemOf(d.say(made, { act: 'withdraw_data', request: request!.reference }))
		).toMatchObject({ message: 'not_allowed' });
	});

	test('nobody takes back the request of another code', async () => {
		const [mine, other] = [await visitOf(db, '21439'), await visitOf(db, '21439')];
		const [request] = (await d.say(mine, asking('see'))).data_requests;
		expect(
			await problemOf(d.say(other, { act: 'withdraw_data', request: request!.reference }))
		).toMatchObject({ message: 'not_allowed' });
	});

	test('a correction says what is wrong', async () => {
		const made = await visitOf(db, '21439');
		expect(await problemOf(d.say(made, asking('correct')))).toMatchObject({
			message: 'required',
			detail: 'words'
		});
	});
});
