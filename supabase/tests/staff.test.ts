/** What opens an officers' door, and how long it stays open. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asPerson, officerOf, one, problemOf, type Person } from './people.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let lead: Person;
let desk: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk']);
});
afterAll(() => db?.drop());

describe("what opens an officers' door", () => {
	test('whoever is not signed in gets no further', async () => {
		expect(
			await problemOf(db.as({ role: 'anon' }, (tx) => tx`select public.staff_me()`))
		).toMatchObject({ code: '42501' });
		expect(
			await problemOf(db.as({ role: 'authenticated' }, (tx) => tx`select public.staff_me()`))
		).toMatchObject({ code: 'PT401', message: 'sign_in' });
		expect(
			await problemOf(
				db.as({ role: 'authenticated', sub: desk.sub }, (tx) => tx`select public.staff_me()`)
			)
		).toMatchObject({ message: 'sign_in' });
	});

	test('an account without an officer is told so', async () => {
		const nobody = { ...desk, sub: randomUUID(), session_id: randomUUID() };
		expect(await problemOf(s.me(nobody))).toMatchObject({
			code: 'PT403',
			message: 'not_an_officer'
		});
	});

	test('roles claimed in a token are worth nothing', async () => {
		const refused = await problemOf(
			db.as(
				{
					role: 'authenticated',
					sub: desk.sub,
					session_id: desk.session_id,
					user_metadata: { roles: ['lead'] },
					app_metadata: { roles: ['lead'] }
				},
				(tx) => tx`select public.staff_list()`
			)
		);
		expect(refused).toMatchObject({ code: 'PT403', message: 'role_missing' });
	});

	test('a disabled officer stops at the next call, and the old session does not come back', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await s.me(person);
		await s.save(lead, person, { disabled: true });
		expect(await problemOf(s.me(person))).toMatchObject({ code: 'PT403', message: 'disabled' });
		await s.save(lead, person, { disabled: false });
		expect(await problemOf(s.me(person))).toMatchObject({
			code: 'PT401',
			message: 'session_expired'
		});
		await s.me({ ...person, session_id: randomUUID() });
	});

	test('a role that is taken away is gone at the next call', async () => {
		const person = await officerOf(db, '21439', ['lead']);
		await asPerson(db, person, (tx) => tx`select public.staff_list()`);
		await s.save(lead, person, { roles: ['field'] });
		expect(
			await problemOf(asPerson(db, person, (tx) => tx`select public.staff_list()`))
		).toMatchObject({ message: 'role_missing' });
	});

	test('a lead may do what desk and field may; desk may not what a lead may', async () => {
		const row = one(
			await db.sql`select staff.holds(array['lead'], 'desk') as a, staff.holds(array['lead'], 'field') as b,
			staff.holds(array['desk'], 'lead') as c, staff.holds(array['lead'], 'investigator') as d`
		);
		expect(row).toEqual({ a: true, b: true, c: false, d: false });
	});

	test('a unit that asks for a second factor gets it', async () => {
		const person = await officerOf(db, '21472', ['desk']);
		await db.sql`update unit.settings set require_mfa = true, mfa_from = now() where unit = '21472'`;
		expect(await problemOf(s.me(person))).toMatchObject({
			code: 'PT403',
			message: 'second_factor'
		});
		expect(await s.me(person, 'aal2')).toMatchObject({ id: person.sub });
	});

	test('policies ask the same questions and get the same answers', async () => {
		const ask = (person: Person) =>
			db.sql.begin(async (tx) => {
				await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: person.sub, session_id: person.session_id })}, true)`;
				const row = one(
					await tx`select staff.is_active() as active, staff.has_role('desk') as desk, staff.has_role('lead') as lead`
				);
				return row;
			});
		const person = await officerOf(db, '21439', ['desk']);
		expect(await ask(person)).toEqual({ active: false, desk: false, lead: false });
		await s.me(person);
		expect(await ask(person)).toEqual({ active: true, desk: true, lead: false });
		await s.save(lead, person, { disabled: true });
		expect(await ask(person)).toEqual({ active: false, desk: false, lead: false });
	});
});

describe('a session', () => {
	const seen = (person: Person, ago: string) =>
		db.sql`update staff.sessions set last_seen = now() - ${ago}::interval where session_id = ${person.session_id}`;

	test('ends after thirty minutes in which nobody did anything; polling does not prolong it', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await s.me(person);
		await seen(person, '29 minutes');
		await asPerson(db, person, (tx) => tx`select public.queue_officers()`);
		const { minutes } = one(
			await db.sql`select extract(epoch from now() - last_seen)::int / 60 as minutes from staff.sessions where session_id = ${person.session_id}`
		);
		expect(minutes).toBe(29);
		await seen(person, '30 minutes 1 second');
		expect(await problemOf(s.me(person))).toMatchObject({
			code: 'PT401',
			message: 'session_expired'
		});
		expect(
			await problemOf(asPerson(db, person, (tx) => tx`select public.staff_active()`))
		).toMatchObject({ message: 'session_expired' });
	});

	test('lives on from whatever a person does', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await s.me(person);
		await seen(person, '29 minutes');
		const { a } = one(await asPerson(db, person, (tx) => tx`select public.staff_active() as a`));
		const { idle_at } = doors.staff_active.answer.parse(a);
		expect(Math.round((Date.parse(idle_at) - Date.now()) / 60_000)).toBe(30);
	});

	test('is as long as the unit says', async () => {
		const person = await officerOf(db, '21478', ['desk']);
		await s.me(person);
		await db.sql`update unit.settings set idle_minutes = 5 where unit = '21478'`;
		await seen(person, '6 minutes');
		expect(await problemOf(s.me(person))).toMatchObject({ message: 'session_expired' });
	});

	test('is over for good after signing out, whatever token is left', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await s.me(person);
		await asPerson(db, person, (tx) => tx`select public.staff_sign_out()`);
		expect(await problemOf(s.me(person))).toMatchObject({
			code: 'PT401',
			message: 'session_expired'
		});
		await s.me({ ...person, session_id: randomUUID() });
	});

	test('of one officer opens no door for another', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await s.me(person);
		expect(await problemOf(s.me({ ...desk, session_id: person.session_id }))).toMatchObject({
			message: 'session_expired'
		});
	});
});
