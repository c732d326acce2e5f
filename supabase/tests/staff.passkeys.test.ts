/** An officer’s keys once more under their passkeys: theirs alone, files of one kind, never the only way in. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { addPasskey, fileOf, newCredential, newFile, noise, prf } from './passkeys.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { door, enrol, newBundle, newKeys } from './sealed.ts';

let db: TestDatabase;
let person: Person;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());
beforeEach(async () => {
	person = await officerOf(db, '21439', ['investigator']);
	await enrol(db, person);
});

const add = (who: Person, change?: object) => addPasskey(db, who, change);
const passkeysOf = async (who: Person) =>
	doors.staff_keys.answer.parse(await door(db, who, 'staff_keys', {})).keys!.passkeys;

describe('an officer with keys', () => {
	test('adds a passkey, finds it beside the file of the printed code, and removes it', async () => {
		const asked = { name: 'Máy bàn', credential: newCredential(), bundle: newFile() };
		const { id } = await add(person, asked);
		expect(await passkeysOf(person)).toMatchObject([{ id, ...asked }]);
		const remove = () => door(db, person, 'staff_passkey_remove', { key: newKey(), passkey: id });
		await remove();
		expect(await passkeysOf(person)).toEqual([]);
		expect(await problemOf(remove())).toMatchObject({ message: 'not_found' });
	});

	test('who sends twice on a slow line has one passkey', async () => {
		const asked = { key: newKey(), credential: newCredential(), bundle: newFile() };
		expect(await add(person, asked)).toEqual(await add(person, asked));
		expect(await passkeysOf(person)).toHaveLength(1);
	});

	test('is kept from one name for two, from a passkey that is known, and from a ninth', async () => {
		const credential = newCredential();
		await add(person, { credential });
		expect(await problemOf(add(person, { name: 'máy bàn' }))).toMatchObject({
			message: 'name_taken'
		});
		expect(await problemOf(add(person, { name: 'Máy hai', credential }))).toMatchObject({
			message: 'key_taken'
		});
		for (let n = 2; n <= 8; n++) await add(person, { name: `Máy ${n}` });
		expect(await problemOf(add(person, { name: 'Máy 9' }))).toMatchObject({ message: 'too_many' });
	});

	test('who makes keys anew has no passkey of the old ones', async () => {
		await add(person);
		await enrol(db, person, newKeys(), true);
		expect(await passkeysOf(person)).toEqual([]);
	});

	test('is refused every file but one to one passkey, of the one size', async () => {
		const whole = newFile();
		const forged = [
			newBundle(),
			fileOf(prf() + prf()),
			fileOf(`-> scrypt ${noise(22)} 15\n${noise(43)}\n`),
			fileOf(prf().replace('fido2prf', 'fido3prf')),
			fileOf(prf(), 203),
			fileOf(prf(), 220),
			Buffer.from('a plain secret').toString('base64'),
			whole.slice(0, -4)
		];
		const { bundle: shape } = doors.staff_passkey_add.args.shape;
		for (const bundle of forged) {
			expect(await problemOf(add(person, { bundle }))).toMatchObject({ detail: 'bundle' });
			expect(shape.safeParse(bundle).success).toBe(false);
		}
		expect(shape.safeParse(whole).success).toBe(true);
		for (const credential of ['', 'AGE-SECRET-KEY-1QQQ', 'AGE-PLUGIN-FIDO2PRF-1b', null])
			expect(await problemOf(add(person, { credential }))).toMatchObject({ code: 'PT422' });
	});
});

describe('of another officer’s passkeys', () => {
	test('nobody sees or removes one, not even their lead', async () => {
		const { id } = await add(person);
		const lead = await officerOf(db, '21439', ['lead']);
		await enrol(db, lead);
		expect(await passkeysOf(lead)).toEqual([]);
		for (const who of [lead, await officerOf(db, '21439', ['desk'])])
			expect(
				await problemOf(door(db, who, 'staff_passkey_remove', { key: newKey(), passkey: id }))
			).toMatchObject({ message: 'not_found' });
		expect(await passkeysOf(person)).toHaveLength(1);
	});

	test('the table itself is shut to officers and strangers', async () => {
		for (const role of ['authenticated', 'anon'] as const)
			expect(
				await problemOf(db.as({ role, sub: person.sub! }, (tx) => tx`select 1 from staff.passkeys`))
			).toMatchObject({ code: '42501' });
	});
});

test('who has no keys, or takes no tips, or is a stranger, adds none', async () => {
	const fresh = await officerOf(db, '21439', ['investigator']);
	expect(await problemOf(add(fresh))).toMatchObject({ message: 'not_found' });
	const desk = await officerOf(db, '21439', ['desk']);
	expect(await problemOf(add(desk))).toMatchObject({ message: 'role_missing' });
	const asked = { key: newKey(), name: 'a', credential: newCredential(), bundle: newFile() };
	expect(await problemOf(door(db, 'anon', 'staff_passkey_add', asked))).toMatchObject({
		code: '42501'
	});
});
