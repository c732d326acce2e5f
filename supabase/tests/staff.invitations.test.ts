/** The road of an invitation: who gets in, and with what. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, newToken, type TestDatabase } from '../local/testing.ts';
import { officerOf, one, problemOf, signUpInSql, type Person } from './people.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let lead: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
});
afterAll(() => db?.drop());

describe('the road of an invitation', () => {
	test('the token a lead invites with opens one account with the roles of the invitation', async () => {
		const token = newToken();
		const email = 'Moi.Vao@example.vn';
		await s.invite(lead, {
			email,
			roles: ['desk', 'field'],
			hash: createHash('sha256').update(token).digest('hex')
		});
		expect(await s.anyone(token)).toMatchObject({
			state: 'open',
			email: 'moi.vao@example.vn',
			name: 'Trần Thị Mới',
			unit_name: 'Công an phường Đức Phổ',
			roles: ['desk', 'field']
		});
		const id = await signUpInSql(db, 'moi.vao@example.vn', {
			invitation: token,
			unit: '21451',
			roles: 'lead'
		});
		expect(await s.me({ sub: id, session_id: randomUUID(), email, unit: '21439' })).toMatchObject({
			id,
			name: 'Trần Thị Mới',
			roles: ['desk', 'field'],
			unit: { code: '21439' },
			idle_minutes: 30
		});
		expect(await s.anyone(token)).toEqual({
			opens: 'account',
			state: 'used',
			email: null,
			name: null,
			unit_name: null,
			roles: [],
			expires_at: expect.any(String)
		});
	});

	test('the token does not stay in the account, even when Auth writes the metadata again', async () => {
		const token = newToken();
		await s.invite(lead, {
			email: 'sach@example.vn',
			hash: createHash('sha256').update(token).digest('hex')
		});
		const id = await signUpInSql(db, 'sach@example.vn', { invitation: token, city: 'x' });
		const metadata = async () =>
			one(await db.sql`select raw_user_meta_data as m from auth.users where id = ${id}`).m;
		expect(await metadata()).toEqual({ city: 'x' });
		await db.sql`update auth.users set raw_user_meta_data = ${db.sql.json({ invitation: token, city: 'y' })} where id = ${id}`;
		expect(await metadata()).toEqual({ city: 'y' });
	});

	test('the database never holds the token itself', async () => {
		const token = newToken();
		await s.invite(lead, { hash: createHash('sha256').update(token).digest('hex') });
		const { found } = one(
			await db.sql`select count(*)::int as found from staff.invitations i where i::text like ${'%' + token + '%'}`
		);
		expect(found).toBe(0);
	});

	async function prepared(change: string): Promise<{ token: string; email: string }> {
		const token = newToken();
		const email = `${randomUUID()}@example.vn`;
		const { id } = await s.invite(lead, {
			email,
			hash: createHash('sha256').update(token).digest('hex')
		});
		if (change) await db.sql.unsafe(`update staff.invitations set ${change} where id = '${id}'`);
		return { token, email };
	}

	test.each([
		['expired', `expires_at = now() - interval '1 second'`],
		['revoked', 'revoked_at = now()'],
		['used', `used_at = now(), used_by = '${randomUUID()}'`]
	])('nobody signs up with an invitation that is %s', async (state, change) => {
		const { token, email } = await prepared(change);
		expect(await s.anyone(token)).toMatchObject({ state, email: null, name: null });
		expect(await problemOf(signUpInSql(db, email, { invitation: token }))).toMatchObject({
			code: 'PT403',
			message: `invitation_${state}`
		});
	});

	test('nobody signs up without a token, with a wrong one, or with that of another e-mail', async () => {
		const { token, email } = await prepared('');
		expect(await problemOf(signUpInSql(db, email, {}))).toMatchObject({
			message: 'invitation_unknown'
		});
		expect(await problemOf(signUpInSql(db, email, { invitation: newToken() }))).toMatchObject({
			message: 'invitation_unknown'
		});
		expect(
			await problemOf(signUpInSql(db, 'ai.do@example.vn', { invitation: token }))
		).toMatchObject({ message: 'invitation_email' });
		expect(await s.anyone(token)).toMatchObject({ state: 'open' });
		expect(await s.anyone(newToken())).toEqual({
			opens: 'account',
			state: 'unknown',
			email: null,
			name: null,
			unit_name: null,
			roles: [],
			expires_at: null
		});
	});

	test('two who use one token at the same moment make one account', async () => {
		const { token, email } = await prepared('');
		const tries = await Promise.all(
			[0, 1].map(() => problemOf(signUpInSql(db, email, { invitation: token })))
		);
		expect(tries.filter((problem) => problem === null)).toHaveLength(1);
		expect(
			one(await db.sql`select count(*)::int as n from staff.officers where email = ${email}`).n
		).toBe(1);
	});
});
