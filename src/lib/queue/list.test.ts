import { describe, expect, it } from 'vitest';
import { groupsOf } from './groups.ts';
import { CaseList } from './list.svelte.ts';
import type { Cursor, Filter, Page, Row } from './queue.ts';

const row = (id: string, due_at: string | null = null) => ({ id, due_at }) as Row;
const pageOf = (ids: string[], next: Cursor | null = null): Page => ({
	rows: ids.map((id) => row(id)),
	next,
	now: '2026-11-23T07:00:00+07:00'
});
const cursor = (id: string): Cursor => ({ at: null, id });

/** A server whose answers are given one by one. */
function answering(...answers: (Page | Error)[]) {
	const asked: { filter: Filter; after: Cursor | null }[] = [];
	const read = async (filter: Filter, after: Cursor | null) => {
		asked.push({ filter, after });
		const answer = answers.shift();
		if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often');
		return answer;
	};
	return { read, asked };
}
const ids = (list: CaseList) => list.rows.map(({ id }) => id);

describe('the list of cases', () => {
	it('grows by the next page without showing a case twice', async () => {
		const { read, asked } = answering(pageOf(['a', 'b'], cursor('b')), pageOf(['b', 'c']));
		const list = new CaseList(read);
		await list.show({});
		await list.showMore();
		expect(ids(list)).toEqual(['a', 'b', 'c']);
		expect(asked[1]?.after).toEqual(cursor('b'));
		expect(list.more).toBe(false);
	});

	it('is refreshed after an answer that was on its way when something changed', async () => {
		const first = Promise.withResolvers<Page>();
		const { read, asked } = answering(pageOf(['new', 'a']));
		const list = new CaseList((filter, after) =>
			asked.length === 0 ? (void asked.push({ filter, after }), first.promise) : read(filter, after)
		);
		const showing = list.show({});
		await list.refresh();
		first.resolve(pageOf(['a']));
		await showing;
		await expect.poll(() => ids(list)).toEqual(['new', 'a']);
		expect(asked).toHaveLength(2);
	});

	it('goes on where the officer was when the row they have dealt with moves down the list', async () => {
		const { read } = answering(pageOf(['a', 'b', 'c', 'd']), pageOf(['a', 'c', 'd', 'b']));
		const list = new CaseList(read);
		await list.show({});
		list.select('b');
		await list.refresh();
		expect(list.selected).toBe('b');
		expect(list.step(1)?.id).toBe('c');
		expect(list.step(1)?.id).toBe('d');
	});

	it('forgets where the officer was when another list is shown', async () => {
		const { read } = answering(
			pageOf(['a', 'b', 'c']),
			pageOf(['b', 'c', 'a']),
			pageOf(['c', 'a', 'd', 'b'])
		);
		const list = new CaseList(read);
		await list.show({});
		await list.refresh();
		await list.show({ kind: 'call_back' });
		expect(list.step(1)?.id).toBe('d');
	});

	it('goes back to the row above where the officer was, too', async () => {
		const { read } = answering(pageOf(['a', 'b', 'c']), pageOf(['a', 'c', 'b']));
		const list = new CaseList(read);
		await list.show({});
		list.select('b');
		await list.refresh();
		expect(list.step(-1)?.id).toBe('a');
	});

	it('keeps the officer on their row when a refresh brings new ones above it', async () => {
		const { read } = answering(pageOf(['a', 'b']), pageOf(['new', 'a', 'b']));
		const list = new CaseList(read);
		await list.show({});
		list.select('b');
		await list.refresh();
		expect(ids(list)).toEqual(['new', 'a', 'b']);
		expect(list.selected).toBe('b');
	});

	it('hands the cursor to the neighbour of a case that left', async () => {
		const { read } = answering(pageOf(['a', 'b', 'c']), pageOf(['a', 'c']));
		const list = new CaseList(read);
		await list.show({});
		list.select('b');
		await list.refresh();
		expect(list.selected).toBe('c');
	});

	it('keeps what lies below the first page when that is refreshed', async () => {
		const { read } = answering(
			pageOf(['a', 'b'], cursor('b')),
			pageOf(['c']),
			pageOf(['a', 'b'], cursor('b'))
		);
		const list = new CaseList(read);
		await list.show({});
		await list.showMore();
		await list.refresh();
		expect(ids(list)).toEqual(['a', 'b', 'c']);
	});

	it('drops a late answer to a filter that is no longer shown', async () => {
		const late = Promise.withResolvers<Page>();
		const answers = [late.promise, Promise.resolve(pageOf(['mine']))];
		const list = new CaseList(() => answers.shift()!);
		const first = list.show({});
		await list.show({ assignee: 'me' });
		late.resolve(pageOf(['all']));
		await first;
		expect(ids(list)).toEqual(['mine']);
	});

	it('keeps what it had when the line breaks, and says why', async () => {
		const broken = new Error('no line');
		const { read } = answering(pageOf(['a']), broken);
		const list = new CaseList(read);
		await list.show({});
		await list.refresh();
		expect(ids(list)).toEqual(['a']);
		expect(list.failed).toBe(broken);
	});

	it('stops at both ends when the officer steps on', async () => {
		const { read } = answering(pageOf(['a', 'b']));
		const list = new CaseList(read);
		await list.show({});
		expect([list.step(-1)?.id, list.step(1)?.id, list.step(1)?.id]).toEqual(['a', 'b', 'b']);
	});
});

describe('the groups of the list', () => {
	it('puts late before today before later, by the day of Việt Nam', () => {
		const now = new Date('2026-11-23T16:30:00Z');
		const groups = groupsOf(
			[
				row('late', '2026-11-23T16:00:00Z'),
				row('today', '2026-11-23T16:59:00Z'),
				row('tomorrow', '2026-11-23T17:01:00Z'),
				row('free')
			],
			now
		);
		expect(groups.map(({ is, rows }) => [is, rows.map(({ id }) => id)])).toEqual([
			['late', ['late']],
			['today', ['today']],
			['later', ['tomorrow']],
			['none', ['free']]
		]);
	});
});
