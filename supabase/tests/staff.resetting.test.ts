/** Who may hand an officer a token for a new password, and who learns whose it is. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resetLead } from '../local/officers.ts';
import { createDatabase, newToken, tokenHash, type TestDatabase } from '../local/testing.ts';
import { factorOf, makeFactorTable } from './factors.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { resetsOf } from './resetting.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let r: ReturnType<typeof resetsOf>;
let lead: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	r = resetsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

const desk = () => officerOf(db, '21439', ['desk']);

test('nobody but a lead makes one, not for themselves, not for another unit, and not without a reason', async () => {
	const officer = await desk();
	expect(await problemOf(r.make(officer, lead))).toMatchObject({ message: 'role_missing' });
	expect(await problemOf(r.make(lead, lead))).toMatchObject({
		code: 'PT409',
		message: 'not_allowed'
	});
	expect(await problemOf(r.make(stranger, officer))).toMatchObject({
		code: 'PT404',
		message: 'not_found'
	});
	expect(await problemOf(r.make(lead, officer, { reason: ' ' }))).toMatchObject({
		message: 'required',
		detail: 'reason'
	});
	expect(await r.changesOf(officer)).toEqual([]);
	const token = newToken();
	await r.make(lead, officer, { token });
	expect(await problemOf(r.make(lead, await desk(), { token }))).toMatchObject({
		code: 'PT409',
		message: 'token_taken'
	});
});

test('a double click makes one, and the key says nothing else', async () => {
	const officer = await desk();
	const asked = { key: newKey(), token: newToken() };
	const [first, second] = await Promise.all([
		r.make(lead, officer, asked),
		r.make(lead, officer, asked)
	]);
	expect(second).toEqual(first);
	expect(await r.changesOf(officer)).toHaveLength(1);
	expect(await problemOf(r.make(lead, officer, { ...asked, reason: 'khác' }))).toMatchObject({
		message: 'key_reused'
	});
});

test('the operator makes one for a lead, for nobody else, and it is written down as theirs', async () => {
	const [first, officer] = [await officerOf(db, '21457', ['lead', 'desk']), await desk()];
	const token = newToken();
	const call = (role: 'anon' | 'authenticated' | 'service_role', email: string) =>
		problemOf(db.as({ role }, (tx) => tx`select staff.reset_lead(${email}, ${tokenHash(token)})`));
	for (const role of ['anon', 'authenticated'] as const)
		expect(await call(role, first.email)).toMatchObject({ code: '42501' });
	for (const email of [officer.email, 'khong.ai@example.vn'])
		expect(await call('service_role', email)).toMatchObject({ message: 'not_found' });
	expect(await call('service_role', first.email.toUpperCase())).toBeNull();
	expect(await r.changesOf(first)).toEqual([
		{ by: first.sub, data: { password_reset: 'made' }, reason: 'operator' }
	]);
	await r.spend(first, token);
});

test('the operator’s command says whom it is for, and sends everybody else to where they get theirs', async () => {
	const [own, officer, gone] = [
		await officerOf(db, '21472', ['lead'], 'Phạm Thị Trưởng'),
		await desk(),
		await officerOf(db, '21472', ['lead'])
	];
	const { name, token } = await resetLead(db.sql, own.email);
	expect(name).toBe('Phạm Thị Trưởng');
	await r.spend(own, token);
	await s.save(own, gone, { roles: ['lead'], disabled: true });
	const refused = (email: string) =>
		resetLead(db.sql, email).catch(({ name, message }: Error) => `${name}: ${message}`);
	expect(await refused('khong.ai@example.vn')).toMatch(/^Stop: Nobody signs in with/);
	expect(await refused(officer.email)).toMatch(/^Stop: .* leads no unit: their lead/);
	expect(await refused(gone.email)).toMatch(/^Stop: .* is locked/);
	expect(await r.changesOf(officer)).toEqual([]);
});

test('whose password a token renews is told to the function alone', async () => {
	const officer = await desk();
	const { token } = await r.make(lead, officer);
	const ask = (role: 'anon' | 'authenticated' | 'service_role', typed = token) =>
		db.as(
			{ role },
			async (tx) => one(await tx`select public.staff_reset_account(${typed}) as a`).a
		);
	for (const role of ['anon', 'authenticated'] as const)
		expect(await problemOf(ask(role))).toMatchObject({ code: '42501' });
	expect(await ask('service_role')).toEqual({ state: 'open', account: officer.sub });
	expect(await ask('service_role', newToken())).toEqual({ state: 'unknown', account: null });
});

describe('where Auth has second factors', () => {
	beforeAll(() => makeFactorTable(db));

	test('a lead proves their own before, and the officer’s stays: the new password alone opens nothing', async () => {
		const officer = await desk();
		await factorOf(db, officer);
		expect(await problemOf(r.make(lead, officer))).toMatchObject({
			code: 'PT403',
			message: 'second_factor'
		});
		const { token } = await r.make(lead, officer, { aal: 'aal2' });
		await r.spend(officer, token);
		const fresh = { ...officer, session_id: randomUUID() };
		expect(await problemOf(s.me(fresh))).toMatchObject({ message: 'second_factor' });
		expect((await s.me(fresh, 'aal2')).factor.has).toBe(true);
	});
});
