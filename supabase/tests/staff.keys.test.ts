/** Officers’ keys: theirs alone, made anew only on purpose. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { door, enrol, newBundle, newKeys } from './sealed.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const keysOf = async (person: Person) =>
	doors.staff_keys.answer.parse(await door(db, person, 'staff_keys', {})).keys;

describe('an officer’s keys', () => {
	test('come back to their officer alone, with the bundle as it was sent', async () => {
		const person = await officerOf(db, '21439', ['investigator']);
		expect(await keysOf(person)).toBeNull();
		const [keys, bundle] = [newKeys(), newBundle()];
		await door(db, person, 'staff_keys_enrol', { key: newKey(), ...keys, bundle, replace: false });
		expect(await keysOf(person)).toMatchObject({ ...keys, bundle });
	});

	test('are made anew only on purpose, and the old ones stay known', async () => {
		const person = await officerOf(db, '21439', ['investigator']);
		const old = await enrol(db, person);
		expect(await problemOf(enrol(db, person))).toMatchObject({ message: 'already_enrolled' });
		expect(await problemOf(enrol(db, person, old, true))).toMatchObject({ message: 'key_taken' });
		const made = await enrol(db, person, newKeys(), true);
		expect(await keysOf(person)).toMatchObject(made);
		const rows =
			await db.sql`select replaced_at is null as active from staff.keys where officer = ${person.sub}`;
		expect(rows.map(({ active }) => active).sort()).toEqual([false, true]);
	});

	test('of a classical recipient or without a passphrase are refused, and so is who takes no tips', async () => {
		const person = await officerOf(db, '21439', ['investigator']);
		const desk = await officerOf(db, '21439', ['desk']);
		const send = (who: Person, change: object) =>
			problemOf(
				door(db, who, 'staff_keys_enrol', {
					key: newKey(),
					...newKeys(),
					bundle: newBundle(),
					replace: false,
					...change
				})
			);
		expect(await send(person, { recipient: `age1${'q'.repeat(58)}` })).toMatchObject({
			detail: 'recipient'
		});
		expect(
			await send(person, { bundle: Buffer.from('a plain secret').toString('base64') })
		).toMatchObject({ code: 'PT422', detail: 'bundle' });
		expect(await send(desk, {})).toMatchObject({ message: 'role_missing' });
	});
});
