/** Who reads two cases that may be one is written down at both. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/queue-data.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { dataVerbs } from './data-verbs.ts';
import { officer, refusal } from './household.ts';
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
	test('is compared only by who may open the case that stays, and that both were read is written down', async () => {
		const [kept, other] = await m.pair();
		const of = (at: { id: string }) => db.sql`
			select distinct code from queue.reads where case_id = ${at.id} and code = 'compared'`;
		// Given to a colleague, and opened by nobody with a reason.
		const colleague = await officer(db, ['desk']);
		await db.sql`update queue.cases set assignee = ${colleague.sub} where id = ${kept.id}`;
		expect(await refusal(m.preview(kept, other))).toBe('reason_needed');
		expect([...(await of(other))]).toEqual([]);
		await db.sql`update queue.cases set assignee = null where id = ${kept.id}`;
		await m.preview(kept, other);
		expect([...(await of(kept))]).toEqual([{ code: 'compared' }]);
		expect([...(await of(other))]).toEqual([{ code: 'compared' }]);
	});

	test('whoever opens the case that was merged is written down at the one that stays', async () => {
		const [kept, other] = await m.pair();
		await m.merge(kept, other);
		const read = async () =>
			(await db.sql`select 1 from queue.reads where case_id = ${kept.id} and code = 'opened_with'`)
				.length;
		expect(await read()).toBe(0);
		await m.whole(other.id);
		expect(await read()).toBe(1);
	});

	test('who asks what is held of them is told nothing of the other booking', async () => {
		const [kept, other] = await m.pair();
		await m.merge(kept, other);
		await m.w.tell('desk', 'queue_data_ask', {
			id: kept.id,
			what: 'see',
			words: null,
			channel: 'hotline'
		});
		const request = await dataVerbs(db).requestOf(kept);
		const { about } = doors.queue_data_sheet.answer.parse(
			await m.w.said('desk', 'queue_data_sheet', { id: request })
		);
		expect(about.row.reference).toBe(kept.reference);
		expect(about.kin).toEqual({ kept_in: null, links: [], alike: [] });
		expect((await m.whole(kept.id)).kin.links).toMatchObject([{ id: expect.any(String) }]);
	});
});
