/** The chain of desk lists that a unit’s lead signs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { publicUnits } from '../functions/_shared/contracts/unit.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, problemOf, type Person } from './people.ts';
import { door, enrol, hex, listOf, newKeys, sha256, sign, type Keys } from './sealed.ts';

let db: TestDatabase;
let lead: Person;
let first: Person;
let second: Person;
let leadKeys: Keys;
let firstKeys: Keys;
let secondKeys: Keys;
let head: string;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead']);
	first = await officerOf(db, '21439', ['investigator']);
	second = await officerOf(db, '21439', ['investigator']);
	[leadKeys, firstKeys, secondKeys] = [
		await enrol(db, lead),
		await enrol(db, first),
		await enrol(db, second)
	];
	head = await sign(db, lead, [{ keys: leadKeys, lead: true }, { keys: firstKeys }]);
});
afterAll(() => db?.drop());

const attempt = (person: Person, list: object) =>
	problemOf(door(db, person, 'staff_desk_sign', { key: newKey(), ...list }));
/** The next list, changed somewhere. */
const next = (changes: {
	body?: object;
	link?: object;
	members?: Parameters<typeof listOf>[0];
}) => {
	const { head: _, ...list } = listOf(
		changes.members ?? [{ keys: leadKeys, lead: true }, { keys: firstKeys }],
		{ unit: '21439', version: 2, previous: head, lead: leadKeys.verify }
	);
	const body = JSON.stringify({ ...JSON.parse(list.body), ...changes.body });
	const link = { ...JSON.parse(list.link), body: sha256(body), ...changes.link };
	return { ...list, body, link: JSON.stringify(link) };
};

