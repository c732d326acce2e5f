/** Replies that lie ready and checklists, by actor. */
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

const write = (who: Who, args: object, key: string = randomUUID()) =>
	w.tell(who, 'queue_reply_save', {
		...{ key, reply: null, kind: 'home_visit', form: 'ask', states: [], language: 'vi' },
		...{ title: 'Hỏi đường', body: 'Hồ sơ {so_ho_so}', retired: false },
		...args
	});

describe('replies that lie ready', () => {
	test('a new unit has some in both languages, for every form, with nothing unknown left to fill in', async () => {
		const { replies: all } = replies.queue_replies.answer.parse(
			await w.said('desk', 'queue_replies', {})
		);
		expect(new Set(all.map(({ form }) => form))).toEqual(
			new Set(['ask', 'return', 'note', 'cancel', 'answer'])
		);
		expect(new Set(all.map(({ language }) => language))).toEqual(new Set(['vi', 'en']));
		for (const { kind, body } of all)
			await db.sql`select queue.check_placeholders(${kind}, ${body}, 'body')`;
		await db.sql`select queue.give_words(${unit})`;
		const [again] = await db.sql`select count(*)::int as n from queue.replies where unit = ${unit}`;
		expect(again!.n).toBe(all.length);
	});

	test('the lead writes one, changes it and takes it away; the desk uses it and writes none', async () => {
		const { id } = await write('lead', {});
		await write('lead', { reply: id, title: 'Hỏi đường đến nhà' });
		const there = async () =>
			replies.queue_replies.answer
				.parse(await w.said('desk', 'queue_replies', {}))
				.replies.find((one) => one.id === id);
		expect(await there()).toMatchObject({ title: 'Hỏi đường đến nhà', body: 'Hồ sơ {so_ho_so}' });
		await write('lead', { reply: id, retired: true });
		expect(await there()).toBeUndefined();
		const { replies: edited } = replies.queue_desk_words.answer.parse(
			await w.said('lead', 'queue_desk_words', {})
		);
		expect(edited.find((one) => one.id === id)).toMatchObject({ retired: true });
		expect(await refusal(write('desk', {}))).toBe('role_missing');
		expect(await refusal(w.said('desk', 'queue_desk_words', {}))).toBe('role_missing');
	});

	test('one key makes one reply', async () => {
		const again = randomUUID();
		const first = await write('lead', {}, again);
		expect(await write('lead', {}, again)).toEqual(first);
		expect(await refusal(write('lead', { title: 'Khác' }, again))).toBe('key_reused');
	});

	test.each([
		['a placeholder that nobody knows', { body: 'Chào {ho_ten}' }, 'unknown_placeholder'],
		['one that a call has not', { kind: 'call_back', body: '{khung_gio}' }, 'unknown_placeholder'],
		[
			'a name in an answer to a sender',
			{ kind: 'tip', form: 'answer', body: '{ten_can_bo}' },
			'unknown_placeholder'
		],
		['a brace that opens nothing', { body: 'Hồ sơ {so_ho_so' }, 'unknown_placeholder'],
		['a form that tips have not', { kind: 'tip' }, 'bad_format'],
		['a state that does not exist', { states: ['asleep'] }, 'bad_format'],
		['more than the field takes', { form: 'return', body: 'a'.repeat(501) }, 'too_long'],
		['no words', { body: ' ' }, 'required'],
		['another unit’s reply', { reply: randomUUID() }, 'not_found']
	])('%s is refused when it is saved', async (_, args, code) => {
		expect(await refusal(write('lead', args))).toBe(code);
	});
});

describe('a checklist', () => {
	const item = async (args: object) =>
		(
			await w.tell('lead', 'queue_check_save', {
				...{ item: null, kind: 'home_visit', state: 'held', label: 'Hỏi lại địa chỉ' },
				...{ place: 9, demanded_by: null, retired: false },
				...args
			})
		).id as string;
	const tick = (who: Who, id: string, item: string, done = true, again: string = randomUUID()) =>
		w.tell(who, 'queue_tick', { key: again, id, item, done });

	test('shows who ticked what and when, each time with an event, and twice is once', async () => {
		const [at, asked] = [await w.visit(), await item({})];
		const again = randomUUID();
		await tick('desk', at.id, asked, true, again);
		await tick('desk', at.id, asked, true, again);
		await tick('other', at.id, asked);
		const seen = await w.whole('other', at.id);
		expect(seen.aids.checks.find(({ id }) => id === asked)?.tick?.officer.id).toBe(w.as.desk.sub);
		await tick('other', at.id, asked, false);
		const after = await w.whole('desk', at.id);
		expect(after.aids.checks.find(({ id }) => id === asked)?.tick).toBeNull();
		expect(after.events.map(({ code }) => code).filter((code) => /tick/.test(code))).toEqual([
			'tick',
			'untick'
		]);
		expect(after.events.filter(({ visible_to_citizen }) => visible_to_citizen)).toHaveLength(1);
	});

	test('holds back the step that demands it until it is ticked, and no other step', async () => {
		const at = await w.visit();
		const asked = await item({ demanded_by: 'confirm' });
		const confirm = (version: number) =>
			w.tell('desk', 'booking_confirm', {
				...{ id: at.id, version, checked: 'population_data', papers: null }
			});
		expect(await refusal(confirm(1))).toBe('checks_missing');
		await w.tell('desk', 'queue_ask', {
			id: at.id,
			version: 1,
			body: 'Nhà ở đâu?'
		});
		await tick('desk', at.id, asked);
		expect(await confirm(2)).toMatchObject({ state: 'confirmed' });
		await item({ item: asked, demanded_by: null, retired: true });
	});

	test('is not ticked by who may not know of the case, in another state, or at its end', async () => {
		const [at, asked] = [await w.visit(), await item({})];
		const later = await item({ state: 'captured' });
		for (const who of ['stranger', 'editor', 'field'] as const)
			expect(await refusal(tick(who, at.id, asked)), who).toBe('not_found');
		expect(await refusal(tick('head', at.id, asked))).toBe('role_missing');
		expect(await refusal(tick('desk', at.id, later))).toBe('not_allowed');
		await w.tell('desk', 'booking_cancel', {
			...{ id: at.id, version: 1, reason: 'moved_away', note: null, died: [] }
		});
		expect(await refusal(tick('desk', at.id, asked))).toBe('not_allowed');
	});

	test('is edited by the lead alone, with states and steps that there are', async () => {
		expect(await refusal(item({ state: 'to_call' }))).toBe('bad_format');
		expect(await refusal(item({ demanded_by: 'dance' }))).toBe('bad_format');
		expect(await refusal(item({ kind: 'tip', state: 'new' }))).toBe('bad_format');
		expect(await refusal(item({ item: randomUUID() }))).toBe('not_found');
	});
});
