/** Who is told who looks at a case, and the epochs of those who hear together. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf } from './cases.ts';
import { liveOf } from './living.ts';
import { officerOf, one, type Person } from './people.ts';

let db: TestDatabase;
let live: ReturnType<typeof liveOf>;
let desk: Person;
let other: Person;
let field: Person;

beforeAll(async () => {
	db = await createDatabase();
	live = liveOf(db);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	other = await officerOf(db, '21439', ['desk'], 'Trần Văn Cùng');
	field = await officerOf(db, '21439', ['field'], 'Lê Văn Đường');
});
afterAll(() => db?.drop());

describe('who is looking', () => {
	test('is told by name to those who reach the case, for 45 seconds since the page last said so', async () => {
		const { id } = await callBackOf(db, '21439');
		const tab = randomUUID();
		await live(desk, { tab, looking: id });
		const seen = async (person: Person) =>
			(await live(person)).lookers.find((look) => look.id === id)?.officers;
		expect(await seen(other)).toEqual([{ id: desk.sub, name: 'Nguyễn Thị Trực' }]);
		expect(await seen(desk)).toBeUndefined();
		expect(await seen(field)).toBeUndefined();
		await db.sql`update queue.looks set until = until - interval '45 seconds' where tab = ${tab}`;
		expect(await seen(other)).toBeUndefined();
		await live(desk, { tab, looking: id });
		expect(await seen(other)).toHaveLength(1);
		await live(desk, { tab });
		expect(await seen(other)).toBeUndefined();
	});

	test('is one name for two pages of one officer, and no page answers for another officer', async () => {
		const { id } = await callBackOf(db, '21439');
		const tab = randomUUID();
		await live(desk, { tab, looking: id });
		await live(desk, { looking: id });
		await live(other, { tab, looking: id });
		await live(other, { tab });
		const lead = await officerOf(db, '21439', ['lead']);
		const look = (await live(lead)).lookers.find((one) => one.id === id);
		expect(look?.officers).toEqual([{ id: desk.sub, name: 'Nguyễn Thị Trực' }]);
	});

	test('is nobody of another unit, whatever page of theirs names the case', async () => {
		const { id } = await callBackOf(db, '21439');
		const stranger = await officerOf(db, '21457', ['desk']);
		const tab = randomUUID();
		const all = async (person: Person) =>
			(await live(person)).lookers.filter((look) => look.id === id);
		await live(stranger, { tab, looking: id });
		expect(await db.sql`select from queue.looks where tab = ${tab}`).toHaveLength(0);
		await db.sql`insert into queue.looks (tab, officer, case_id, until) values (${tab}, ${stranger.sub}, ${id}, now() + interval '45 seconds')`;
		expect(await all(other)).toEqual([]);
		await live(desk, { looking: id });
		expect((await all(other)).map(({ officers }) => officers)).toEqual([
			[{ id: desk.sub, name: 'Nguyễn Thị Trực' }]
		]);
		expect(await all(stranger)).toEqual([]);
	});

	test('asking is no sign of life and no read', async () => {
		const { id } = await callBackOf(db, '21439');
		await live(desk);
		await db.sql`update staff.sessions set last_seen = now() - interval '5 minutes' where session_id = ${desk.session_id}`;
		await live(desk, { looking: id });
		const row = one(
			await db.sql`select last_seen < now() - interval '4 minutes' as idle, (select count(*)::int from queue.reads where case_id = ${id}) as reads
			from staff.sessions where session_id = ${desk.session_id}`
		);
		expect(row).toEqual({ idle: true, reads: 0 });
	});
});

describe('the epochs', () => {
	const epochs = async (unit: string) =>
		Object.fromEntries(
			(
				await db.sql`select coalesce(kind, officer::text) as name, epoch from queue.compartments where unit = ${unit}`
			).map(({ name, epoch }) => [name, epoch])
		);

	test('of what a role opened are others once the role is gone, and no others change', async () => {
		const leaving = await officerOf(db, '21457', ['treasurer', 'support']);
		await officerOf(db, '21457', ['desk']);
		const before = await epochs('21457');
		const far = await epochs('21439');
		const { mark } = await live(leaving);
		await db.sql`update staff.officers set roles = array['treasurer'] where user_id = ${leaving.sub}`;
		const after = await epochs('21457');
		const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
		expect(changed.sort()).toEqual(['support', leaving.sub].sort());
		expect(await epochs('21439')).toEqual(far);
		expect(await live(leaving, { mark })).toMatchObject({ all: true });
	});

	test('of a disabled officer are others, a new name changes none', async () => {
		const leaving = await officerOf(db, '21457', ['desk']);
		const before = await epochs('21457');
		await db.sql`update staff.officers set name = 'Phạm Văn Mới' where user_id = ${leaving.sub}`;
		expect(await epochs('21457')).toEqual(before);
		await db.sql`update staff.officers set disabled_at = now() where user_id = ${leaving.sub}`;
		const after = await epochs('21457');
		for (const name of ['home_visit', 'call_back', 'data_request', 'support', leaving.sub])
			expect(after[name], name).not.toBe(before[name]);
		expect(after.fund_statement).toBe(before.fund_statement);
	});
});
