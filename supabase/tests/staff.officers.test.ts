/** The officers of a unit, and who may change them. */
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
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

/** Until a change of an officer waits for the lock of another transaction. */
async function somebodyWaits() {
	for (;;) {
		const [found] = await db.sql`
			select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
				and query like '%staff_officer_save%' and query not like '%pg_stat_activity%'`;
		if (found) return;
	}
}

describe('the officers of a unit', () => {
	test('a lead sees the own unit alone, sorted by given name', async () => {
		for (const name of ['Nguyễn Văn Ước', 'Trần Đức Ân', 'Lê Thị Đào'])
			await officerOf(db, '21457', ['desk'], name);
		const head = await officerOf(db, '21457', ['lead'], 'Phạm Văn Bảo');
		const { a } = one(await asPerson(db, head, (tx) => tx`select public.staff_list() as a`));
		const { officers, invitations } = doors.staff_list.answer.parse(a);
		expect(officers.map(({ name }) => name)).toEqual([
			'Trần Đức Ân',
			'Phạm Văn Bảo',
			'Lê Thị Đào',
			'Nguyễn Văn Ước'
		]);
		expect(officers.find(({ id }) => id === head.sub)?.last_seen).not.toBeNull();
		expect(invitations.filter(({ used_at }) => used_at)).toHaveLength(4);
	});

	test('the lead of another unit changes nobody here, and cannot tell that they exist', async () => {
		expect(await problemOf(s.save(stranger, desk))).toMatchObject({
			code: 'PT404',
			message: 'not_found'
		});
		expect(await problemOf(s.save(stranger, { ...desk, sub: randomUUID() }))).toMatchObject({
			code: 'PT404',
			message: 'not_found'
		});
	});

	test('the last active lead can be neither disabled nor made something else', async () => {
		const only = await officerOf(db, '21478', ['lead']);
		await db.sql`update unit.settings set idle_minutes = 30 where unit = '21478'`;
		expect(await problemOf(s.save(only, only, { roles: ['desk'] }))).toMatchObject({
			code: 'PT409',
			message: 'last_lead'
		});
		expect(await problemOf(s.save(only, only, { roles: ['lead'], disabled: true }))).toMatchObject({
			code: 'PT409',
			message: 'last_lead'
		});
		const second = await officerOf(db, '21478', ['lead']);
		await s.save(only, second, { roles: ['lead'], disabled: true });
		expect(await problemOf(s.save(only, only, { roles: ['desk'] }))).toMatchObject({
			message: 'last_lead'
		});
	});

	test('two leads who disable each other at the same moment leave one', async () => {
		for (let round = 0; round < 5; round++) {
			await db.sql`update staff.officers set disabled_at = now() where unit = '21451' and user_id <> ${stranger.sub}`;
			await db.sql`update staff.officers set roles = array['desk'] where user_id = ${stranger.sub}`;
			const [a, b] = [
				await officerOf(db, '21451', ['lead']),
				await officerOf(db, '21451', ['lead'])
			];
			await s.me(a);
			await s.me(b);
			const ends = await Promise.all([
				problemOf(s.save(a, b, { roles: ['lead'], disabled: true })),
				problemOf(s.save(b, a, { roles: ['lead'], disabled: true }))
			]);
			expect(ends.filter((end) => end === null)).toHaveLength(1);
		}
		await db.sql`update staff.officers set roles = array['lead'] where user_id = ${stranger.sub}`;
	});

	test('a lead who is made something else while they wait for their turn changes nobody any more', async () => {
		const [first, second, other] = [
			await officerOf(db, '21472', ['lead']),
			await officerOf(db, '21472', ['lead']),
			await officerOf(db, '21472', ['desk'])
		];
		await s.me(second);
		const late = await asPerson(db, first, async (tx) => {
			await tx`select public.staff_officer_save(${randomUUID()}, ${second.sub}, 'Lê Thị Lui', array['desk'], null, false, null)`;
			const waiting = problemOf(s.save(second, other, { roles: ['auditor'] }));
			await somebodyWaits();
			return { waiting };
		});
		expect(await late.waiting).toMatchObject({ code: 'PT403', message: 'role_missing' });
		const [kept] = await db.sql`select roles from staff.officers where user_id = ${other.sub}`;
		expect(kept).toEqual({ roles: ['desk'] });
	});

	test('another name is written down with the one before', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		const [before] = await db.sql`select name from staff.officers where user_id = ${person.sub}`;
		await s.save(lead, person, { name: 'Lê Văn Đổi' });
		const row = one(await db.sql`select data from staff.changes where officer = ${person.sub}`);
		expect(row.data).toMatchObject({ renamed: [before!.name, 'Lê Văn Đổi'] });
	});

	test('what a lead changes is written down and stays so', async () => {
		const person = await officerOf(db, '21439', ['desk']);
		const [before] = await db.sql`select name from staff.officers where user_id = ${person.sub}`;
		await s.save(lead, person, { roles: ['field'], name: before!.name });
		const row = one(
			await db.sql`select by, data, reason from staff.changes where officer = ${person.sub}`
		);
		expect(row).toEqual({
			by: lead.sub,
			data: { roles: ['field'], disabled: false },
			reason: 'Theo quyết định'
		});
		expect(
			await problemOf(db.sql`delete from staff.changes where officer = ${person.sub}`)
		).toMatchObject({ code: 'PT403', message: 'append_only' });
	});
});
