/** What became of officers' accounts, and who reads it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doors, type AccountChange } from '../functions/_shared/contracts/staff-accounts.ts';
import { createDatabase, newToken, tokenHash, type TestDatabase } from '../local/testing.ts';
import { factorOf, makeFactorTable } from './factors.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { resetsOf } from './resetting.ts';
import { staffVerbsOf, type StaffVerbs } from './staff-verbs.ts';

let db: TestDatabase;
let s: StaffVerbs;
let r: ReturnType<typeof resetsOf>;
let lead: Person;
let auditor: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	await makeFactorTable(db);
	s = staffVerbsOf(db);
	r = resetsOf(db);
	lead = await officerOf(db, '21439', ['lead'], 'Lê Văn Trưởng');
	auditor = await officerOf(db, '21439', ['auditor'], 'Phạm Thị Soát');
	stranger = await officerOf(db, '21451', ['lead', 'auditor']);
});
afterAll(() => db?.drop());

const asked = (who: Person, of: Person | null, after: string | null = null) =>
	asPerson(db, who, async (tx) =>
		doors.staff_changes.answer.parse(
			one(await tx`select public.staff_changes(${of?.sub ?? null}, ${after}) as a`).a
		)
	);
/** What became of an account, oldest first: by whom, what, why. */
const told = async (who: Person, of: Person | null) =>
	(await asked(who, of)).changes
		.toReversed()
		.map(({ by, facts, reason }: AccountChange) => [by?.name ?? null, facts, reason] as const);
const change = (code: string, was: unknown = null, now: unknown = null) => ({ code, was, now });

test('an auditor reads who gave whom which role, what it was before, and why', async () => {
	const officer = await officerOf(db, '21439', ['desk', 'field'], 'Trần Thị Một');
	await s.save(lead, officer, { name: 'Trần Thị Một', roles: ['field', 'desk'] });
	await s.save(lead, officer, { name: 'Trần Thị Hai', roles: ['treasurer'] });
	await s.save(lead, officer, { name: 'Trần Thị Hai', roles: ['treasurer'], disabled: true });
	await s.save(lead, officer, { name: 'Trần Thị Hai', roles: ['treasurer'] });
	const why = 'Theo quyết định';
	expect(await told(auditor, officer)).toEqual([
		[null, [change('joined', null, ['desk', 'field'])], null],
		['Lê Văn Trưởng', [], why],
		[
			'Lê Văn Trưởng',
			[
				change('roles', ['field', 'desk'], ['treasurer']),
				change('renamed', ['Trần Thị Một'], ['Trần Thị Hai'])
			],
			why
		],
		['Lê Văn Trưởng', [change('disabled')], why],
		['Lê Văn Trưởng', [change('enabled')], why]
	]);
});

test('the hamlet of its head is told by name, and that it has none any more', async () => {
	const hamlet = one(
		await db.sql`
			select h.id, h.name from unit.hamlets h join unit.areas a on (a.code, a.valid_from) = (h.area, h.area_valid_from)
			where a.unit = '21439' order by h.id limit 1`
	);
	const head = await officerOf(db, '21439', ['desk']);
	await s.save(lead, head, { roles: ['collaborator'], hamlet: hamlet.id });
	await s.save(lead, head, { roles: ['desk'] });
	const hamlets = (await told(auditor, head))
		.flatMap(([, facts]) => facts)
		.filter(({ code }) => code === 'hamlet');
	expect(hamlets).toEqual([change('hamlet', null, [hamlet.name]), change('hamlet')]);
});

