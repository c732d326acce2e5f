/** A hamlet's list: what is made of its rows, all of them or none, nobody twice, and what is left of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ground, hash, officer, unit, type Ground } from './household.ts';
import { refusal } from './calling.ts';
import { listed, namesOf, pageOf, take } from './listing.ts';

let db: TestDatabase;
let g: Ground;
type Actor = Awaited<ReturnType<typeof officer>>;
let desk: Actor;
let head: Actor;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	head = await officer(db, ['collaborator'], unit, g.hamlets[0]);
});
afterAll(() => db?.drop());

const names = (who: Actor) => namesOf(db, who);
const count = async () => (await db.sql`select count(*)::int as n from queue.cases`)[0]!.n;
const at = (n: number) => g.hamlets[n]!;

describe('the head of a hamlet who brings a list', () => {
	test('gets a place on the waitlist, a code and two words for each person on it', async () => {
		const rows = [
			listed(3, at(0), 'Bà Nguyễn Thị Lụa'),
			listed(4, at(0), 'Ông Trần Văn Bền', 1938)
		];
		rows[1]!.note = 'Nhà có chó';
		const { taken, known } = await take(db, head, rows);
		expect(taken.map(({ row }) => row)).toEqual([3, 4]);
		expect(taken[0]!.words).toEqual(['cây đa', 'bến nước']);
		expect(known).toEqual([]);
		const made = await db.sql`
			select c.state, c.channel, c.kind, v.consent_at is not null as asked, v.person_knows, v.minutes, l.made_by, l.asked_at,
				(select n.body from queue.notes n where n.case_id = c.id) as note,
				(select k.case_id is not null from lookup.codes k where k.hash = decode(${rows[0]!.lookup_hash}, 'hex')) as opens
			from queue.cases c join booking.visits v on v.case_id = c.id join booking.list_rows r on r.visit = v.id
			join booking.lists l on l.id = r.list
			where c.reference in ${db.sql(taken.map(({ reference }) => reference))} order by r.position`;
		expect(made[0]).toMatchObject({
			state: 'waiting',
			channel: 'ward',
			kind: 'home_visit',
			asked: true,
			person_knows: true,
			minutes: 25,
			made_by: head.sub,
			opens: true,
			note: null
		});
		expect(made[0]!.asked_at).not.toBeNull();
		expect(made[1]!.note).toBe('Nhà có chó');
	});

	test('is answered the same when the line was lost and the list goes out again', async () => {
		const [key, rows] = [randomUUID(), [listed(1, at(0), 'Bà Gửi Hai Lần')]];
		const first = await take(db, head, rows, { key });
		expect(await take(db, head, rows, { key })).toEqual(first);
		expect(await refusal(take(db, head, [listed(1, at(0), 'Bà Khác')], { key }))).toBe(
			'key_reused'
		);
	});

	test('who brings the same sheet twice makes nobody twice', async () => {
		const sheet = () => [listed(1, at(0), 'Bà Đặng Thị Nở'), listed(2, at(0), 'Ông Đỗ Văn Đực')];
		await take(db, head, sheet());
		const before = await count();
		const again = await take(db, head, [...sheet(), listed(3, at(0), 'Bà Mới Thêm')]);
		expect(again.known).toEqual([1, 2]);
		expect(again.taken.map(({ row }) => row)).toEqual([3]);
		expect(await count()).toBe(before + 1);
	});

	test('finds the person whose name was typed without marks, and a line that is there twice', async () => {
		await take(db, head, [listed(1, at(0), 'Bà Lê Thị Huệ')]);
		const { taken, known } = await take(db, head, [
			listed(1, at(0), 'BA LE THI HUE'),
			listed(2, at(0), 'Ông Hai Dòng'),
			listed(3, at(0), 'ông hai dòng'),
			listed(4, at(0), 'Ông Hai Dòng', 1950)
		]);
		expect(known).toEqual([1, 3]);
		expect(taken.map(({ row }) => row)).toEqual([2, 4]);
	});

	test('gets all rows or none, and is told which row it was', async () => {
		const before = await count();
		const bad = listed(2, at(0), 'Bà Sinh Trước');
		(bad.form as { people: { birth: object }[] }).people[0]!.birth = { year: 1890 };
		const refused = await take(db, head, [listed(1, at(0), 'Bà Đúng'), bad]).catch(
			(error: { message: string; detail: string }) => error
		);
		expect(refused).toMatchObject({ message: 'out_of_range', detail: 'rows.1.people.0.birth' });
		expect(await count()).toBe(before);
		expect(await names(head)).not.toContain('Bà Đúng');
	});

	test('cannot enter anybody for another hamlet', async () => {
		expect(await refusal(take(db, head, [listed(1, at(1), 'Bà Thôn Khác')]))).toBe('not_found');
	});

	test('cannot any more once the lead has disabled the account', async () => {
		const gone = await officer(db, ['collaborator'], unit, at(2));
		await db.sql`update staff.officers set disabled_at = now() where user_id = ${gone.sub}`;
		expect(await refusal(take(db, gone, [listed(1, at(2), 'Bà Sau Đó')]))).toBe('disabled');
	});

	test('is one of those who may: no field officer, no investigator, nobody without an account', async () => {
		for (const role of ['field', 'investigator', 'auditor']) {
			const other = await officer(db, [role]);
			expect(await refusal(take(db, other, [listed(1, at(0), 'Bà Không Nhận')]))).toBe(
				'role_missing'
			);
		}
		const nobody = { sub: randomUUID() };
		expect(await refusal(take(db, nobody, [listed(1, at(0), 'Bà Không Nhận')]))).toBe(
			'not_an_officer'
		);
	});

	test('may list again somebody whose visit was cancelled', async () => {
		const { taken } = await take(db, head, [listed(1, at(0), 'Bà Đã Hủy')]);
		await db.sql`update queue.cases set state = 'cancelled', ended_at = now() where reference = ${taken[0]!.reference}`;
		expect((await take(db, head, [listed(1, at(0), 'Bà Đã Hủy')])).known).toEqual([]);
	});
});

describe('what is left when the time has come', () => {
	test('retention erases the people of a list like any others, and the list keeps its figures', async () => {
		const fourth = await officer(db, ['collaborator'], unit, at(3));
		const { taken, list } = await take(db, fourth, [listed(1, at(3), 'Bà Được Quên')]);
		await db.sql`update queue.cases set state = 'cancelled', ended_at = now() - interval '400 days'
			where reference = ${taken[0]!.reference}`;
		await db.sql`select booking.retain(${unit}, null)`;
		expect((await pageOf(db, fourth)).rows[0]).toMatchObject({ name: null, year: null });
		const [kept] = await db.sql`select taken, known from booking.lists where id = ${list}`;
		expect(kept).toEqual({ taken: 1, known: 0 });
	});

	test('a code that opens another case is refused with its row, and nothing is made', async () => {
		const [one, two] = [listed(1, at(3), 'Bà Mã Một'), listed(2, at(3), 'Bà Mã Hai')];
		two.lookup_hash = one.lookup_hash = hash('the same');
		expect(await refusal(take(db, desk, [one, two]))).toBe('code_taken');
		expect(await names(desk)).not.toContain('Bà Mã Một');
	});
});
