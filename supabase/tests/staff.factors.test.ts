/** The second factor: at which doors it is asked for, who may require it of a unit, and how a lost one is replaced. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { everyDoor } from '../functions/_shared/contracts/every.ts';
import { doors } from '../functions/_shared/contracts/staff-factor.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { factorOf, makeFactorTable } from './factors.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
type Level = 'aal1' | 'aal2';

const factors = async (lead: Person, aal: Level = 'aal2') =>
	doors.staff_factors.answer.parse(
		one(await asPerson(db, lead, (tx) => tx`select public.staff_factors() as a`, aal)).a
	);
const requireIn = (lead: Person, days: number | null, aal: Level = 'aal2', key = newKey()) =>
	asPerson(db, lead, (tx) => tx`select public.staff_factor_require(${key}, ${days}) as a`, aal);
const reset = (lead: Person, officer: Person, aal: Level = 'aal2', reason = 'Mất điện thoại') =>
	asPerson(
		db,
		lead,
		(tx) => tx`select public.staff_factor_reset(${newKey()}, ${officer.sub}, ${reason}) as a`,
		aal
	);
const needed = { code: 'PT403', message: 'second_factor' };

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
});
afterAll(() => db?.drop());

describe('a server whose Auth has no second factors', () => {
	test('says so, and nobody can require one there', async () => {
		const lead = await officerOf(db, '21439', ['lead']);
		expect((await s.me(lead)).factor).toEqual({ offered: false, required_from: null, has: false });
		expect(await factors(lead, 'aal1')).toMatchObject({ offered: false, proven: false });
		expect(await problemOf(requireIn(lead, 7))).toMatchObject({ message: 'not_offered' });
		expect(await problemOf(reset(lead, lead))).toMatchObject({ message: 'not_offered' });
		expect(one(await db.sql`select staff.rescue(${lead.email}) as had`).had).toBe(false);
	});
});

describe('a server whose Auth has them', () => {
	beforeAll(() => makeFactorTable(db));

	test('asks an officer who set one up for it at once, and nobody else', async () => {
		const [careful, other] = [
			await officerOf(db, '21451', ['desk']),
			await officerOf(db, '21451', ['desk'])
		];
		await factorOf(db, careful, 'unverified');
		expect((await s.me(careful)).factor).toMatchObject({ offered: true, has: false });
		await factorOf(db, careful);
		expect(await problemOf(s.me(careful))).toMatchObject(needed);
		expect((await s.me(careful, 'aal2')).factor).toMatchObject({ has: true });
		expect((await s.me(other)).factor).toMatchObject({ has: false });
	});

	test('asks everybody once the unit requires it, at every door and before the role is looked at', async () => {
		const lead = await officerOf(db, '21457', ['lead']);
		const desk = await officerOf(db, '21457', ['desk']);
		await requireIn(lead, 0);
		const names = Object.entries(everyDoor).filter(
			([, door]) => door.kind === 'rpc' && door.who === 'officer'
		);
		expect(names.length).toBeGreaterThan(60);
		const [list] = [
			await db.sql<{ name: string; nulls: string }[]>`
				select p.proname as name, array_to_string(array(select 'null::' || format_type(t, null) from unnest(p.proargtypes) t), ', ') as nulls
				from pg_proc p where p.pronamespace = 'public'::regnamespace`
		];
		for (const [name] of names) {
			const { nulls } = one(list.filter((door) => door.name === name));
			const calling = asPerson(db, desk, (tx) => tx.unsafe(`select public.${name}(${nulls})`));
			expect(await problemOf(calling), name).toMatchObject(needed);
		}
	});

	test('opens the policies of Realtime to nobody who has not proven it', async () => {
		const desk = await officerOf(db, '21457', ['desk']);
		await s.me(desk, 'aal2');
		const active = (aal: Level) =>
			db.sql.begin(async (tx) => {
				const claims = { sub: desk.sub, session_id: desk.session_id, aal };
				await tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`;
				return one(await tx`select staff.is_active() as active`).active;
			});
		expect([await active('aal1'), await active('aal2')]).toEqual([false, true]);
	});
});

describe('a lead', () => {
	test('sees who has none before requiring it, and only after proving their own', async () => {
		const lead = await officerOf(db, '21472', ['lead'], 'Phạm Thị Trưởng');
		const ready = await officerOf(db, '21472', ['desk'], 'Nguyễn Văn An');
		const late = await officerOf(db, '21472', ['desk'], 'Trần Thị Bình');
		await factorOf(db, ready);
		const before = await factors(lead, 'aal1');
		expect(before).toMatchObject({ offered: true, proven: false, required_from: null });
		const named = before.officers.filter(({ id }) => [lead, ready, late].some((p) => p.sub === id));
		expect(named.map(({ name, factors }) => [name, factors])).toEqual([
			['Trần Thị Bình', 0],
			['Phạm Thị Trưởng', 0],
			['Nguyễn Văn An', 1]
		]);
		expect(await problemOf(requireIn(lead, 7, 'aal1'))).toMatchObject(needed);
		expect((await factors(lead, 'aal1')).required_from).toBeNull();
	});

	test('requires it from a day on: until then nobody is stopped, and everybody is told', async () => {
		const lead = await officerOf(db, '21478', ['lead']);
		const desk = await officerOf(db, '21478', ['desk']);
		const key = newKey();
		const [{ a: answer }] = [one(await requireIn(lead, 7, 'aal2', key))];
		expect(one(await requireIn(lead, 7, 'aal2', key)).a).toEqual(answer);
		const from = z.iso.datetime({ offset: true }).parse((await s.me(desk)).factor.required_from);
		expect(Date.parse(from) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
		await db.sql`update unit.settings set mfa_from = now() where unit = '21478'`;
		expect(await problemOf(s.me(desk))).toMatchObject(needed);
		await requireIn(lead, null);
		expect((await s.me(desk)).factor.required_from).toBeNull();
		for (const days of [-1, 61])
			expect(await problemOf(requireIn(lead, days))).toMatchObject({ message: 'out_of_range' });
	});

	test('lets an officer of the unit who lost theirs set up another, says why, and ends their sessions', async () => {
		const lead = await officerOf(db, '21439', ['lead']);
		const unlucky = await officerOf(db, '21439', ['desk']);
		const stranger = await officerOf(db, '21451', ['desk']);
		for (const person of [unlucky, stranger, lead]) await factorOf(db, person);
		await s.me(unlucky, 'aal2');
		// One who set up none is let in with a password alone, and yet takes nobody's away.
		const bare = await officerOf(db, '21439', ['lead']);
		for (const unproven of [lead, bare])
			expect(await problemOf(reset(unproven, unlucky, 'aal1'))).toMatchObject(needed);
		expect(await problemOf(reset(lead, unlucky, 'aal2', ' '))).toMatchObject({ detail: 'reason' });
		expect(await problemOf(reset(lead, stranger))).toMatchObject({ message: 'not_found' });
		expect(await problemOf(reset(lead, lead))).toMatchObject({ message: 'not_allowed' });
		await reset(lead, unlucky);
		expect(await problemOf(s.me(unlucky, 'aal2'))).toMatchObject({ message: 'session_expired' });
		expect((await s.me({ ...unlucky, session_id: randomUUID() })).factor.has).toBe(false);
		const kept =
			await db.sql`select data, reason from staff.changes where officer = ${unlucky.sub}`;
		expect([...kept]).toEqual([{ data: { second_factor: 'reset' }, reason: 'Mất điện thoại' }]);
		expect(await problemOf(reset(lead, unlucky))).toMatchObject({ message: 'not_found' });
	});

	test('who is the only one and lost theirs is let in by the operator, and by nobody else', async () => {
		const lead = await officerOf(db, '21451', ['lead']);
		await factorOf(db, lead);
		expect(await problemOf(s.me(lead))).toMatchObject(needed);
		const asking = (role: 'authenticated' | 'service_role') =>
			db.as({ role }, (tx) => tx`select staff.rescue(${lead.email}) as had`);
		expect(await problemOf(asking('authenticated'))).toMatchObject({ code: '42501' });
		expect(one(await asking('service_role')).had).toBe(true);
		expect((await s.me(lead)).factor.has).toBe(false);
	});
});
