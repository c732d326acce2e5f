/** An officer who forgot the password and was handed a token: what it opens, and what it leaves as it was. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, newToken, type TestDatabase } from '../local/testing.ts';
import { officerOf, one, problemOf, type Person } from './people.ts';
import { resetsOf } from './resetting.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let r: ReturnType<typeof resetsOf>;
let lead: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	r = resetsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
});
afterAll(() => db?.drop());

const kept = async ({ sub }: Person) =>
	one(
		await db.sql`select encrypted_password as password, raw_user_meta_data as data from auth.users where id = ${sub}`
	);
const desk = () => officerOf(db, '21439', ['desk']);

describe('an officer who forgot the password', () => {
	test('is handed a token by a lead and sets another for the same account; who, when and why is kept', async () => {
		const officer = await desk();
		const { token, expires_at } = await r.make(lead, officer);
		expect(Date.parse(expires_at) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
		expect(Date.parse(expires_at) - Date.now()).toBeLessThan(24.1 * 3_600_000);
		expect(await s.anyone(token)).toMatchObject({
			opens: 'password',
			state: 'open',
			email: officer.email,
			unit_name: 'Công an phường Đức Phổ',
			roles: ['desk']
		});
		const password = await r.spend(officer, token);
		expect(await kept(officer)).toEqual({ password, data: { city: 'x' } });
		expect(await s.anyone(token)).toMatchObject({
			opens: 'password',
			state: 'used',
			email: null,
			name: null,
			unit_name: null,
			roles: []
		});
		expect(await r.changesOf(officer)).toEqual([
			{ by: lead.sub, data: { password_reset: 'made' }, reason: 'Quên mật khẩu' },
			{ by: officer.sub, data: { password: 'changed' }, reason: null },
			{ by: officer.sub, data: { password_reset: 'used' }, reason: null }
		]);
		expect((await s.me(officer)).id).toBe(officer.sub);
	});

	test('loses every session by it, also one that no door had met', async () => {
		const officer = await desk();
		await s.me(officer);
		const unmet = { ...officer, session_id: randomUUID() };
		await db.sql`insert into auth.sessions (id, user_id) values (${unmet.session_id}, ${officer.sub})`;
		await r.spend(officer, (await r.make(lead, officer)).token);
		for (const session of [officer, unmet])
			expect(await problemOf(s.me(session))).toMatchObject({ message: 'session_expired' });
		expect(await db.sql`select 1 from auth.sessions where user_id = ${officer.sub}`).toHaveLength(
			0
		);
	});

	test('uses it once, and only for the own account: what Auth wrote beside it is taken back', async () => {
		const [officer, other] = [await desk(), await desk()];
		const { token } = await r.make(lead, officer);
		expect(await problemOf(r.spend(other, token))).toMatchObject({
			code: 'PT403',
			message: 'reset_unknown'
		});
		expect((await kept(other)).password).toBeNull();
		const password = await r.spend(officer, token);
		expect(await problemOf(r.spend(officer, token))).toMatchObject({ message: 'reset_used' });
		expect((await kept(officer)).password).toBe(password);
		expect(await problemOf(r.spend(officer, newToken()))).toMatchObject({
			message: 'reset_unknown'
		});
	});

	test('who asks again has the first token made worthless by the second', async () => {
		const officer = await desk();
		const [first, second] = [await r.make(lead, officer), await r.make(lead, officer)];
		expect(await s.anyone(first.token)).toMatchObject({ state: 'revoked', email: null });
		expect(await problemOf(r.spend(officer, first.token))).toMatchObject({
			message: 'reset_revoked'
		});
		await r.spend(officer, second.token);
	});

	test('finds it over after a day', async () => {
		const officer = await desk();
		const { token } = await r.make(lead, officer);
		await db.sql`update staff.resets set expires_at = now() - interval '1 second' where officer = ${officer.sub}`;
		expect(await s.anyone(token)).toMatchObject({ state: 'expired', email: null, name: null });
		expect(await problemOf(r.spend(officer, token))).toMatchObject({ message: 'reset_expired' });
	});

	test('whose account is disabled gets none, and one that was made before opens nothing', async () => {
		const officer = await desk();
		const { token } = await r.make(lead, officer);
		await s.save(lead, officer, { disabled: true });
		expect(await s.anyone(token)).toMatchObject({ state: 'revoked' });
		expect(await problemOf(r.spend(officer, token))).toMatchObject({ message: 'reset_revoked' });
		expect(await problemOf(r.make(lead, officer))).toMatchObject({ message: 'not_found' });
	});

	test('signs nobody up with it', async () => {
		const officer = await desk();
		const { token } = await r.make(lead, officer);
		const signUp = db.sql`insert into auth.users (id, email, raw_user_meta_data)
			values (${randomUUID()}, 'khac@example.vn', ${db.sql.json({ invitation: token, password_reset: token })})`;
		expect(await problemOf(signUp)).toMatchObject({ message: 'invitation_unknown' });
		expect(await s.anyone(token)).toMatchObject({ state: 'open' });
	});
});

test('the database never holds the token itself, and Auth keeps none either', async () => {
	const officer = await desk();
	const { token } = await r.make(lead, officer);
	await r.spend(officer, token);
	const { found } = one(
		await db.sql`select (select count(*)::int from staff.resets r where r::text like ${`%${token}%`})
			+ (select count(*)::int from staff.changes c where c::text like ${`%${token}%`})
			+ (select count(*)::int from queue.commands c where c::text like ${`%${token}%`})
			+ (select count(*)::int from auth.users u where u::text like ${`%${token}%`}) as found`
	);
	expect(found).toBe(0);
});
