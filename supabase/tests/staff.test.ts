/** Who gets in, who stays in, and who may change that. */
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { createDatabase, newToken, startStack, tokenHash, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, officerOf, problemOf, signUpInSql, type Person } from './people.ts';

let db: TestDatabase;
let lead: Person;
let desk: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

const me = (person: Person, aal?: 'aal1' | 'aal2') =>
	asPerson(db, person, async (tx) => doors.staff_me.answer.parse((await tx`select public.staff_me() as a`)[0].a), aal);
const anyone = async (token: string) => {
	const [{ a }] = await db.as({ role: 'anon' }, (tx) => tx`select public.staff_invitation_check(${token}) as a`);
	return doors.staff_invitation_check.answer.parse(a);
};
const invite = (person: Person, fields: Partial<{ key: string; name: string; email: string; roles: string[]; hash: string }> = {}) => {
	const { key = newKey(), name = 'Trần Thị Mới', email = `${randomUUID()}@example.vn`, roles = ['desk'], hash = tokenHash(newToken()).toString('hex') } = fields;
	return asPerson(db, person, async (tx) => {
		const [{ a }] = await tx`select public.staff_invite(${key}, ${name}, ${email}, ${roles}, ${hash}) as a`;
		return doors.staff_invite.answer.parse(a);
	});
};
const save = (person: Person, officer: Person, { name = 'Lê Văn Đổi', roles = ['desk'], disabled = false, key = newKey() } = {}) =>
	asPerson(db, person, (tx) => tx`select public.staff_officer_save(${key}, ${officer.sub}, ${name}, ${roles}, ${disabled}, 'Theo quyết định')`);

