/** What the database does when Auth writes a new password and ends sessions, whichever Auth it is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { officerOf, one, problemOf, type Person } from './people.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
});
afterAll(() => db?.drop());

/** An officer as Auth knows them: with a session of theirs. */
async function signedIn(): Promise<Person> {
	const person = await officerOf(db, '21439', ['desk']);
	await db.sql`update auth.users set encrypted_password = 'first' where id = ${person.sub}`;
	await begin(person);
	return person;
}
const begin = ({ sub, session_id }: Person, at = new Date()) =>
	db.sql`insert into auth.sessions (id, user_id, created_at) values (${session_id}, ${sub}, ${at})`;
/** As GoTrue does with a new password: the others go with it, in one transaction. */
const change = ({ sub, session_id }: Person, word: string) =>
	db.sql.begin(async (tx) => {
		await tx`update auth.users set encrypted_password = ${word}, updated_at = now() where id = ${sub}`;
		await tx`delete from auth.sessions where user_id = ${sub} and id <> ${session_id}`;
	});
const changesOf = ({ sub }: Person) =>
	db.sql`select by, data, reason from staff.changes where officer = ${sub} order by at`;
const noted = (person: Person) => ({
	by: person.sub,
	data: { password: 'changed' },
	reason: null
});
const over = { code: 'PT401', message: 'session_expired' };

test('an officer’s new password is noted with its time, whoever wrote it, and nothing else that Auth writes is', async () => {
	const person = await signedIn();
	const before = await changesOf(person);
	const { password_changed_at: first } = await s.me(person);
	await db.sql`update auth.users set encrypted_password = encrypted_password, updated_at = now() where id = ${person.sub}`;
	expect(await changesOf(person)).toHaveLength(before.length);
	await change(person, 'second');
	expect([...(await changesOf(person))].slice(before.length)).toEqual([noted(person)]);
	const { password_changed_at: second } = await s.me(person);
	expect(second).not.toBe(first);
	expect(
		await problemOf(db.sql`delete from staff.changes where officer = ${person.sub}`)
	).not.toBeNull();
});

test('a session that Auth ended opens no door, also where no door had met it; the one that changed it goes on', async () => {
	const person = await signedIn();
	const [met, unmet] = [0, 1].map(() => ({ ...person, session_id: randomUUID() }));
	const hourAgo = new Date(Date.now() - 3_600_000);
	for (const other of [met!, unmet!]) await begin(other, hourAgo);
	await s.me(met!);
	await change(person, 'second');
	for (const other of [met!, unmet!]) expect(await problemOf(s.me(other))).toMatchObject(over);
	expect((await s.me(person)).id).toBe(person.sub);
	// Nobody was seen in the one that no door had met.
	const { seen } = one(
		await db.sql`select last_seen as seen from staff.sessions where session_id = ${unmet!.session_id}`
	);
	expect(seen).toEqual(hourAgo);
});

test('a session that the officer ended keeps why it ended', async () => {
	const person = await signedIn();
	await s.me(person);
	await db.sql`update staff.sessions set ended_at = now(), ended_why = 'sign_out' where session_id = ${person.session_id}`;
	await db.sql`delete from auth.sessions where id = ${person.session_id}`;
	const { ended_why } = one(
		await db.sql`select ended_why from staff.sessions where session_id = ${person.session_id}`
	);
	expect(ended_why).toBe('sign_out');
});
