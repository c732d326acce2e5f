/** Units: what everybody may read, and what a lead alone sets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/unit.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';

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

describe('what everybody may read', () => {
	test('a resident without an account sees the five units, the fifteen areas and their hamlets', async () => {
		const { answer } = one(
			await db.as({ role: 'anon' }, (tx) => tx`select public.unit_public() as answer`)
		);
		const units = doors.unit_public.answer.parse(answer);
		expect(units.demo).toBe(true);
		expect(units.units).toHaveLength(5);
		expect(units.areas).toHaveLength(15);
		expect(units.hamlets).toHaveLength(75);
		for (const area of units.areas)
			expect(units.units.map(({ code }) => code)).toContain(area.unit);
		expect(
			units.units.every(({ hotline_sure, address_sure }) => !hotline_sure && !address_sure)
		).toBe(true);
	});

	test('a resident reads for how long the own unit keeps what was typed, as its lead set it', async () => {
		await db.sql`update unit.settings set erase_sensitive_days = 10, erase_contact_days = 45 where unit = '21439'`;
		const [row] = await db.as({ role: 'anon' }, (tx) => tx`select public.unit_public() as a`);
		const { units } = doors.unit_public.answer.parse(row!.a);
		const days = (code: string) => units.find((unit) => unit.code === code)?.retention;
		expect(days('21439')).toEqual({ sensitive_days: 10, contact_days: 45 });
		expect(days('21451')).toEqual({ sensitive_days: 30, contact_days: 90 });
		await db.sql`update unit.settings set erase_sensitive_days = 30, erase_contact_days = 90 where unit = '21439'`;
	});

	test('nobody without an account reads a table', async () => {
		expect(
			await problemOf(db.as({ role: 'anon' }, (tx) => tx`select * from unit.units`))
		).toMatchObject({ code: '42501' });
		expect(
			await problemOf(db.as({ role: 'anon' }, (tx) => tx`select public.unit_editable()`))
		).toMatchObject({ code: '42501' });
	});
});

const editable = async (person: Person) => {
	const { answer } = one(
		await asPerson(db, person, (tx) => tx`select public.unit_editable() as answer`)
	);
	return doors.unit_editable.answer.parse(answer);
};

test('a lead reads all of the own unit, with the demo told apart', async () => {
	const all = await editable(lead);
	expect(all.unit.code).toBe('21439');
	expect(all.hamlets).toHaveLength(25);
	expect(all.hamlets.every(({ fictional }) => fictional)).toBe(true);
	expect(all.windows).toHaveLength(8);
	expect(all.clocks).toHaveLength(14);
	expect(all.kits.map(({ units }) => units)).toContainEqual(['21439', '21451']);
	expect(all.days.find(({ day }) => day === '2027-02-06')).toMatchObject({
		counts_as_working: false,
		visits_allowed: false,
		sure: false
	});
});

test.each(['unit_editable()', `unit_day_remove('${newKey()}', '2027-02-06')`])(
	'an officer of the desk may not call %s',
	async (call) => {
		const refused = await problemOf(asPerson(db, desk, (tx) => tx.unsafe(`select public.${call}`)));
		expect(refused).toMatchObject({ code: 'PT403', message: 'role_missing' });
	}
);

test('a lead writes hotline and address, and says whether they are sure', async () => {
	await asPerson(
		db,
		lead,
		(tx) =>
			tx`select public.unit_save(${newKey()}, '0900 000 199', true, null, false, '  Mỗi ngày  ')`
	);
	const { unit } = await editable(lead);
	expect(unit).toMatchObject({
		hotline: '0900 000 199',
		hotline_sure: true,
		address: null,
		opening_hours: 'Mỗi ngày'
	});
	expect((await editable(stranger)).unit.hotline_sure).toBe(false);
});

test('a text that turns the direction of reading is refused with its field', async () => {
	const refused = await problemOf(
		asPerson(
			db,
			lead,
			(tx) => tx`select public.unit_save(${newKey()}, null, false, ${'số \u202e7'}, false, null)`
		)
	);
	expect(refused).toMatchObject({ code: 'PT422', message: 'bad_characters', detail: 'address' });
});

test('the settings are taken whole, within their bounds, and nothing beside them', async () => {
	const { settings } = await editable(lead);
	const save = (value: object) =>
		problemOf(
			asPerson(
				db,
				lead,
				(tx) => tx`select public.unit_settings_save(${newKey()}, ${tx.json(value as never)})`
			)
		);
	expect(await save({ ...settings, lead_hours: 12, need_minutes: { bedridden: 20 } })).toBeNull();
	expect((await editable(lead)).settings).toMatchObject({
		lead_hours: 12,
		need_minutes: { bedridden: 20 }
	});
	expect(await save({ ...settings, hold_minutes: 31 })).toMatchObject({
		message: 'out_of_range',
		detail: 'hold_minutes'
	});
	expect(await save({ ...settings, idle_minutes: 240 })).toMatchObject({
		message: 'unknown_field',
		detail: 'idle_minutes'
	});
	expect(await save({ ...settings, speed_kmh: undefined })).toMatchObject({
		message: 'required',
		detail: 'speed_kmh'
	});
	expect(await save({ ...settings, need_minutes: { bedridden: -1 } })).toMatchObject({
		message: 'out_of_range',
		detail: 'need_minutes.bedridden'
	});
});

test.each(['aal1', 'aal2'] as const)(
	'a lead with %s cannot require a second factor from here, where nobody looks who has one',
	async (aal) => {
		const { settings } = await editable(lead);
		const wished = db.sql.json({ ...settings, require_mfa: true } as never);
		const saving = asPerson(
			db,
			lead,
			(tx) => tx`select public.unit_settings_save(${newKey()}, ${wished})`,
			aal
		);
		const stale = { code: 'PT409', message: 'stale', detail: 'require_mfa' };
		expect(await problemOf(saving)).toMatchObject(stale);
	}
);

test('windows are replaced together, or not at all', async () => {
	const save = (windows: unknown) =>
		problemOf(
			asPerson(
				db,
				lead,
				(tx) => tx`select public.unit_windows_save(${newKey()}, ${tx.json(windows as never)})`
			)
		);
	expect(
		await save([
			{ weekday: 6, from: 480, to: 600 },
			{ weekday: 6, from: 480, to: 630 }
		])
	).toMatchObject({ message: 'duplicate', detail: 'windows.1' });
	expect(await save([{ weekday: 6, from: 600, to: 600 }])).toMatchObject({
		message: 'out_of_range',
		detail: 'windows.0.to'
	});
	expect(await save([{ weekday: 8, from: 600, to: 660 }])).toMatchObject({
		detail: 'windows.0.weekday'
	});
	expect((await editable(lead)).windows).toHaveLength(8);
	expect(await save([{ weekday: 3, from: 480, to: 600 }])).toBeNull();
	expect((await editable(lead)).windows).toEqual([{ weekday: 3, from: 480, to: 600 }]);
	expect((await editable(stranger)).windows).toHaveLength(8);
});
