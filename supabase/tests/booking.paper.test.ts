/** The day on paper: who gets a sheet, what stands on it, and the day typed in from the one that came back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/booking-paper.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, openDay, refusal, windows } from './household.ts';

type Visit = Awaited<ReturnType<typeof booked>>;

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let field: typeof desk;
let editor: typeof desk;
let stranger: typeof desk;
let sheets = 0;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	field = await officer(db, ['field']);
	editor = await officer(db, ['editor']);
	stranger = await officer(db, ['desk'], home.otherUnit);
});
afterAll(() => db?.drop());

/** A fresh day of the team with visits that were confirmed; the day is then today, as on the evening the sheet comes back. */
async function sheetOf(...wanted: (readonly [number, number])[]) {
	const opened = await openDay(db.sql, g.team, g.kit, 6);
	const on = { ...g, ...opened };
	const visits: Visit[] = [];
	for (const window of wanted) {
		const visit = await booked(db, on, window, ['Bà Minh Họa', 'Ông Thí Dụ']);
		const args = { key: randomUUID(), id: visit.id, checked: 'papers', papers: 'Thẻ cũ' };
		await ask(db, desk, 'booking_confirm', { ...args, version: visit.version });
		visits.push({ ...visit, version: visit.version + 1 });
	}
	// Earlier sheets of this file make room: a team has one sheet a day.
	await db.sql`update booking.team_days set day = day - ${1000 * ++sheets}::int where team = ${g.team} and day = house.local_day(now())`;
	await db.sql`update booking.team_days set day = house.local_day(now()) where id = ${opened.teamDay}`;
	return { day: opened.teamDay, visits };
}

const sheet = async (who: typeof desk, team_day: string) =>
	doors.booking_sheet.answer.parse(await ask(db, who, 'booking_sheet', { team_day }));
const line = (visit: Visit, [first, second]: [string, string], more: object = {}) => ({
	id: visit.id,
	version: visit.version,
	began: 455,
	ended: 490,
	people: visit.people.map((id, n) => ({
		id,
		outcome: n === 0 ? first : second,
		receiver: null,
		note: null
	})),
	...more
});
const enter = (team_day: string, rows: object[], key: string = randomUUID(), who = desk) =>
	ask(db, who, 'booking_day_enter', { key, team_day, rows });
const reads = async (id: string, code: string) =>
	(await db.sql`select 1 from queue.reads where case_id = ${id} and code = ${code}`).length;

describe('a run sheet', () => {
	test('has the visits in order with both words, and no birth and no number of a card', async () => {
		const { day, visits } = await sheetOf(windows[2], windows[0]);
		const found = await sheet(desk, day);
		expect(found.rows.map((row) => row.case)).toEqual([visits[1]!.id, visits[0]!.id]);
		expect(found.rows[0]).toMatchObject({
			words: ['cây đa', 'bến nước'],
			papers: 'Thẻ cũ',
			phone: '+84900000100'
		});
		expect(found.rows[0]!.people.map(({ name }) => name)).toEqual(['Bà Minh Họa', 'Ông Thí Dụ']);
		expect(JSON.stringify(found)).not.toMatch(/birth|1945|old_number/);
	});

	test('has the cards that are brought along, each with who may take it, and no longer once they are handed', async () => {
		const { day, visits } = await sheetOf(windows[0]);
		const { visit, id } = visits[0]!;
		await db.sql`update booking.stops set kind = 'card' where subject = ${visit}`;
		await db.sql`update booking.people set outcome = 'captured', receiver = 'Cháu Minh Họa', card_ready_at = now() where visit_id = ${visit}`;
		await db.sql`update queue.cases set state = 'card_ready' where id = ${id}`;
		const found = await sheet(field, day);
		expect(found.rows).toEqual([]);
		expect(found.cards).toMatchObject([{ case: id, people: [{ receiver: 'Cháu Minh Họa' }, {}] }]);
		expect(await reads(id, 'sheet')).toBe(1);
		await db.sql`update booking.people set card_handed_at = now(), card_handed_to = 'owner' where visit_id = ${visit}`;
		expect((await sheet(field, day)).cards).toEqual([]);
	});

	test('is written down as a reading of each case on it', async () => {
		const { day, visits } = await sheetOf(windows[0]);
		await sheet(desk, day);
		expect(await reads(visits[0]!.id, 'sheet')).toBe(1);
	});

	test('goes to the team of the day and the desk, and to nobody else', async () => {
		const { day } = await sheetOf(windows[0]);
		expect((await sheet(field, day)).rows).toHaveLength(1);
		expect(await refusal(sheet(editor, day))).toBe('role_missing');
		expect(await refusal(sheet(stranger, day))).toBe('not_found');
		await db.sql`update booking.team_days set day = day - 3 where id = ${day}`;
		expect(await refusal(sheet(field, day))).toBe('not_found');
		const { days } = await ask(db, field, 'booking_sheets', {});
		expect(days.map(({ id }: { id: string }) => id)).not.toContain(day);
		const seen = await ask(db, desk, 'booking_sheets', {});
		expect(seen.days.map(({ id }: { id: string }) => id)).toContain(day);
		expect((await ask(db, stranger, 'booking_sheets', {})).days).toEqual([]);
	});
});

