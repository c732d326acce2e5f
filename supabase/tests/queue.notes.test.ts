/** Notes that call somebody by name, and drafts, by actor. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors as replies } from '../functions/_shared/contracts/queue-replies.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { refusal, unit } from './household.ts';
import { writing, type Who, type Writing } from './writing.ts';

let db: TestDatabase;
let w: Writing;
beforeAll(async () => {
	db = await createDatabase();
	w = await writing(db);
});
afterAll(() => db?.drop());

describe('a note that calls somebody by name', () => {
	const note = (id: string, mentions: string[], body = '@Cán bộ xem giúp') =>
		w.tell('desk', 'queue_note', { id, body, mentions });
	const mine = async (who: Who, size = 100) =>
		replies.queue_mentions.answer.parse(await w.said(who, 'queue_mentions', { after: null, size }));

	test('stands in their list, unread until they open the case', async () => {
		const at = await w.visit();
		await note(at.id, [w.as.other.sub]);
		expect(await mine('other')).toMatchObject({
			unread: 1,
			rows: [{ case: at.id, body: '@Cán bộ xem giúp', read_at: null }]
		});
		expect((await mine('other', 0)).rows).toEqual([]);
		await w.whole('lead', at.id);
		expect((await mine('other')).unread).toBe(1);
		await w.whole('other', at.id);
		const read = await mine('other');
		expect(read).toMatchObject({ unread: 0 });
		expect(read.rows[0]!.read_at).not.toBeNull();
	});

	test('may call those who may know of the case, and they alone are offered', async () => {
		const at = await w.visit();
		const offered = replies.queue_mentionable.answer.parse(
			await w.said('desk', 'queue_mentionable', { id: at.id })
		);
		expect(new Set(offered.officers.map(({ id }) => id))).toEqual(
			new Set([w.as.other.sub, w.as.lead.sub])
		);
		for (const who of ['field', 'editor', 'stranger', 'head'] as const)
			expect(await refusal(note(at.id, [w.as[who].sub])), who).toBe('out_of_reach');
		const [kept] =
			await db.sql`select count(*)::int as n from queue.notes where case_id = ${at.id}`;
		expect(kept!.n).toBe(0);
		expect(await refusal(w.said('stranger', 'queue_mentionable', { id: at.id }))).toBe('not_found');
	});

	test('is out of the list of who may no longer know of the case', async () => {
		const at = await w.visit();
		await note(at.id, [w.as.other.sub]);
		await db.sql`update staff.officers set roles = array['editor'] where user_id = ${w.as.other.sub}`;
		const seen = await mine('other');
		await db.sql`update staff.officers set roles = array['desk'] where user_id = ${w.as.other.sub}`;
		expect(seen).toEqual({ unread: 0, rows: [], next: null });
	});

	test('is paged, newest first', async () => {
		const at = await w.visit();
		for (const n of [1, 2, 3]) await note(at.id, [w.as.lead.sub], `Lần ${n}`);
		const first = await mine('lead', 2);
		expect(first.rows.map(({ body }) => body)).toEqual(['Lần 3', 'Lần 2']);
		const rest = replies.queue_mentions.answer.parse(
			await w.said('lead', 'queue_mentions', { after: first.next, size: 2 })
		);
		expect(rest.rows[0]!.body).toBe('Lần 1');
		expect(
			await refusal(w.said('lead', 'queue_mentions', { after: { at: 'then' }, size: 2 }))
		).toBe('bad_format');
	});
});

describe('a draft', () => {
	const tab = randomUUID();
	const save = async (who: Who, id: string, args: object = {}) =>
		replies.queue_draft_save.answer.parse(
			await w.said(who, 'queue_draft_save', {
				...{ id, form: 'note', body: 'Nhà có ', tab, known: null },
				...args
			})
		);
	const drafts = async (who: Who, id: string) => (await w.whole(who, id)).aids.drafts;

	test('comes back as it was typed, on another machine, to whoever wrote it and to nobody else', async () => {
		const at = await w.visit();
		await save('desk', at.id);
		expect(await drafts('desk', at.id)).toMatchObject([{ form: 'note', body: 'Nhà có ' }]);
		expect(await drafts('other', at.id)).toEqual([]);
		expect(await drafts('lead', at.id)).toEqual([]);
	});

	test('of two windows the last wins and is told', async () => {
		const at = await w.visit();
		const mine = await save('desk', at.id);
		const second = { tab: randomUUID(), body: 'Nhà có chó dữ' };
		expect(await save('desk', at.id, { ...second, known: mine.at })).toMatchObject({
			replaced: false
		});
		const back = await save('desk', at.id, { body: 'Nhà có mèo', known: mine.at });
		expect(back.replaced).toBe(true);
		expect(await save('desk', at.id, { body: 'Nhà có mèo.', known: back.at })).toMatchObject({
			replaced: false
		});
		expect(await drafts('desk', at.id)).toMatchObject([{ body: 'Nhà có mèo.' }]);
	});

	test('is gone when it is sent, when it is emptied, with the personal data, and after two weeks', async () => {
		const at = await w.visit();
		const left = async () =>
			(await db.sql`select form from queue.drafts where case_id = ${at.id} order by form`).map(
				({ form }) => form
			);
		for (const form of ['note', 'ask', 'return', 'cancel']) await save('desk', at.id, { form });
		await w.tell('desk', 'queue_note', { id: at.id, body: 'Nhà có chó' });
		expect(await left()).toEqual(['ask', 'cancel', 'return']);
		await w.tell('desk', 'queue_ask', {
			id: at.id,
			version: 1,
			body: 'Nhà ở đâu?'
		});
		await save('desk', at.id, { form: 'return', body: '' });
		expect(await left()).toEqual(['cancel']);
		await db.sql`update queue.drafts set at = now() - interval '15 days' where case_id = ${at.id}`;
		await db.sql`select queue.forget_drafts()`;
		expect(await left()).toEqual([]);
		await save('desk', at.id);
		await db.sql`select booking.erase_sensitive(${at.id}::uuid)`;
		expect(await left()).toEqual([]);
		expect(await refusal(save('desk', at.id))).toBe('not_allowed');
	});

	test('is kept of nothing sealed, for nobody outside, and of no form that there is not', async () => {
		const at = await w.visit();
		expect(await refusal(save('stranger', at.id))).toBe('not_found');
		expect(await refusal(save('head', at.id))).toBe('role_missing');
		expect(await refusal(save('desk', at.id, { form: 'answer' }))).toBe('bad_format');
		expect(await refusal(save('desk', at.id, { body: 'a'.repeat(2001) }))).toBe('too_long');
		expect(await refusal(save('desk', at.id, { body: 'a‮b' }))).toBe('bad_characters');
		await db.sql.begin(async (tx) => {
			await tx`create or replace function queue.member_reaches(officer staff.officers, c queue.cases)
				returns boolean language sql stable set search_path = '' as 'select true'`;
			await tx`insert into queue.cases (kind, reference, unit, state, channel, title_code)
				values ('tip', 'TB-26-000001', ${unit}, 'new', 'web', 'tip')`;
		});
		const [tip] = await db.sql`select id from queue.cases where kind = 'tip'`;
		expect(await refusal(save('desk', tip!.id))).toBe('not_allowed');
		expect(await refusal(w.said('desk', 'queue_mentionable', { id: tip!.id }))).toBe('not_allowed');
	});
});