test('a lead who opened an account of another is seen by its officer, by the other leads and by the auditor', async () => {
	const officer = await officerOf(db, '21439', ['desk'], 'Võ Thị Nạn');
	await factorOf(db, officer);
	const { token } = await r.make(lead, officer, { reason: 'Quên', aal: 'aal2' });
	await asPerson(
		db,
		lead,
		(tx) => tx`select public.staff_factor_reset(${newKey()}, ${officer.sub}, 'Mất máy')`,
		'aal2'
	);
	await r.spend(officer, token);
	const expected = [
		[null, [change('joined', null, ['desk'])], null],
		['Lê Văn Trưởng', [change('reset_made')], 'Quên'],
		['Lê Văn Trưởng', [change('factor_reset')], 'Mất máy'],
		['Võ Thị Nạn', [change('password')], null],
		['Võ Thị Nạn', [change('reset_used')], null]
	];
	for (const who of [officer, auditor, lead]) expect(await told(who, officer)).toEqual(expected);
});

test('what the operator did has no officer behind it, and what concerns the unit no account', async () => {
	const unit = '21478';
	const first = await officerOf(db, unit, ['lead'], 'Lê Thị Nhất');
	await db.sql`select staff.reset_lead(${first.email}, ${tokenHash(newToken())})`;
	await factorOf(db, first);
	await db.sql`select staff.rescue(${first.email})`;
	const require = (days: number | null) =>
		asPerson(
			db,
			first,
			(tx) => tx`select public.staff_factor_require(${newKey()}, ${days})`,
			'aal2'
		);
	await require(7);
	await require(null);
	await db.sql`update unit.settings set oversight_desk = null where unit = ${unit}`;
	await db.sql`update unit.settings set oversight_desk = '21439' where unit = ${unit}`;
	const { changes } = await asked(first, null);
	const [desk, none, off, on, rescued, made, joined] = changes;
	expect([joined, made, rescued].map((one) => [one!.by, one!.officer?.id])).toEqual(
		Array(3).fill([null, first.sub])
	);
	expect([desk, none, off, on].map((one) => [one!.officer, one!.by?.id])).toEqual([
		[null, undefined],
		[null, undefined],
		[null, first.sub],
		[null, first.sub]
	]);
	const { police_name } = one(
		await db.sql`select police_name from unit.units where code = '21439'`
	);
	expect([desk, none].map((one) => one!.facts)).toEqual([
		[change('oversight', null, [police_name])],
		[change('oversight')]
	]);
	expect(on!.facts[0]!.now![0]).toMatch(/^\d{4}-/);
	expect(off!.facts).toEqual([change('factor_rule', null, [null])]);
	expect(await asked(first, first)).toMatchObject({ changes: { length: 3 } });
});

test('officers read of themselves alone, and nobody of another unit', async () => {
	const officer = await officerOf(db, '21439', ['investigator', 'treasurer']);
	for (const of of [lead, null])
		expect(await problemOf(asked(officer, of))).toMatchObject({ message: 'role_missing' });
	expect((await asked(officer, officer)).changes).toHaveLength(1);
	expect(await problemOf(asked(stranger, lead))).toMatchObject({
		code: 'PT404',
		message: 'not_found'
	});
	const ofUnit = (await asked(stranger, null)).changes.flatMap(({ officer }) => officer ?? []);
	expect(ofUnit.map(({ id }) => id)).toEqual([stranger.sub]);
});

test('a hundred stand on a page, and the next begins where it ended', async () => {
	const unit = '21472';
	const boss = await officerOf(db, unit, ['lead', 'desk']);
	const ids = await db.sql`
		insert into staff.changes (officer, by, data) select ${boss.sub}, ${boss.sub}, '{"password": "changed"}'
		from generate_series(1, 248) returning id`;
	const seen: string[] = [];
	for (let more = true; more;) {
		const page = await asked(boss, null, seen.at(-1) ?? null);
		expect(page.changes.length).toBe(seen.length < 200 ? 100 : 50);
		seen.push(...page.changes.map(({ id }) => id));
		more = page.more;
	}
	expect(new Set(seen).size).toBe(250);
	expect(seen).toEqual(expect.arrayContaining(ids.map(({ id }) => id)));
	expect((await asked(boss, null, newKey())).changes).toEqual([]);
});
