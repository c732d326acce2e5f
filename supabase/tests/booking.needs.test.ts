/** What a resident says that the team must know beforehand. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { need } from '../functions/_shared/contracts/booking.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { visitOf } from './cases.ts';
import { officerOf } from './people.ts';
import { verbsOf } from './verbs.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await createDatabase()));
afterAll(() => db?.drop());

test('whatever of the form’s list a resident names is taken, and shown to the officer', async () => {
	const desk = await officerOf(db, '21439', ['desk']);
	for (const named of need.options) {
		const { id } = await visitOf(db, '21439', { needs: [named] });
		const { visit } = await verbsOf(db).open(desk, id);
		expect(visit!.people[0]!.needs, named).toEqual([named]);
	}
});
