/** Days, hamlets, clocks and kits, as a lead edits them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/unit.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asPerson, newKey, officerOf, one, problemOf, type Person } from './people.ts';

let db: TestDatabase;
let lead: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

const editable = async (person: Person) => {
	const { answer } = one(
		await asPerson(db, person, (tx) => tx`select public.unit_editable() as answer`)
	);
	return doors.unit_editable.answer.parse(answer);
};

test('a lead decides about a provisional day, and clocks that run are reckoned anew', async () => {
	const id = await db.sql.begin(async (tx) => {
		const made = one(
			await tx`select (queue.open_case('call_back', '21439', null, 'web', 'to_call', 'call_back', '{}', '', null)).id`
		);
		await tx`update queue.clocks_running set started_at = '2027-02-04T08:00:00+07:00',
			due_at = unit.add_working_days('21439', '2027-02-04T08:00:00+07:00', 1) where case_id = ${made.id}`;
		return made.id;
	});
	const dueAt = async () =>
		one(await db.sql`select due_at from queue.cases where id = ${id}`).due_at?.toISOString();
	const decide = (day: string, works: boolean) =>
		asPerson(
			db,
			lead,
			(tx) =>
				tx`select public.unit_day_save(${newKey()}, ${day}, ${works}, true, 'Đã có thông báo')`
		);
	await decide('2027-02-10', false);
	expect(await dueAt()).toBe(new Date('2027-02-11T08:00:00+07:00').toISOString());
	await decide('2027-02-05', true);
	expect(await dueAt()).toBe(new Date('2027-02-05T08:00:00+07:00').toISOString());
	expect((await editable(lead)).days.find(({ day }) => day === '2027-02-05')).toMatchObject({
		sure: true,
		counts_as_working: true
	});
	await asPerson(db, lead, (tx) => tx`select public.unit_day_remove(${newKey()}, '2027-02-10')`);
	expect(
		await problemOf(
			asPerson(db, lead, (tx) => tx`select public.unit_day_remove(${newKey()}, '2027-02-10')`)
		)
	).toMatchObject({ message: 'not_found' });
});

const hamlet = (
	person: Person,
	id: string | null,
	area: string,
	name: string,
	lat = 14.81,
	closed = false
) =>
	asPerson(db, person, async (tx) => {
		const row = one(
			await tx`select public.unit_hamlet_save(${newKey()}, ${id}, ${area}, ${name}, 'tổ dân phố', ${lat}, 108.95, ${closed}) as answer`
		);
		return row.answer.id as string;
	});

test('a lead adds a hamlet, mends it and closes it; then it is offered no more', async () => {
	const id = await hamlet(lead, null, '21439', 'Tổ dân phố 6');
	await hamlet(lead, id, '21439', 'Tổ dân phố 6A');
	const shown = async () => {
		const { answer } = one(
			await db.as({ role: 'anon' }, (tx) => tx`select public.unit_public() as answer`)
		);
		return doors.unit_public.answer.parse(answer).hamlets.find((h) => h.id === id);
	};
	expect(await shown()).toMatchObject({ name: 'Tổ dân phố 6A', area: '21439' });
	await hamlet(lead, id, '21439', 'Tổ dân phố 6A', 14.81, true);
	expect(await shown()).toBeUndefined();
	expect((await editable(lead)).hamlets.find((h) => h.id === id)).toMatchObject({
		closed: true,
		fictional: false
	});
});

test('a hamlet outside Việt Nam, with a name that is taken, or of another unit is refused', async () => {
	expect(await problemOf(hamlet(lead, null, '21439', 'Tổ dân phố 7', 48.8))).toMatchObject({
		message: 'outside',
		detail: 'lat'
	});
	expect(await problemOf(hamlet(lead, null, '21439', 'to dan pho 1'))).toMatchObject({
		code: 'PT409',
		message: 'name_taken',
		detail: 'name'
	});
	expect(await problemOf(hamlet(lead, null, '21451', 'Tổ dân phố 7'))).toMatchObject({
		code: 'PT409',
		message: 'not_served',
		detail: 'area'
	});
	const theirs = '00000000-0000-4000-8000-021451000001';
	expect(await problemOf(hamlet(lead, theirs, '21439', 'Tổ dân phố 8'))).toMatchObject({
		code: 'PT404',
		message: 'not_found'
	});
});

test('a kit belongs to the units that share it; others cannot touch it', async () => {
	const save = (person: Person, kit: string | null, active = true) =>
		asPerson(db, person, async (tx) => {
			const row = one(
				await tx`select public.unit_kit_save(${newKey()}, ${kit}, 'Bộ thử', ${active}) as answer`
			);
			return row.answer.id as string;
		});
	const own = await save(lead, null);
	await save(lead, own, false);
	expect((await editable(lead)).kits.find(({ id }) => id === own)).toEqual({
		id: own,
		name: 'Bộ thử',
		active: false,
		units: ['21439']
	});
	expect(await problemOf(save(stranger, own))).toMatchObject({ message: 'not_found' });
	await save(stranger, '00000000-0000-4000-8001-021439000002');
});

test('the same key answers the same; with another wish it is refused', async () => {
	const key = newKey();
	const add = (name: string) =>
		asPerson(db, lead, async (tx) => {
			const row = one(await tx`select public.unit_kit_save(${key}, null, ${name}, true) as answer`);
			return row.answer.id as string;
		});
	const first = await add('Bộ một lần');
	expect(await add('Bộ một lần')).toBe(first);
	expect(await problemOf(add('Bộ khác'))).toMatchObject({
		code: 'PT409',
		message: 'key_reused',
		detail: 'key'
	});
	expect(
		one(await db.sql`select count(*)::int from unit.kits where name in ('Bộ một lần', 'Bộ khác')`)
			.count
	).toBe(1);
});