describe('the road of an invitation', () => {
	test('the token a lead invites with opens one account with the roles of the invitation', async () => {
		const token = newToken();
		const email = 'Moi.Vao@example.vn';
		await invite(lead, { email, roles: ['desk', 'field'], hash: createHash('sha256').update(token).digest('hex') });
		expect(await anyone(token)).toMatchObject({
			state: 'open', email: 'moi.vao@example.vn', name: 'Trần Thị Mới', unit_name: 'Công an phường Đức Phổ', roles: ['desk', 'field']
		});
		const id = await signUpInSql(db, 'moi.vao@example.vn', { invitation: token, unit: '21451', roles: 'lead' });
		expect(await me({ sub: id, session_id: randomUUID(), email, unit: '21439' })).toMatchObject({
			id, name: 'Trần Thị Mới', roles: ['desk', 'field'], unit: { code: '21439' }, idle_minutes: 30
		});
		expect(await anyone(token)).toEqual({ state: 'used', email: null, name: null, unit_name: null, roles: [], expires_at: expect.any(String) });
	});

	test('the token does not stay in the account, even when Auth writes the metadata again', async () => {
		const token = newToken();
		await invite(lead, { email: 'sach@example.vn', hash: createHash('sha256').update(token).digest('hex') });
		const id = await signUpInSql(db, 'sach@example.vn', { invitation: token, city: 'x' });
		const metadata = async () => (await db.sql`select raw_user_meta_data as m from auth.users where id = ${id}`)[0].m;
		expect(await metadata()).toEqual({ city: 'x' });
		await db.sql`update auth.users set raw_user_meta_data = ${db.sql.json({ invitation: token, city: 'y' })} where id = ${id}`;
		expect(await metadata()).toEqual({ city: 'y' });
	});

	test('the database never holds the token itself', async () => {
		const token = newToken();
		await invite(lead, { hash: createHash('sha256').update(token).digest('hex') });
		const [{ found }] = await db.sql`select count(*)::int as found from staff.invitations i where i::text like ${'%' + token + '%'}`;
		expect(found).toBe(0);
	});

	async function prepared(change: string): Promise<{ token: string; email: string }> {
		const token = newToken();
		const email = `${randomUUID()}@example.vn`;
		const { id } = await invite(lead, { email, hash: createHash('sha256').update(token).digest('hex') });
		if (change) await db.sql.unsafe(`update staff.invitations set ${change} where id = '${id}'`);
		return { token, email };
	}
	test.each([
		['expired', `expires_at = now() - interval '1 second'`],
		['revoked', 'revoked_at = now()'],
		['used', `used_at = now(), used_by = '${randomUUID()}'`]
	])('nobody signs up with an invitation that is %s', async (state, change) => {
		const { token, email } = await prepared(change);
		expect(await anyone(token)).toMatchObject({ state, email: null, name: null });
		expect(await problemOf(signUpInSql(db, email, { invitation: token }))).toMatchObject({ code: 'PT403', message: `invitation_${state}` });
	});

	test('nobody signs up without a token, with a wrong one, or with that of another e-mail', async () => {
		const { token, email } = await prepared('');
		expect(await problemOf(signUpInSql(db, email, {}))).toMatchObject({ message: 'invitation_unknown' });
		expect(await problemOf(signUpInSql(db, email, { invitation: newToken() }))).toMatchObject({ message: 'invitation_unknown' });
		expect(await problemOf(signUpInSql(db, 'ai.do@example.vn', { invitation: token }))).toMatchObject({ message: 'invitation_email' });
		expect(await anyone(token)).toMatchObject({ state: 'open' });
		expect(await anyone(newToken())).toEqual({ state: 'unknown', email: null, name: null, unit_name: null, roles: [], expires_at: null });
	});

	test('two who use one token at the same moment make one account', async () => {
		const { token, email } = await prepared('');
		const tries = await Promise.all([0, 1].map(() => problemOf(signUpInSql(db, email, { invitation: token }))));
		expect(tries.filter((problem) => problem === null)).toHaveLength(1);
		expect((await db.sql`select count(*)::int as n from staff.officers where email = ${email}`)[0].n).toBe(1);
	});

	test('a lost token is replaced by a new one, and the old one is worth nothing', async () => {
		const { token, email } = await prepared('');
		await invite(lead, { email });
		expect(await anyone(token)).toMatchObject({ state: 'revoked' });
	});

	test('a lead takes an invitation back, but not one that was used, nor another unit\'s', async () => {
		const { id } = await invite(lead);
		const revoke = (person: Person, invitation: string) =>
			asPerson(db, person, (tx) => tx`select public.staff_invitation_revoke(${newKey()}, ${invitation})`);
		expect(await problemOf(revoke(stranger, id))).toMatchObject({ code: 'PT404', message: 'not_found' });
		await revoke(lead, id);
		const [used] = await db.sql`select id from staff.invitations where used_by = ${desk.sub}`;
		expect(await problemOf(revoke(lead, used.id))).toMatchObject({ code: 'PT409', message: 'already_used' });
	});

	test('an invitation that makes no sense is refused with its field', async () => {
		expect(await problemOf(invite(lead, { roles: ['king'] }))).toMatchObject({ code: 'PT422', message: 'bad_format', detail: 'roles' });
		expect(await problemOf(invite(lead, { roles: [] }))).toMatchObject({ message: 'required', detail: 'roles' });
		expect(await problemOf(invite(lead, { roles: ['desk', 'desk'] }))).toMatchObject({ detail: 'roles' });
		expect(await problemOf(invite(lead, { email: 'khong phai thu' }))).toMatchObject({ message: 'bad_format', detail: 'email' });
		expect(await problemOf(invite(lead, { name: 'An\u202e' }))).toMatchObject({ message: 'bad_characters', detail: 'name' });
		expect(await problemOf(invite(lead, { hash: 'abc' }))).toMatchObject({ message: 'bad_format', detail: 'token_hash' });
		expect(await problemOf(invite(lead, { email: desk.email.toUpperCase() }))).toMatchObject({ code: 'PT409', message: 'already_officer', detail: 'email' });
		expect(await problemOf(invite(desk))).toMatchObject({ code: 'PT403', message: 'role_missing' });
	});

	test('a double click invites once', async () => {
		const key = newKey();
		const fields = { key, email: 'hai.lan@example.vn', hash: tokenHash(newToken()).toString('hex') };
		const [first, second] = await Promise.all([invite(lead, fields), invite(lead, fields)]);
		expect(second).toEqual(first);
		expect(await problemOf(invite(lead, { ...fields, name: 'Người Khác' }))).toMatchObject({ message: 'key_reused' });
		expect(await problemOf(invite(stranger, fields))).toMatchObject({ message: 'key_reused' });
	});

	test('the first lead of a unit is invited by the database\'s owner or service_role, by nobody else', async () => {
		const hash = tokenHash(newToken());
		const call = (role: 'anon' | 'authenticated' | 'service_role') =>
			problemOf(db.as({ role, sub: desk.sub, session_id: desk.session_id }, (tx) => tx`select (staff.invite_lead('21457', 'chi.huy@example.vn', 'Phạm Chỉ Huy', ${hash})).id`));
		expect(await call('anon')).toMatchObject({ code: '42501' });
		expect(await call('authenticated')).toMatchObject({ code: '42501' });
		expect(await call('service_role')).toBeNull();
	});
});

