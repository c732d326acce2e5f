/** One case of several people becomes two, and one again. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { aLookup, refusal, windows } from './household.ts';
import { merging, type Case, type Merging } from './merging.ts';

let db: TestDatabase;
let m: Merging;
beforeAll(async () => {
	db = await createDatabase();
	m = await merging(db);
});
afterAll(() => db?.drop());
beforeEach(() => m.clear());

const two = () => m.w.visitAt(windows[0], ['Bà Minh Họa', 'Ông Minh Họa'], 35);
const linkOf = async (at: Case) => (await m.whole(at.id)).kin.links[0]!.id;

describe('a household of two', () => {
	test('is parted: the second gets a number, a code and a place of their own, under the same clocks', async () => {
		const home = await two();
		expect((await m.whole(home.id)).actions).toContain('split');
		const lookup = aLookup();
		const made = await m.split(home, [home.people[1]!], { lookup, together: true });
		const [first, second] = [await m.whole(home.id), await m.whole(made.id)];
		expect(first.visit?.people.map(({ name }) => name)).toEqual(['Bà Minh Họa']);
		expect(second.visit?.people.map(({ name }) => name)).toEqual(['Ông Minh Họa']);
		expect(second.visit?.window).toEqual(first.visit?.window);
		expect(second.visit?.contact).toEqual(first.visit?.contact);
		expect(second.row).toMatchObject({
			state: 'held',
			received_at: first.row.received_at,
			due_at: first.row.due_at
		});
		expect(
			second.clocks.map(({ clock, started_at, due_at }) => [clock, started_at, due_at])
		).toEqual(first.clocks.map(({ clock, started_at, due_at }) => [clock, started_at, due_at]));
		const opened = await m.opened({ ...made, lookup });
		expect(opened.reference).toBe(made.reference);
		expect(opened.people.map(({ name }) => name)).toEqual(['Ông Minh Họa']);
		expect((await m.opened(home)).people.map(({ name }) => name)).toEqual(['Bà Minh Họa']);
		expect(first.kin.links).toMatchObject([{ kind: 'split', is: 'kept', undoable: true }]);
		expect(second.kin.links).toMatchObject([{ kind: 'split', is: 'other', case: { id: home.id } }]);
	});

	test('or one of them waits for a place of their own', async () => {
		const home = await two();
		const made = await m.split(home, [home.people[1]!]);
		expect((await m.whole(made.id)).row.state).toBe('waiting');
		expect((await m.stopsOf(home))[0]).toMatchObject({ service: 25 });
	});

	test('stays confirmed in both parts once it was', async () => {
		const home = await two();
		await m.confirm(home);
		const made = await m.split(home, [home.people[0]!], { together: true });
		expect((await m.whole(made.id)).row.state).toBe('confirmed');
		expect((await m.whole(home.id)).row.state).toBe('confirmed');
	});

	test('is one again, row by row as it was, and both codes open it', async () => {
		const home = await two();
		const before = await m.dump(home);
		const lookup = aLookup();
		const made = await m.split(home, [home.people[0]!], { lookup, together: true });
		const link = await linkOf(home);
		expect(await m.undoPreview(home, link)).toEqual({ kept: 'back', other: 'none', refused: null });
		await m.undo(home, link);
		expect(await m.dump(home)).toEqual(before);
		const gone = await m.whole(made.id);
		expect(gone.row.state).toBe('merged');
		expect(gone.kin.kept_in?.id).toBe(home.id);
		expect(await m.opened({ ...made, lookup })).toMatchObject({ merged: true, state: 'held' });
	});

	test('waits as one where the minutes it needs are gone, if the officer wants it so', async () => {
		const home = await two();
		await m.split(home, [home.people[1]!]);
		await m.nextAfter();
		const link = await linkOf(home);
		expect(await m.undoPreview(home, link)).toMatchObject({ kept: 'gone' });
		expect(await refusal(m.undo(home, link))).toBe('place_gone');
		await m.undo(home, link, true);
		expect((await m.whole(home.id)).row.state).toBe('waiting');
	});
});

describe('is refused', () => {
	test('for nobody, for everybody, for a stranger, and where nobody else is', async () => {
		const home = await two();
		const other = await m.w.visitAt(windows[2]);
		expect(await refusal(m.split(home, []))).toBe('required');
		expect(await refusal(m.split(home, home.people))).toBe('too_many');
		expect(await refusal(m.split(home, other.people))).toBe('not_found');
		expect((await m.whole(other.id)).actions).not.toContain('split');
	});

	test('for a stale version, a code that is taken, a window without room, and who may not', async () => {
		const home = await two();
		const [, second] = home.people as [string, string];
		expect(await refusal(m.split({ ...home, version: 9 }, [second]))).toBe('stale');
		expect(await refusal(m.split(home, [second], { lookup: home.lookup }))).toBe('code_taken');
		await m.nextAfter();
		expect(await refusal(m.split(home, [second], { together: true }))).toBe('window_too_short');
		for (const [who, code] of [
			['stranger', 'not_found'],
			['field', 'role_missing'],
			['head', 'role_missing']
		] as const)
			expect(await refusal(m.split(home, [second], {}, who))).toBe(code);
		expect((await m.whole(home.id)).visit?.people).toHaveLength(2);
	});

	test('undoing it once somebody was served', async () => {
		const home = await two();
		const made = await m.split(home, [home.people[1]!], { together: true });
		await db.sql`update booking.people set outcome = 'captured' where visit_id = (select id from booking.visits where case_id = ${made.id})`;
		expect(await refusal(m.undo(home, await linkOf(home)))).toBe('not_allowed');
	});
});
