/** Every door of the API, knocked at by everybody: whoever should be refused is refused, by name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../local/testing.ts';
import { everyDoor } from '../../functions/_shared/contracts/every.ts';
import { drawn, everybody, knock, type Told } from './knocking.ts';
import { committed, differences } from './lists.ts';

let db: TestDatabase;
let office: Awaited<ReturnType<typeof everybody>>;
let told: Told[];
beforeAll(async () => {
	db = await createDatabase();
	office = await everybody(db);
	told = await db.sql.begin((tx) => knock(tx, office.columns));
}, 120_000);
afterAll(() => db?.drop());

const all = () => [...new Set(told.map(({ door }) => door))];
/** Doors for whoever has no account ask nobody who they are. */
const officers = () => {
	const open = told.filter(({ caller, told }) => caller === 'anon' && told === 'past');
	const edge = told.filter(({ caller, told }) => caller === 'lead' && told === 'no grant');
	const others = new Set([...open, ...edge].map(({ door }) => door));
	return all().filter((door) => !others.has(door));
};

test('each door is passed by whom the list names, and refuses the others (npm run matrix writes it anew)', () => {
	expect(differences(committed('doors'), drawn(told, Object.keys(office.columns)))).toEqual([]);
});

test('a door is for officers if and only if its contract says so', () => {
	const named = Object.entries(everyDoor).filter(
		([, door]) => door.kind === 'rpc' && door.who === 'officer'
	);
	const asking = officers();
	expect(named.map(([name]) => name).filter((name) => !asking.includes(name))).toEqual([]);
	expect(asking.length).toBeGreaterThan(250);
});

describe('at every door for officers,', () => {
	test('an account without an officer is told so, and whoever has no account has no grant', () => {
		const doors = officers();
		const wrong = told.filter(
			({ door, caller, told }) =>
				doors.includes(door) &&
				((caller === 'stranger' && told !== 'not_an_officer') ||
					(['anon', 'edge'].includes(caller) && told !== 'no grant'))
		);
		expect(wrong).toEqual([]);
	});

	test('who was disabled, whose session ended or slept, and who has none is refused, whatever their roles', async () => {
		const found = await db.sql.begin((tx) => knock(tx, office.refused, officers()));
		expect(found.length).toBe(officers().length * 4);
		expect(found.filter(({ caller, told }) => told !== caller.split(',')[0])).toEqual([]);
	});

	test('a password alone is refused where the unit asks for a second factor, and with it nothing else changes', async () => {
		const alone = await db.sql.begin((tx) => knock(tx, office.unproven, officers()));
		expect(alone.filter(({ told }) => told !== 'second_factor')).toEqual([]);
		const proven = await db.sql.begin((tx) => knock(tx, office.proven, officers()));
		const before = new Map(told.map(({ door, caller, told }) => [`${door} ${caller}`, told]));
		const changed = proven.filter(
			({ door, caller, told }) => before.get(`${door} ${caller}`) !== told
		);
		expect(changed).toEqual([]);
	});
});