describe('what opens an officers\' door', () => {
	test('whoever is not signed in gets no further', async () => {
		expect(await problemOf(db.as({ role: 'anon' }, (tx) => tx`select public.staff_me()`))).toMatchObject({ code: '42501' });
		expect(await problemOf(db.as({ role: 'authenticated' }, (tx) => tx`select public.staff_me()`))).toMatchObject({ code: 'PT401', message: 'sign_in' });
		expect(await problemOf(db.as({ role: 'authenticated', sub: desk.sub }, (tx) => tx`select public.staff_me()`))).toMatchObject({ message: 'sign_in' });
	});

	test('an account without an officer is told so', async () => {
		const nobody = { ...desk, sub: randomUUID(), session_id: randomUUID() };
		expect(await problemOf(me(nobody))).toMatchObject({ code: 'PT403', message: 'not_an_officer' });
	});

	test('roles claimed in a token are worth nothing', async () => {
		const refused = await problemOf(
			db.as(
				{ role: 'authenticated', sub: desk.sub, session_id: desk.session_id, user_metadata: { roles: ['lead'] }, app_metadata: { roles: ['lead'] } },
				(tx) => tx`select public.staff_list()`
			)
		);
		expect(refused).toMatchObject({ code: 'PT403', message: 'role_missing' });
	});

	test('a disabled officer stops at the next call, and the old session does not come back', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await me(person);
		await save(lead, person, { disabled: true });
		expect(await problemOf(me(person))).toMatchObject({ code: 'PT403', message: 'disabled' });
		await save(lead, person, { disabled: false });
		expect(await problemOf(me(person))).toMatchObject({ code: 'PT401', message: 'session_expired' });
		await me({ ...person, session_id: randomUUID() });
	});

	test('a role that is taken away is gone at the next call', async () => {
		const person = await officerOf(db, '21439', ['lead']);
		await asPerson(db, person, (tx) => tx`select public.staff_list()`);
		await save(lead, person, { roles: ['field'] });
		expect(await problemOf(asPerson(db, person, (tx) => tx`select public.staff_list()`))).toMatchObject({ message: 'role_missing' });
	});

	test('a lead may do what desk and field may; desk may not what a lead may', async () => {
		const [row] = await db.sql`select staff.holds(array['lead'], 'desk') as a, staff.holds(array['lead'], 'field') as b,
			staff.holds(array['desk'], 'lead') as c, staff.holds(array['lead'], 'investigator') as d`;
		expect(row).toEqual({ a: true, b: true, c: false, d: false });
	});

	test('a unit that asks for a second factor gets it', async () => {
		const person = await officerOf(db, '21472', ['desk']);
		await db.sql`update unit.settings set require_mfa = true where unit = '21472'`;
		expect(await problemOf(me(person))).toMatchObject({ code: 'PT403', message: 'second_factor' });
		expect(await me(person, 'aal2')).toMatchObject({ id: person.sub });
	});

	test('policies ask the same questions and get the same answers', async () => {
		const ask = (person: Person) =>
			db.sql.begin(async (tx) => {
				await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: person.sub, session_id: person.session_id })}, true)`;
				const [row] = await tx`select staff.is_active() as active, staff.my_unit() as unit, staff.has_role('desk') as desk, staff.has_role('lead') as lead`;
				return row;
			});
		const person = await officerOf(db, '21439', ['desk']);
		expect(await ask(person)).toEqual({ active: false, unit: null, desk: false, lead: false });
		await me(person);
		expect(await ask(person)).toEqual({ active: true, unit: '21439', desk: true, lead: false });
		await save(lead, person, { disabled: true });
		expect(await ask(person)).toEqual({ active: false, unit: null, desk: false, lead: false });
	});
});

describe('a session', () => {
	const seen = (person: Person, ago: string) =>
		db.sql`update staff.sessions set last_seen = now() - ${ago}::interval where session_id = ${person.session_id}`;

	test('ends after thirty minutes in which nobody did anything; polling does not prolong it', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await me(person);
		await seen(person, '29 minutes');
		await asPerson(db, person, (tx) => tx`select public.queue_officers()`);
		const [{ minutes }] = await db.sql`select extract(epoch from now() - last_seen)::int / 60 as minutes from staff.sessions where session_id = ${person.session_id}`;
		expect(minutes).toBe(29);
		await seen(person, '30 minutes 1 second');
		expect(await problemOf(me(person))).toMatchObject({ code: 'PT401', message: 'session_expired' });
		expect(await problemOf(asPerson(db, person, (tx) => tx`select public.staff_active()`))).toMatchObject({ message: 'session_expired' });
	});

	test('lives on from whatever a person does', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await me(person);
		await seen(person, '29 minutes');
		const [{ a }] = await asPerson(db, person, (tx) => tx`select public.staff_active() as a`);
		const { idle_at } = doors.staff_active.answer.parse(a);
		expect(Math.round((Date.parse(idle_at) - Date.now()) / 60_000)).toBe(30);
	});

	test('is as long as the unit says', async () => {
		const person = await officerOf(db, '21478', ['desk']);
		await me(person);
		await db.sql`update unit.settings set idle_minutes = 5 where unit = '21478'`;
		await seen(person, '6 minutes');
		expect(await problemOf(me(person))).toMatchObject({ message: 'session_expired' });
	});

	test('is over for good after signing out, whatever token is left', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await me(person);
		await asPerson(db, person, (tx) => tx`select public.staff_sign_out()`);
		expect(await problemOf(me(person))).toMatchObject({ code: 'PT401', message: 'session_expired' });
		await me({ ...person, session_id: randomUUID() });
	});

	test('of one officer opens no door for another', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await me(person);
		expect(await problemOf(me({ ...desk, session_id: person.session_id }))).toMatchObject({ message: 'session_expired' });
	});
});

describe('the officers of a unit', () => {
	test('a lead sees the own unit alone, sorted by given name', async () => {
		for (const name of ['Nguyễn Văn Ước', 'Trần Đức Ân', 'Lê Thị Đào']) await officerOf(db, '21457', ['desk'], name);
		const head = await officerOf(db, '21457', ['lead'], 'Phạm Văn Bảo');
		const [{ a }] = await asPerson(db, head, (tx) => tx`select public.staff_list() as a`);
		const { officers, invitations } = doors.staff_list.answer.parse(a);
		expect(officers.map(({ name }) => name)).toEqual(['Trần Đức Ân', 'Phạm Văn Bảo', 'Lê Thị Đào', 'Nguyễn Văn Ước']);
		expect(officers.find(({ id }) => id === head.sub)?.last_seen).not.toBeNull();
		expect(invitations.filter(({ used_at }) => used_at)).toHaveLength(4);
	});

	test('the lead of another unit changes nobody here, and cannot tell that they exist', async () => {
		expect(await problemOf(save(stranger, desk))).toMatchObject({ code: 'PT404', message: 'not_found' });
		expect(await problemOf(save(stranger, { ...desk, sub: randomUUID() }))).toMatchObject({ code: 'PT404', message: 'not_found' });
	});

	test('the last active lead can be neither disabled nor made something else', async () => {
		const only = await officerOf(db, '21478', ['lead']);
		await db.sql`update unit.settings set idle_minutes = 30 where unit = '21478'`;
		expect(await problemOf(save(only, only, { roles: ['desk'] }))).toMatchObject({ code: 'PT409', message: 'last_lead' });
		expect(await problemOf(save(only, only, { roles: ['lead'], disabled: true }))).toMatchObject({ code: 'PT409', message: 'last_lead' });
		const second = await officerOf(db, '21478', ['lead']);
		await save(only, second, { roles: ['lead'], disabled: true });
		expect(await problemOf(save(only, only, { roles: ['desk'] }))).toMatchObject({ message: 'last_lead' });
	});

	test('two leads who disable each other at the same moment leave one', async () => {
		for (let round = 0; round < 5; round++) {
			await db.sql`update staff.officers set disabled_at = now() where unit = '21451' and user_id <> ${stranger.sub}`;
			await db.sql`update staff.officers set roles = array['desk'] where user_id = ${stranger.sub}`;
			const [a, b] = [await officerOf(db, '21451', ['lead']), await officerOf(db, '21451', ['lead'])];
			await me(a);
			await me(b);
			const ends = await Promise.all([
				problemOf(save(a, b, { roles: ['lead'], disabled: true })),
				problemOf(save(b, a, { roles: ['lead'], disabled: true }))
			]);
			expect(ends.filter((end) => end === null)).toHaveLength(1);
		}
		await db.sql`update staff.officers set roles = array['lead'] where user_id = ${stranger.sub}`;
	});

	test('what a lead changes is written down and stays so', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		await save(lead, person, { roles: ['field'] });
		const [row] = await db.sql`select by, data, reason from staff.changes where officer = ${person.sub}`;
		expect(row).toEqual({ by: lead.sub, data: { roles: ['field'], disabled: false }, reason: 'Theo quyết định' });
		expect(await problemOf(db.sql`delete from staff.changes where officer = ${person.sub}`)).toMatchObject({ code: 'PT403', message: 'append_only' });
	});
});

describe('through the API and Auth', () => {
	test('an officer signs up by invitation, signs in and is known; a stranger cannot sign up', async () => {
		const stack = await startStack({ functions: false });
		try {
			const officer = await stack.officer({ unit: '21439', roles: ['desk'] });
			const { status, body } = await stack.rpc('staff_me', {}, officer.token);
			expect(status).toBe(200);
			expect(doors.staff_me.answer.parse(body)).toMatchObject({ id: officer.id, roles: ['desk'] });
			const again = await stack.signIn(officer.email, officer.password);
			expect(again.sessionId).not.toBe(officer.sessionId);
			expect((await stack.rpc('staff_active', {}, again.token)).status).toBe(200);
			expect(await stack.rpc('staff_list', {}, again.token)).toMatchObject({ status: 403, body: { code: 'PT403', message: 'role_missing' } });
			const refused = await fetch(`${stack.origin}/auth/v1/signup`, {
				method: 'POST',
				headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
				body: JSON.stringify({ email: 'la@example.vn', password: 'mat-khau-du-dai-1', data: { roles: ['lead'] } })
			});
			expect(refused.ok).toBe(false);
			expect((await stack.sql`select count(*)::int as n from auth.users where email = 'la@example.vn'`)[0].n).toBe(0);
			const head = await stack.officer({ unit: '21439', roles: ['lead'] });
			const invited = await stack.rpc(
				'staff_invite',
				{ key: newKey(), name: 'Võ Thị Sáng', email: 'sang@example.vn', roles: ['desk', 'field'], token_hash: tokenHash(newToken()).toString('hex') },
				head.token
			);
			expect(invited.status).toBe(200);
		} finally {
			await stack.stop();
		}
	});
});
