/** Commands that come twice, what is written once, and the transitions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

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

describe('commands', () => {
	test('a retry with the same key gets the same answer and does nothing more', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		const first = await q.call(desk, { id, key }, 'answered');
		expect(await q.call(desk, { id, key }, 'answered')).toEqual(first);
		expect(
			one(
				await db.sql`select count(*)::int as n from queue.events where case_id = ${id} and code = 'call'`
			).n
		).toBe(1);
		expect(await problemOf(q.call(desk, { id, key }, 'wrong_number'))).toMatchObject({
			code: 'PT409',
			message: 'key_reused'
		});
		expect(await problemOf(q.call(other, { id, key }, 'answered'))).toMatchObject({
			message: 'key_reused'
		});
		expect(await problemOf(q.note(desk, id, 'x', key))).toMatchObject({ message: 'key_reused' });
	});

	test('ten clicks at once are one call', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		const answers = await Promise.all(
			Array.from({ length: 10 }, () => q.call(desk, { id, key }, 'answered'))
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect((await q.open(desk, id)).row.version).toBe(2);
	});

	test('of two officers who act on the same version one is told that the case has changed', async () => {
		for (let round = 0; round < 10; round++) {
			const { id } = await callBackOf(db, '21439');
			const ends = await Promise.all([
				problemOf(q.call(desk, { id }, 'answered')),
				problemOf(q.call(other, { id }, 'wrong_number'))
			]);
			expect(ends.filter((end) => end === null)).toHaveLength(1);
			expect(ends.find((end) => end !== null)).toMatchObject({
				code: 'PT409',
				message: 'stale',
				detail: 'version'
			});
		}
	});

	test('a command without a version is refused', async () => {
		const { id } = await callBackOf(db, '21439');
		expect(await problemOf(q.call(desk, { id, version: null }, 'answered'))).toMatchObject({
			code: 'PT422',
			message: 'required',
			detail: 'version'
		});
	});

	test('a refused command leaves its key free', async () => {
		const { id } = await callBackOf(db, '21439');
		const key = newKey();
		expect(await problemOf(q.call(desk, { id, key, version: 7 }, 'answered'))).toMatchObject({
			message: 'stale'
		});
		expect(await q.call(desk, { id, key }, 'answered')).toMatchObject({ version: 2 });
	});

	test('answers are forgotten after seven days', async () => {
		const { id } = await callBackOf(db, '21439');
		const [old, young] = [newKey(), newKey()];
		await q.note(desk, id, 'a', old);
		await q.note(desk, id, 'b', young);
		await db.sql`update queue.commands set at = now() - interval '7 days 1 second' where key = ${old}`;
		await db.sql`select queue.forget_commands()`;
		expect(
			(await db.sql`select key from queue.commands where key in (${old}, ${young})`).map(
				({ key }) => key
			)
		).toEqual([young]);
	});

	test('a hundred cases opened at once have a hundred references', async () => {
		const made = await Promise.all(
			Array.from(
				{ length: 100 },
				() =>
					db.sql`select (queue.open_case('data_request', '21457', null, 'paper', 'waiting', 'x', '{}', '', null)).reference`
			)
		);
		expect(new Set(made.map((rows) => one(rows).reference)).size).toBe(100);
	});
});

describe('what is written once', () => {
	test('not even the owner of the database changes or deletes an event or a read', async () => {
		const { id } = await callBackOf(db, '21439');
		await q.open(desk, id);
		for (const statement of [
			`update queue.events set data = '{}' where case_id = '${id}'`,
			`delete from queue.events where case_id = '${id}'`,
			`update queue.reads set officer = '${other.sub}' where case_id = '${id}'`,
			`delete from queue.reads where case_id = '${id}'`,
			'truncate queue.reads'
		])
			expect(await problemOf(db.sql.unsafe(statement)), statement).toMatchObject({
				code: 'PT403',
				message: 'append_only'
			});
	});

	test('what people said is kept apart, where it can be erased', async () => {
		const { id } = await visitOf(db, '21439');
		await q.giveBack(desk, { id }, 'Địa chỉ chưa rõ', 'address');
		const { text } = one(
			await db.sql`select string_agg(e::text, ' ') as text from queue.events e where e.case_id = ${id}`
		);
		expect(text).not.toContain('Địa chỉ chưa rõ');
		await db.sql`delete from queue.event_bodies b using queue.events e where e.id = b.event_id and e.case_id = ${id}`;
		expect((await q.open(desk, id)).returned).toEqual({ reason: '', fields: ['address'] });
	});
});

describe('the transitions', () => {
	test('nothing follows a final state, but for a tip what its two sides still write', async () => {
		const later = await db.sql`
			select distinct t.kind, t.who, t.action from queue.transitions t
			join queue.states s on s.state = t.from_state where s.final order by t.who, t.action`;
		expect([...later]).toEqual([
			{ kind: 'tip', who: 'citizen', action: 'message' },
			{ kind: 'tip', who: 'officer', action: 'rekey' },
			{ kind: 'tip', who: 'officer', action: 'say' }
		]);
	});

	test('every open case can still end', async () => {
		const stuck = await db.sql`
			with recursive reach (kind, state, goal) as (
				select distinct kind, from_state, to_state from queue.transitions
				union
				select r.kind, r.state, t.to_state from reach r join queue.transitions t on t.kind = r.kind and t.from_state = r.goal
			)
			select kind, state from reach group by kind, state
			having not bool_or(goal in (select s.state from queue.states s where s.final))`;
		expect([...stuck]).toEqual([]);
	});

	test('what is not a transition is refused and changes nothing', async () => {
		const { id } = await visitOf(db, '21439');
		for (const [to, who, action] of [
			['done', 'officer', 'card_handed'],
			['confirmed', 'citizen', 'confirm'],
			['cancelled', 'system', 'cancel']
		] as const)
			expect(
				await problemOf(
					db.sql`select queue.move(${id}, null, ${to}, ${who}, ${action}, ${who === 'officer' ? desk.sub : null})`
				)
			).toMatchObject({ message: 'not_allowed' });
		expect((await q.open(desk, id)).row).toMatchObject({ state: 'waiting', version: 1 });
	});

	test('the clock of the card begins when everybody was captured and ends when the card is ready', async () => {
		const { id } = await visitOf(db, '21439');
		await db.sql`update queue.cases set state = 'confirmed' where id = ${id}`;
		await db.sql`select queue.move(${id}, null, 'captured', 'officer', 'outcome', ${desk.sub})`;
		expect(await q.clocksOf(id)).toEqual({ 'first reply': true, visit: false, card: true });
		await db.sql`select queue.move(${id}, null, 'card_ready', 'officer', 'card_ready', ${desk.sub})`;
		expect(await q.clocksOf(id)).toMatchObject({ card: false });
		await db.sql`select queue.move(${id}, null, 'done', 'officer', 'card_handed', ${desk.sub})`;
		expect(Object.values(await q.clocksOf(id))).toEqual([false, false, false]);
	});
});
