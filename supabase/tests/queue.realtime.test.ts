/** What Supabase Realtime carries, on a stand-in of its schema: the signatures and the row security of the real one. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf } from './cases.ts';
import { liveOf } from './living.ts';
import { asPerson, officerOf, one, problemOf, type Person } from './people.ts';
import { standIn } from './realtime-schema.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let q: Verbs;
let desk: Person;
let stranger: Person;

const topicsOf = async (person: Person) => (await liveOf(db)(person)).topics;
const topicOf = async (person: Person, kind: string | null) =>
	one((await topicsOf(person)).filter((topic) => topic.kind === kind)).topic;

/** As Realtime asks when a page joins: in the page's name, with the topic in a setting. */
const joining = <T>(person: Person, topic: string, work: (tx: TransactionSql) => Promise<T>) =>
	asPerson(db, person, async (tx) => {
		await tx`select set_config('realtime.topic', ${topic}, true)`;
		return work(tx);
	});
const say = (person: Person, topic: string, extension: string) =>
	joining(
		person,
		topic,
		(tx) => tx`insert into realtime.messages (topic, extension) values (${topic}, ${extension})`
	);
const hears = async (person: Person, topic: string) => {
	await db.sql`insert into realtime.messages (topic, extension) values (${topic}, 'presence')`;
	const rows = await joining(
		person,
		topic,
		(tx) => tx`select extension from realtime.messages where topic = ${topic}`
	);
	return rows.length > 0;
};

beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	expect(one(await db.sql`select queue.use_realtime() as there`).there).toBe(false);
	await db.sql.unsafe(standIn);
	expect(one(await db.sql`select queue.use_realtime() as there`).there).toBe(true);
	expect(one(await db.sql`select queue.use_realtime() as there`).there).toBe(true);
	desk = await officerOf(db, '21439', ['desk']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

describe('what the database sends', () => {
	test('is id and version, once a transaction, privately, under the epoch of the compartment', async () => {
		const topic = await topicOf(desk, 'call_back');
		const { id } = await callBackOf(db, '21439');
		await db.sql`delete from realtime.messages`;
		await q.call(desk, { id }, 'answered', null, 'Nghe rõ, hẹn chiều');
		const sent =
			await db.sql`select topic, event, payload, private, extension from realtime.messages`;
		expect([...sent]).toEqual([
			{ topic, event: 'case', payload: { id, version: 2 }, private: true, extension: 'broadcast' }
		]);
	});

	test('is nothing when the command was refused, and nothing of a tip', async () => {
		const { id } = await callBackOf(db, '21439');
		await db.sql`delete from realtime.messages`;
		await problemOf(q.call(desk, { id, version: 9 }, 'answered'));
		await db.sql`select queue.open_case('tip', '21439', null, 'web', 'waiting', 'tip', '{}', '', null)`;
		expect([...(await db.sql`select topic from realtime.messages`)]).toEqual([]);
	});

	test('tells the old topic that it ended, without a word on why or where to', async () => {
		const leaving = await officerOf(db, '21439', ['support']);
		const topic = await topicOf(leaving, 'support');
		await db.sql`update staff.officers set roles = array['editor'] where user_id = ${leaving.sub}`;
		const sent = await db.sql`select event, payload from realtime.messages where topic = ${topic}`;
		expect([...sent]).toEqual([{ event: 'moved', payload: {} }]);
		expect(await hears(leaving, topic)).toBe(false);
	});
});

describe('who may join', () => {
	test('an officer hears the topics that their door names, and no others', async () => {
		for (const { topic } of await topicsOf(desk)) {
			expect(await hears(desk, topic)).toBe(true);
			expect(await hears(stranger, topic)).toBe(false);
		}
		expect(await hears(desk, `queue:${randomUUID()}`)).toBe(false);
		expect(await hears(desk, 'queue:')).toBe(false);
	});

	test('nobody whose session ended, who was disabled or is a head of a hamlet hears anything', async () => {
		const leaving = await officerOf(db, '21439', ['desk']);
		const topic = await topicOf(leaving, 'call_back');
		expect(await hears(leaving, topic)).toBe(true);
		expect(await hears({ ...leaving, session_id: randomUUID() }, topic)).toBe(false);
		await db.sql`update staff.sessions set ended_at = now(), ended_why = 'sign_out' where session_id = ${leaving.session_id}`;
		expect(await hears(leaving, topic)).toBe(false);
	});

	test('an officer may say that they are there, and send nothing', async () => {
		const topic = await topicOf(desk, 'call_back');
		expect(await problemOf(say(desk, topic, 'presence'))).toBeNull();
		expect(await problemOf(say(desk, topic, 'broadcast'))).toMatchObject({ code: '42501' });
		expect(await problemOf(say(stranger, topic, 'presence'))).toMatchObject({ code: '42501' });
	});

	test('whoever has no account is asked nothing: they hear nothing and say nothing', async () => {
		const topic = await topicOf(desk, 'call_back');
		await db.sql`insert into realtime.messages (topic, extension) values (${topic}, 'presence')`;
		const nobody = <T>(work: (tx: TransactionSql) => Promise<T>) =>
			db.as({ role: 'anon' }, async (tx) => {
				await tx`select set_config('realtime.topic', ${topic}, true)`;
				return work(tx);
			});
		expect([...(await nobody((tx) => tx`select topic from realtime.messages`))]).toEqual([]);
		const said = nobody(
			(tx) => tx`insert into realtime.messages (topic, extension) values (${topic}, 'presence')`
		);
		expect((await problemOf(said))?.message).toMatch(/violates row-level security policy/);
	});

	test('of the queue nothing but that one question is opened for the policies', async () => {
		const open = await db.sql`
			select p.proname from pg_proc p where p.pronamespace = 'queue'::regnamespace
				and has_function_privilege('authenticated', p.oid, 'execute')`;
		expect(open.map(({ proname }) => proname)).toEqual(['hears']);
	});
});
