/** Two cases of one household become one, and come apart again as they were. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { refusal, windows } from './household.ts';
import { merging, type Merging } from './merging.ts';

let db: TestDatabase;
let m: Merging;
beforeAll(async () => {
	db = await createDatabase();
	m = await merging(db);
});
afterAll(() => db?.drop());
beforeEach(() => m.clear());

describe('a household that booked twice', () => {
	test('keeps one promise and one clock, from the first time it asked; the other window is free again', async () => {
		const [kept, other] = await m.pair();
		await db.sql`update queue.cases set received_at = received_at - interval '3 days' where id = ${other.id}`;
		await db.sql`update queue.clocks_running set started_at = started_at - interval '3 days' where case_id = ${other.id}`;
		const preview = await m.preview(kept, other);
		expect(preview.choices.map(({ whose, refused }) => [whose, refused])).toEqual([
			['kept', null],
			['other', null]
		]);
		expect(preview.kept.window).toMatchObject({ from: windows[0][0] });
		expect(preview.other.window).toMatchObject({ from: windows[2][0] });
		await m.merge(kept, other);
		const whole = await m.whole(kept.id);
		expect(whole.visit?.window).toMatchObject({ from: windows[0][0] });
		expect(whole.row.due_at).toBe(preview.choices[0]!.due_at);
		const [clock] = await db.sql`
			select count(*)::int as n from queue.clocks_running k join queue.clocks_running o using (clock)
			where k.case_id = ${kept.id} and o.case_id = ${other.id} and k.started_at = o.started_at`;
		expect(clock!.n).toBeGreaterThan(0);
		expect(await m.stopsOf(other)).toEqual([]);
		const gone = await m.whole(other.id);
		expect(gone.row.state).toBe('merged');
		expect(gone.kin.kept_in).toEqual({ id: kept.id, reference: whole.row.reference });
		expect(gone.actions).toEqual(['note', 'ask_data']);
	});

	test('has the other window when the officer chooses it, in the place that was promised', async () => {
		const [kept, other] = await m.pair();
		const [before] = await m.stopsOf(other);
		await m.merge(kept, other, { stands: 'other' });
		expect(await m.stopsOf(kept)).toMatchObject([
			{ start: before!.start, window_from: windows[2][0], channel: before!.channel }
		]);
		expect(await m.stopsOf(other)).toEqual([]);
	});

	test('shows both stories to the officer, and writes down that both were read', async () => {
		const [kept, other] = await m.pair();
		await m.w.tell('desk', 'queue_note', { id: other.id, body: 'Người cháu đặt lần hai' });
		await m.merge(kept, other);
		const { kin } = await m.whole(kept.id);
		expect(kin.links).toMatchObject([
			{ kind: 'merge', is: 'kept', undoable: true, case: { id: other.id } }
		]);
		expect(kin.links[0]!.events.map(({ code }) => code)).toContain('received');
		expect(kin.links[0]!.notes).toMatchObject([{ body: 'Người cháu đặt lần hai' }]);
		const [read] = await db.sql`
			select count(*)::int as n from queue.reads where case_id = ${other.id} and code = 'opened_with'`;
		expect(read!.n).toBe(1);
	});

	test('is suggested by the number and by the name in the hamlet, to the desk alone', async () => {
		const [kept, other] = await m.pair();
		const { alike } = (await m.whole(kept.id)).kin;
		expect(alike).toMatchObject([{ id: other.id, why: ['name', 'phone'] }]);
		await db.sql`update booking.visits set booker_phone = '+84900000101' where case_id = ${other.id}`;
		expect((await m.whole(kept.id)).kin.alike).toMatchObject([{ id: other.id, why: ['name'] }]);
		await db.sql`update booking.people p set name = 'Ông Khác' from booking.visits v where v.id = p.visit_id and v.case_id = ${other.id}`;
		expect((await m.whole(kept.id)).kin.alike).toEqual([]);
	});

	test('brings along whom only the other case names, where the window has room for them', async () => {
		const [kept, other] = await m.pair({ names: ['Bà Minh Họa', 'Ông Minh Họa'] });
		const { only_other } = await m.preview(kept, other);
		expect(only_other).toMatchObject([{ name: 'Ông Minh Họa' }]);
		const bring = only_other.map(({ id }) => id);
		await m.merge(kept, other, { bring });
		const { visit, row } = await m.whole(kept.id);
		expect(visit?.people.map(({ name }) => name)).toEqual(['Bà Minh Họa', 'Ông Minh Họa']);
		expect(row.title.data.people).toBe(2);
		expect((await m.stopsOf(kept))[0]!.service).toBe(visit!.minutes);
		expect((await m.whole(other.id)).visit?.people).toHaveLength(2);
	});

	test('brings nobody where the next family would have to wait', async () => {
		const [kept, other] = await m.pair({ names: ['Bà Minh Họa', 'Ông Minh Họa'] });
		await m.nextAfter();
		const { only_other } = await m.preview(kept, other);
		const bring = only_other.map(({ id }) => id);
		expect((await m.preview(kept, other, bring)).choices[0]!.refused).toBe('window_too_short');
		expect(await refusal(m.merge(kept, other, { bring }))).toBe('window_too_short');
		expect((await m.whole(other.id)).row.state).toBe('held');
	});
});

describe('a merge is undone', () => {
	test.each(['kept', 'other'] as const)(
		'with both cases as they were, row by row, when the window of the %s case stood',
		async (stands) => {
			const [kept, other] = await m.pair({ names: ['Bà Minh Họa', 'Ông Minh Họa'] });
			const before = [await m.dump(kept), await m.dump(other)];
			const { only_other } = await m.preview(kept, other);
			expect([await m.dump(kept), await m.dump(other)]).toEqual(before);
			const { link } = await m.merge(kept, other, {
				stands,
				bring: only_other.map(({ id }) => id)
			});
			expect([await m.dump(kept), await m.dump(other)]).not.toEqual(before);
			expect(await m.undoPreview(kept, link)).toMatchObject({ other: 'back', refused: null });
			await m.undo(kept, link);
			expect([await m.dump(kept), await m.dump(other)]).toEqual(before);
		}
	);

	test('says beforehand that a place is gone, and lets the family wait if the officer wants it so', async () => {
		const [kept, other] = await m.pair();
		const { link } = await m.merge(kept, other);
		await m.somebodyAt(windows[2]);
		expect(await m.undoPreview(kept, link)).toEqual({
			kept: 'stays',
			other: 'gone',
			refused: null
		});
		expect(await refusal(m.undo(kept, link))).toBe('place_gone');
		expect((await m.whole(other.id)).row.state).toBe('merged');
		await m.undo(kept, link, true);
		expect((await m.whole(other.id)).row.state).toBe('waiting');
		expect((await m.whole(kept.id)).visit?.window).toMatchObject({ from: windows[0][0] });
	});

	test('newest first, and not once the personal data is gone', async () => {
		const [kept, other] = await m.pair();
		const third = await m.w.visitAt(windows[3]);
		const { link } = await m.merge(kept, other);
		const { link: second } = await m.merge(kept, third);
		expect(await refusal(m.undo(kept, link))).toBe('undo_newer_first');
		await m.undo(kept, second);
		await db.sql`select booking.erase_sensitive(${other.id}::uuid)`;
		expect(await refusal(m.undo(kept, link))).toBe('too_old');
		expect((await m.whole(kept.id)).kin.links.find(({ id }) => id === link)?.undoable).toBe(false);
	});

	test('leaves alone what was done to the case that stays meanwhile', async () => {
		const [kept, other] = await m.pair();
		const { link } = await m.merge(kept, other);
		await m.confirm(kept);
		await m.undo(kept, link);
		expect((await m.whole(kept.id)).row.state).toBe('confirmed');
		expect((await m.whole(other.id)).row.state).toBe('held');
	});
});

describe('both codes still open', () => {
	test('the same state and window, and nobody reads the other’s words, names or number', async () => {
		const [kept, other] = await m.pair({ names: ['Bà Minh Họa'] });
		await db.sql`update booking.people p set name = 'Bà Chỉ Một' from booking.visits v where v.id = p.visit_id and v.case_id = ${kept.id}`;
		await m.w.tell('desk', 'queue_ask', { id: kept.id, version: 1, body: 'Nhà bà Chỉ Một ở đâu?' });
		kept.version += 1;
		await m.merge(kept, other);
		await m.confirm(kept);
		const [first, second] = [await m.opened(kept), await m.opened(other)];
		for (const same of ['state', 'window', 'unit', 'area_name'] as const)
			expect(second[same]).toEqual(first[same]);
		expect(second).toMatchObject({
			merged: true,
			actions: ['ask_data'],
			question: null,
			reference: other.reference
		});
		expect(second.people).toEqual([]);
		expect(second.timeline.map(({ code }) => code)).toEqual(['confirm', 'merged', 'received']);
		expect(JSON.stringify(second)).not.toMatch(/Chỉ Một|\+84/);
		expect(JSON.stringify(first)).not.toContain(other.reference);
		expect(first.merged).toBeUndefined();
		expect(
			await refusal(
				m.say(other, second.version, { act: 'cancel', reason: 'other', died: [], note: null })
			)
		).toBe('not_allowed');
	});
});
