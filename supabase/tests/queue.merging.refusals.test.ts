/** Merges that are refused, and calls that were asked for twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { refusal } from './household.ts';
import { merging, type Merging } from './merging.ts';

let db: TestDatabase;
let m: Merging;
beforeAll(async () => {
	db = await createDatabase();
	m = await merging(db);
});
afterAll(() => db?.drop());
beforeEach(() => m.clear());

describe('a merge is refused', () => {
	test('when somebody changed either case meanwhile', async () => {
		const [kept, other] = await m.pair();
		expect(await refusal(m.merge({ ...kept, version: 7 }, other))).toBe('stale');
		expect(await refusal(m.merge(kept, { ...other, version: 7 }))).toBe('stale');
	});

	test('with another kind, with itself, with what has ended, with what waits for an answer', async () => {
		const [kept, other] = await m.pair();
		const call = await m.callBack();
		expect(await refusal(m.merge(kept, call))).toBe('other_kind');
		expect((await m.preview(kept, call)).choices[0]!.refused).toBe('other_kind');
		expect(await refusal(m.merge(kept, kept))).toBe('bad_format');
		await m.keepWindowFor(other);
		expect(await refusal(m.merge(kept, other))).toBe('settle_first');
		await db.sql`update booking.held_offers set ended = 'released', ended_at = now()`;
		await m.merge(kept, other);
		expect(await refusal(m.merge(kept, { ...other, version: 2 }))).toBe('not_allowed');
	});

	test('while the people of either come to a gathering, unless its place alone stands', async () => {
		const [kept, other] = await m.pair();
		await m.gather(other);
		expect(await refusal(m.merge(kept, other))).toBe('settle_first');
		expect(await refusal(m.merge(other, kept, { stands: 'other' }))).toBe('settle_first');
		expect(await refusal(m.split(other, []))).toBe('settle_first');
		await m.merge(other, kept);
		expect(await m.stopsOf(kept)).toEqual([]);
	});

	test('with a case of another unit, with a tip, and by who may not', async () => {
		const [kept, other] = await m.pair();
		for (const who of ['stranger'] as const)
			expect(await refusal(m.merge(kept, other, {}, who))).toBe('not_found');
		for (const who of ['field', 'editor', 'head'] as const)
			expect(await refusal(m.merge(kept, other, {}, who))).toBe('role_missing');
		const tip = await m.tip();
		expect(await refusal(m.merge(kept, tip))).toBe('not_found');
		expect(await refusal(m.preview(kept, tip))).toBe('not_found');
		expect(await refusal(m.preview(kept, { ...other, reference: 'ĐN-26-9999' }))).toBe('not_found');
	});
});

test('two calls that were asked for become one, and two again', async () => {
	const [kept, other] = [await m.callBack(), await m.callBack()];
	expect((await m.whole(kept.id)).kin.alike).toMatchObject([{ id: other.id }]);
	const before = [await m.dump(kept), await m.dump(other)];
	const { link } = await m.merge(kept, other, { stands: null });
	expect((await m.whole(other.id)).row.state).toBe('merged');
	await m.undo(kept, link);
	expect([await m.dump(kept), await m.dump(other)]).toEqual(before);
});

test('whoever asked for the second call follows the first into the visit that it became', async () => {
	const [kept, other] = [await m.callBack(), await m.callBack()];
	await m.merge(kept, other, { stands: null });
	await m.becomesVisit(kept);
	const seen = await m.opened(other);
	expect(seen).toMatchObject({
		merged: true,
		kind: 'home_visit',
		state: 'waiting',
		actions: ['ask_data']
	});
	expect(seen.reference).toBe(other.reference);
});
