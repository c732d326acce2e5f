/** Views with a name: whose they are, and what they no longer hold. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { viewVerbsOf, type ViewVerbs } from './view-verbs.ts';

let db: TestDatabase;
let v: ViewVerbs;
let lead: Person;
let desk: Person;
let field: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	v = viewVerbsOf(db);
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk'], 'Nguyễn Thị Trực');
	field = await officerOf(db, '21439', ['field']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

describe('a view with a name', () => {
	test('is its owner’s alone until it is shared, and then the unit’s', async () => {
		const id = await v.save(desk, { name: 'Tôi gọi hôm nay', filter: { to_call: true } });
		const has = async (person: Person) =>
			(await v.views(person)).views.find((view) => view.id === id);
		expect(await has(desk)).toMatchObject({
			shared: false,
			may_change: true,
			filter: { to_call: true },
			gone: null,
			owner: { id: desk.sub }
		});
		for (const person of [lead, field, stranger]) expect(await has(person)).toBeUndefined();
		await v.save(desk, { id, name: 'Gọi hôm nay', shared: true, filter: { to_call: true } });
		expect(await has(field)).toMatchObject({ name: 'Gọi hôm nay', may_change: false });
		expect(await has(lead)).toMatchObject({ may_change: true });
		expect(await has(stranger)).toBeUndefined();
	});

	test('is renamed and taken away by its owner, by a lead where it is shared, and by nobody else', async () => {
		const id = await v.save(desk, { name: 'Chung', shared: true });
		const own = await v.save(desk, { name: 'Riêng' });
		for (const person of [field, stranger]) {
			expect(await problemOf(v.save(person, { id, name: 'Khác' }))).toMatchObject({
				message: 'not_found'
			});
			expect(await problemOf(v.remove(person, id))).toMatchObject({ message: 'not_found' });
		}
		expect(await problemOf(v.remove(lead, own))).toMatchObject({ message: 'not_found' });
		await v.save(lead, { id, name: 'Chung cả đơn vị', shared: true });
		const key = newKey();
		await v.remove(lead, id, key);
		// The answer was lost, and the same is sent again.
		expect(await problemOf(v.remove(lead, id, key))).toBeNull();
		expect(await problemOf(v.remove(desk, id))).toMatchObject({ message: 'not_found' });
	});

	test('has a name once, whatever the marks, and is made once by a key', async () => {
		const key = newKey();
		const id = await v.save(desk, { name: 'Đến nhà trễ', key });
		expect(await v.save(desk, { name: 'Đến nhà trễ', key })).toBe(id);
		expect(await problemOf(v.save(desk, { name: 'den nha tre' }))).toMatchObject({
			code: 'PT409',
			message: 'name_taken'
		});
		expect(await problemOf(v.save(lead, { name: 'Đến nhà trễ' }))).toBeNull();
	});

	test('says what it names that is not there any more', async () => {
		const left = await officerOf(db, '21439', ['desk']);
		const id = await v.save(desk, { name: 'Của người đã đi', filter: { assignee: left.sub } });
		await db.sql`update staff.officers set disabled_at = now() where user_id = ${left.sub}`;
		const { views } = await v.views(desk);
		expect(views.find((view) => view.id === id)?.gone).toBe('assignee');
		expect(views.filter((view) => view.id !== id).every(({ gone }) => gone === null)).toBe(true);
	});

	test.each([
		[{ assignee: 'me', q: 'Bình' }, 'unknown_field', 'q'],
		[{ area: '21451' }, 'not_found', 'area'],
		[{ kind: 'secret' }, 'bad_format', 'kind']
	])('of %j is refused as %s of %s', async (filter, message, detail) => {
		expect(await problemOf(v.save(desk, { name: 'Sai', filter }))).toMatchObject({
			code: 'PT422',
			message,
			detail
		});
	});

	test.each([
		['', 'required'],
		['x'.repeat(61), 'too_long'],
		['an\u202eto', 'bad_characters']
	])('named %j is refused as %s', async (name, message) => {
		expect(await problemOf(v.save(desk, { name }))).toMatchObject({
			code: 'PT422',
			message,
			detail: 'name'
		});
	});

	test('is one of fifty at most, also when two are saved at once', async () => {
		const many = await officerOf(db, '21439', ['desk']);
		await db.sql`insert into queue.views (unit, owner, name, shared, filter)
			select '21439', ${many.sub}, 'Mục ' || n, false, '{}' from generate_series(1, 49) n`;
		const both = await Promise.all([
			problemOf(v.save(many, { name: 'Một' })),
			problemOf(v.save(many, { name: 'Hai' }))
		]);
		expect(both.map((problem) => problem?.message ?? 'saved').sort()).toEqual([
			'saved',
			'too_many_views'
		]);
		const { n } = one(
			await db.sql`select count(*)::int as n from queue.views where owner = ${many.sub}`
		);
		expect(n).toBe(50);
	});
});