describe('a sheet to copy from', () => {
	test('has the birth, and is the desk’s alone', async () => {
		const { visits } = await sheetOf(windows[0]);
		const cases = visits.map(({ id }) => id);
		const copies = doors.booking_copy_sheets.answer.parse(
			await ask(db, desk, 'booking_copy_sheets', { cases })
		);
		expect(copies.sheets[0]!.visit.people[0]!.birth).toEqual({ year: 1945 });
		expect(await reads(cases[0]!, 'copy_sheet')).toBe(1);
		expect(await refusal(ask(db, field, 'booking_copy_sheets', { cases }))).toBe('role_missing');
		expect(await refusal(ask(db, stranger, 'booking_copy_sheets', { cases }))).toBe('not_found');
		expect(await refusal(ask(db, desk, 'booking_copy_sheets', { cases: [] }))).toBe('out_of_range');
	});
});

describe('a day typed in from paper', () => {
	test('writes every outcome with the real times, once for one key', async () => {
		const { day, visits } = await sheetOf(windows[0], windows[1]);
		const [key, rows] = [
			randomUUID(),
			visits.map((visit) => line(visit, ['captured', 'absent'], { began: 460, ended: 500 }))
		];
		const answer = await enter(day, rows, key);
		expect(answer.rows.map(({ state }: { state: string }) => state)).toEqual([
			'revisit',
			'revisit'
		]);
		expect(await enter(day, rows, key)).toEqual(answer);
		const times =
			await db.sql`select began, ended, source from booking.attendances where team_day = ${day}`;
		expect([...times]).toEqual([
			{ began: 460, ended: 500, source: 'paper' },
			{ began: 460, ended: 500, source: 'paper' }
		]);
		expect((await sheet(desk, day)).rows[0]!.attended).toEqual({ began: 460, ended: 500 });
	});

	test('takes the good lines, and says of each other line what is wrong with it', async () => {
		const { day, visits } = await sheetOf(windows[0], windows[1], windows[2]);
		const [good, old, backwards] = visits as [Visit, Visit, Visit];
		const elsewhere = await sheetOf(windows[0]);
		await db.sql`update booking.team_days set day = house.local_day(now()) - 1 where id = ${day}`;
		const answer = await enter(day, [
			line(good, ['captured', 'captured']),
			line(old, ['captured', 'captured'], { version: old.version - 1 }),
			line(backwards, ['captured', 'captured'], { began: 900, ended: 880 }),
			line(elsewhere.visits[0]!, ['captured', 'captured'])
		]);
		const told = new Map(
			answer.rows.map((row: { id: string; code: string | null }) => [row.id, row.code])
		);
		expect(told.get(good.id)).toBeNull();
		expect(told.get(old.id)).toBe('stale');
		expect(told.get(backwards.id)).toBe('out_of_range');
		expect(told.get(elsewhere.visits[0]!.id)).toBe('not_found');
		// A line that was refused left nothing behind, its outcome neither.
		const [row] = await db.sql`select state, version from queue.cases where id = ${backwards.id}`;
		expect(row).toEqual({ state: 'confirmed', version: backwards.version });
	});

	test('cannot be typed in before it has come, nor by the team or another unit', async () => {
		const { day, visits } = await sheetOf(windows[0]);
		const rows = [line(visits[0]!, ['captured', 'captured'])];
		expect(await refusal(enter(day, rows, randomUUID(), field))).toBe('role_missing');
		expect(await refusal(enter(day, rows, randomUUID(), stranger))).toBe('not_found');
		await db.sql`update booking.team_days set day = day + 1 where id = ${day}`;
		expect(await refusal(enter(day, rows))).toBe('not_yet');
		expect(await refusal(enter(day, []))).toBe('not_yet');
	});

	test('two who type in one day at once write it once', async () => {
		const { day, visits } = await sheetOf(windows[0], windows[1]);
		const rows = visits.map((visit) => line(visit, ['captured', 'refused']));
		const [one, two] = await Promise.all([enter(day, rows), enter(day, [...rows].reverse())]);
		const codes = [...one.rows, ...two.rows].map(({ code }: { code: string | null }) => code);
		expect(codes.sort()).toEqual([null, null, 'stale', 'stale'].sort());
		const [row] = await db.sql`select count(*)::int as n from queue.events
			where code = 'outcome' and case_id = any (${visits.map(({ id }) => id)})`;
		expect(row!.n).toBe(2);
	});
});
