/** Who sees the rows of a hamlet's list, by actor, and who learns nothing. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking-lists.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { booked, ground, officer, otherUnit, unit, windows, type Ground } from './household.ts';
import { ask, refusal } from './calling.ts';
import { listed, namesOf, pageOf, take } from './listing.ts';

const at = (n: number) => g.hamlets[n]!;

let db: TestDatabase;
let g: Ground;
type Actor = Awaited<ReturnType<typeof officer>>;
let desk: Actor;
let head: Actor;
let neighbour: Actor;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	head = await officer(db, ['collaborator'], unit, g.hamlets[0]);
	neighbour = await officer(db, ['collaborator'], unit, g.hamlets[1]);
	await take(db, head, [listed(3, at(0), 'Bà Nguyễn Thị Lụa')]);
});
afterAll(() => db?.drop());

const page = (who: Actor, hamlet?: string | null, after?: object | null, size?: number) =>
	pageOf(db, who, hamlet, after, size);
const names = (who: Actor) => namesOf(db, who);

describe('what each of them sees', () => {
	test('a head sees the rows of the own hamlet and their windows, the neighbour other rows, the desk both', async () => {
		await take(db, neighbour, [listed(1, at(1), 'Bà Thôn Hai')]);
		expect(await names(head)).toContain('Bà Nguyễn Thị Lụa');
		expect(await names(head)).not.toContain('Bà Thôn Hai');
		expect(await names(neighbour)).toEqual(['Bà Thôn Hai']);
		expect(await names(desk)).toEqual(expect.arrayContaining(['Bà Thôn Hai', 'Bà Nguyễn Thị Lụa']));
		const [row] = (await page(neighbour)).rows;
		expect(row).toMatchObject({ hamlet: 'Thôn Hai', state: 'waiting', window: null, case: null });
		expect((await page(desk)).rows[0]!.case).not.toBeNull();
	});

	test('a head who asks for another hamlet gets their own', async () => {
		expect((await page(neighbour, at(0))).rows.map(({ name }) => name)).toEqual(['Bà Thôn Hai']);
	});

	test('a visit that a resident booked is no row of any list', async () => {
		await booked(db, g, windows[0], ['Bà Tự Đặt Lịch']);
		expect(await names(head)).not.toContain('Bà Tự Đặt Lịch');
	});

	test('a head who lists a person with a visit of their own learns that there is one, and no number', async () => {
		const people = [
			{ row: 1, hamlet: at(0), name: 'Ba Tu Dat Lich', year: 1945 },
			{ row: 2, hamlet: at(0), name: 'Bà Nguyễn Thị Lụa', year: 1945 },
			{ row: 3, hamlet: at(0), name: 'Bà Không Có', year: 1945 },
			{ row: 4, hamlet: at(1), name: 'Bà Thôn Hai', year: 1945 }
		];
		const known = async (who: Actor) =>
			doors.booking_list_known.answer.parse(await ask(db, who, 'booking_list_known', { people }))
				.known;
		expect(await known(head)).toEqual([
			{ row: 1, reference: null },
			{ row: 2, reference: expect.stringMatching(/^ĐN-/) }
		]);
		const searched = () => db.sql`
			select 1 from queue.reads where officer = ${desk.sub} and case_id is null and code = 'searched'`;
		const before = (await searched()).length;
		expect((await known(desk)).map(({ row, reference }) => [row, reference !== null])).toEqual([
			[1, true],
			[2, true],
			[4, true]
		]);
		// Who asks of many names is written down, as who searches.
		expect((await searched()).length).toBe(before + 1);
	});

	test('a head sees the window once the desk has found one', async () => {
		const visit = await booked(db, g, windows[2], ['Bà Có Hẹn']);
		const { list } = await take(db, head, [listed(1, at(0), 'Bà Giữ Chỗ')]);
		await db.sql`update booking.list_rows set visit = ${visit.visit} where list = ${list}`;
		const row = (await page(head)).rows.find(({ name }) => name === 'Bà Có Hẹn');
		expect(row).toMatchObject({ state: 'held', window: { day: g.day, from: 810, to: 930 } });
	});

	test('the pages of a long list follow each other without a gap and without anybody twice', async () => {
		const third = await officer(db, ['collaborator'], unit, at(2));
		const rows = Array.from({ length: 7 }, (_, n) => listed(n + 1, at(2), `Bà Số ${'ABCDEFG'[n]}`));
		await take(db, third, rows);
		const seen: (string | null)[] = [];
		let after: object | null = null;
		do {
			const { rows: some, next } = await page(third, null, after, 3);
			seen.push(...some.map(({ name }) => name));
			after = next;
		} while (after);
		expect(seen).toEqual(rows.map((_, n) => `Bà Số ${'ABCDEFG'[n]}`));
	});

	test('who was shown is written down', async () => {
		const { list } = await take(db, head, [listed(1, at(0), 'Bà Được Xem')]);
		await page(head);
		const [read] = await db.sql`
			select r.officer, r.code from queue.reads r
			join booking.visits v on v.case_id = r.case_id join booking.list_rows x on x.visit = v.id
			where x.list = ${list} and r.officer = ${head.sub}`;
		expect(read).toMatchObject({ code: 'listed' });
	});

	test('the queue and its cases do not exist for a head, not even those of the own list', async () => {
		const [row] =
			await db.sql`select v.case_id from booking.list_rows r join booking.visits v on v.id = r.visit limit 1`;
		expect(await refusal(ask(db, head, 'queue_case', { id: row!.case_id }))).toBe('role_missing');
		expect(await refusal(ask(db, head, 'queue_page', { filter: {}, after: null, size: 10 }))).toBe(
			'role_missing'
		);
	});

	test('a field officer, an investigator, another unit and a stranger see no list', async () => {
		for (const role of ['field', 'investigator'])
			expect(await refusal(page(await officer(db, [role])))).toBe('role_missing');
		expect((await page(await officer(db, ['desk'], otherUnit))).rows).toEqual([]);
		const stranger = db.as(
			{ role: 'anon' },
			(tx) => tx`select public.booking_list_page(null, null, 10)`
		);
		expect(await refusal(stranger)).toMatch(/permission denied/);
	});

	test('a head may choose the own hamlet alone, the desk any of the unit', async () => {
		const places = async (who: Actor) =>
			doors.booking_list_places.answer.parse(await ask(db, who, 'booking_list_places', {}));
		expect(await places(head)).toMatchObject({
			own: true,
			hamlets: [{ name: 'Thôn Một', area: unit }]
		});
		expect((await places(desk)).hamlets).toHaveLength(4);
	});
});
