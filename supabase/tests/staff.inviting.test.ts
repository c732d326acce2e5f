/** What a lead does with invitations. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, newToken, tokenHash, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let lead: Person;
let desk: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

describe('inviting and taking back', () => {
	test('a lost token is replaced by a new one, and the old one is worth nothing', async () => {
		const token = newToken();
		const email = `${randomUUID()}@example.vn`;
		await s.invite(lead, { email, hash: createHash('sha256').update(token).digest('hex') });
		await s.invite(lead, { email });
		expect(await s.anyone(token)).toMatchObject({ state: 'revoked' });
	});

	test("a lead takes an invitation back, but not one that was used, nor another unit's", async () => {
		const { id } = await s.invite(lead);
		const revoke = (person: Person, invitation: string) =>
			asPerson(
				db,
				person,
				(tx) => tx`select public.staff_invitation_revoke(${newKey()}, ${invitation})`
			);
		expect(await problemOf(revoke(stranger, id))).toMatchObject({
			code: 'PT404',
			message: 'not_found'
		});
		await revoke(lead, id);
		const used = one(await db.sql`select id from staff.invitations where used_by = ${desk.sub}`);
		expect(await problemOf(revoke(lead, used.id))).toMatchObject({
			code: 'PT409',
			message: 'already_used'
		});
	});

	test('an invitation that makes no sense is refused with its field', async () => {
		expect(await problemOf(s.invite(lead, { roles: ['king'] }))).toMatchObject({
			code: 'PT422',
			message: 'bad_format',
			detail: 'roles'
		});
		expect(await problemOf(s.invite(lead, { roles: [] }))).toMatchObject({
			message: 'required',
			detail: 'roles'
		});
		expect(await problemOf(s.invite(lead, { roles: ['desk', 'desk'] }))).toMatchObject({
			detail: 'roles'
		});
		expect(await problemOf(s.invite(lead, { email: 'khong phai thu' }))).toMatchObject({
			message: 'bad_format',
			detail: 'email'
		});
		expect(await problemOf(s.invite(lead, { name: 'An\u202e' }))).toMatchObject({
			message: 'bad_characters',
			detail: 'name'
		});
		expect(await problemOf(s.invite(lead, { hash: 'abc' }))).toMatchObject({
			message: 'bad_format',
			detail: 'token_hash'
		});
		expect(await problemOf(s.invite(lead, { email: desk.email.toUpperCase() }))).toMatchObject({
			code: 'PT409',
			message: 'already_officer',
			detail: 'email'
		});
		expect(await problemOf(s.invite(desk))).toMatchObject({
			code: 'PT403',
			message: 'role_missing'
		});
	});

	test('a double click invites once', async () => {
		const key = newKey();
		const fields = {
			key,
			email: 'hai.lan@example.vn',
			hash: tokenHash(newToken()).toString('hex')
		};
		const [first, second] = await Promise.all([s.invite(lead, fields), s.invite(lead, fields)]);
		expect(second).toEqual(first);
		expect(await problemOf(s.invite(lead, { ...fields, name: 'Người Khác' }))).toMatchObject({
			message: 'key_reused'
		});
		expect(await problemOf(s.invite(stranger, fields))).toMatchObject({ message: 'key_reused' });
	});

	test("the first lead of a unit is invited by the database's owner or service_role, by nobody else", async () => {
		const hash = tokenHash(newToken());
		const call = (role: 'anon' | 'authenticated' | 'service_role') =>
			problemOf(
				db.as(
					{ role, sub: desk.sub, session_id: desk.session_id },
					(tx) =>
						tx`select (staff.invite_lead('21457', 'chi.huy@example.vn', 'Phạm Chỉ Huy', ${hash})).id`
				)
			);
		expect(await call('anon')).toMatchObject({ code: '42501' });
		expect(await call('authenticated')).toMatchObject({ code: '42501' });
		expect(await call('service_role')).toBeNull();
	});
});