describe('the desk list', () => {
	test('is public: anybody gets the chain, the list and the recipients in its order', async () => {
		const { desk } = doors.staff_desk_public.answer.parse(
			await door(db, 'anon', 'staff_desk_public', { unit: '21439', since: 0 })
		);
		expect(desk!.links).toHaveLength(1);
		expect(sha256(desk!.links[0]!.link)).toBe(head);
		expect(JSON.parse(desk!.links[0]!.link).body).toBe(sha256(desk!.body));
		expect(desk!.recipients).toEqual([leadKeys.recipient, firstKeys.recipient]);
		expect(await door(db, 'anon', 'staff_desk_public', { unit: '21457', since: 0 })).toEqual({
			desk: null
		});
	});

	test('of any age is read by those who read threads, and by nobody without the duty', async () => {
		const text = (who: Person, version: number) =>
			door<{ body: string | null }>(db, who, 'staff_desk_list', { unit: '21439', version });
		const { body } = await text(first, 1);
		expect(JSON.parse(body!).members).toHaveLength(2);
		expect(await text(first, 99)).toEqual({ body: null });
		const field = await officerOf(db, '21439', ['field']);
		expect(await problemOf(text(field, 1))).toMatchObject({ message: 'role_missing' });
	});

	test('gives the floor that a build trusts', async () => {
		const { units } = publicUnits.parse(await door(db, 'anon', 'unit_public', {}));
		expect(units.find(({ code }) => code === '21439')!.desk).toEqual({
			lead: leadKeys.verify,
			version: 1,
			head
		});
		expect(units.find(({ code }) => code === '21457')!.desk).toBeNull();
	});

	test('shows investigators who belongs into the next one, and others nothing', async () => {
		const seen = doors.staff_desk.answer.parse(await door(db, first, 'staff_desk', {}));
		expect(seen.officers.find(({ id }) => id === second.sub)).toMatchObject({
			wanted: true,
			lead: false,
			keys: secondKeys
		});
		const editor = await officerOf(db, '21439', ['editor']);
		expect(seen.officers.map(({ id }) => id)).not.toContain(editor.sub);
		expect(await problemOf(door(db, editor, 'staff_desk', {}))).toMatchObject({
			message: 'role_missing'
		});
	});

	test('is signed by a lead alone, as the next one alone', async () => {
		expect(await attempt(first, next({}))).toMatchObject({ message: 'role_missing' });
		expect(await attempt(lead, { ...next({}), version: 3 })).toMatchObject({ message: 'stale' });
		expect(await attempt(lead, { ...next({}), version: 1 })).toMatchObject({ message: 'stale' });
		expect(await attempt(lead, next({ link: { previous: hex() } }))).toMatchObject({
			message: 'stale',
			detail: 'link'
		});
		const stranger = await officerOf(db, '21451', ['lead']);
		await enrol(db, stranger);
		expect(await attempt(stranger, next({}))).toMatchObject({ message: 'stale' });
	});

	test('names only enrolled keys of active officers of the unit with the duty', async () => {
		const unknown = newKeys();
		const neighbour = await officerOf(db, '21451', ['investigator']);
		const left = await officerOf(db, '21439', ['investigator']);
		const [foreign, gone] = [await enrol(db, neighbour), await enrol(db, left)];
		await db.sql`update staff.officers set disabled_at = now() where user_id = ${left.sub}`;
		const refused = [
			next({ members: [{ keys: unknown }] }),
			next({ members: [{ keys: foreign }] }),
			next({ members: [{ keys: gone }] }),
			next({ members: [{ keys: { ...firstKeys, recipient: unknown.recipient } }] }),
			next({ members: [{ keys: firstKeys, lead: true }] }),
			next({ link: { lead: firstKeys.verify } })
		];
		for (const list of refused)
			expect(await attempt(lead, list)).toMatchObject({ message: 'unknown_key' });
		for (const list of [
			next({ link: { body: hex() } }),
			next({ link: { unit: '21451' } }),
			next({ body: { unit: '21451' } }),
			next({ body: { more: 1 } }),
			{ ...next({}), body: '{"a":"\\u0000"}' },
			{ ...next({}), link: 'no json' }
		])
			expect(await attempt(lead, list)).toMatchObject({ code: 'PT422' });
		expect(
			await attempt(lead, next({ members: [{ keys: firstKeys }, { keys: firstKeys }] }))
		).toMatchObject({ message: 'duplicate' });
	});

	test('goes on with the lead whom the last link names, and with another once that key is lost', async () => {
		const deputy = await officerOf(db, '21439', ['lead']);
		const deputyKeys = await enrol(db, deputy);
		const members = [{ keys: leadKeys, lead: true }, { keys: firstKeys }];
		expect(await attempt(deputy, next({ members }))).toMatchObject({ message: 'not_signer' });
		// Hands over: the link names the successor's key.
		const handed = next({ members, link: { lead: deputyKeys.verify } });
		expect(await attempt(lead, handed)).toBeNull();
		const third = listOf(members, {
			unit: '21439',
			version: 3,
			previous: sha256(handed.link),
			lead: deputyKeys.verify
		});
		const { head: _, ...list } = third;
		expect(await attempt(lead, list)).toMatchObject({ message: 'not_signer' });
		expect(await attempt(deputy, list)).toBeNull();
		// The deputy's code is lost: whoever leads now begins again from here.
		await enrol(db, deputy, newKeys(), true);
		await sign(db, lead, members, 4, sha256(third.link));
		const { desk } = await door<{ desk: { links: unknown[] } }>(db, 'anon', 'staff_desk_public', {
			unit: '21439',
			since: 3
		});
		expect(desk.links).toHaveLength(2);
	});

	test('two leads who sign at once do not fork the chain', async () => {
		const one = await officerOf(db, '21472', ['lead']);
		const keys = await enrol(db, one);
		const twice = await Promise.all(
			[0, 1].map(() => problemOf(sign(db, one, [{ keys, lead: true }])))
		);
		expect(twice.filter((problem) => problem === null)).toHaveLength(1);
		expect(twice.find((problem) => problem !== null)).toMatchObject({ message: 'stale' });
	});

	test('is never rewritten', async () => {
		expect(await problemOf(db.sql`update staff.desk_links set link = '{}'`)).toMatchObject({
			message: 'append_only'
		});
	});
});
