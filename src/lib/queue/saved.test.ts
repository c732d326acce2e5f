import { describe, expect, it } from 'vitest';
import { filterOf, queryOf, viewOf } from './filter.ts';
import { SavedViews } from './saved.svelte.ts';
import type { Counts, View, Views } from './views-queue.ts';

const id = '6f1c2c1e-6f1b-4c9e-9a55-000000000001';
const view = (filter: object, over: Partial<View> = {}) =>
	({ id, name: 'Gọi lại', shared: true, may_change: true, gone: null, filter, ...over }) as View;
const known = (views: View[], counts: Partial<Counts> = {}) =>
	({ views, counts: { saved: { [id]: 7 }, more: false, ...counts }, now: '' }) as unknown as Views;

describe('saved views', () => {
	it('filter nothing before it is known which there are, and then by what they hold', async () => {
		const saved = new SavedViews(async () => known([view({ kind: 'call_back' })]));
		expect(saved.filterOf(id)).toBeNull();
		await saved.load();
		expect(saved.filterOf(id)).toEqual({ kind: 'call_back' });
		expect(saved.numberOf(id)).toBe('7');
	});

	it('leave out what is no filter any more, and one that is gone filters nothing', async () => {
		const saved = new SavedViews(async () =>
			known([view({ kind: 'call_back', state: 'dreaming' })])
		);
		await saved.load();
		expect(saved.filterOf(id)).toEqual({ kind: 'call_back' });
		expect(saved.filterOf('another')).toEqual({});
		expect(saved.find('another')).toBeNull();
	});

	it('say that counting stopped where it did', async () => {
		const saved = new SavedViews(async () => known([view({})], { more: true }));
		await saved.load();
		expect(saved.numberOf(id)).toBe('7+');
		expect(saved.numberOf('another')).toBeUndefined();
	});

	it('stay as they were known when a later question fails, and only a first failure is told', async () => {
		let fails = true;
		const saved = new SavedViews(async () => {
			if (fails) throw new Error('no line');
			return known([view({})]);
		});
		await saved.load();
		expect(saved.failed).toBeInstanceOf(Error);
		fails = false;
		await saved.load();
		fails = true;
		await saved.load();
		expect(saved.failed).toBeNull();
		expect(saved.all).toHaveLength(1);
	});
});

describe('the address of a list', () => {
	it('names a saved view by its id alone, and what is searched in it', () => {
		expect(queryOf({ kind: 'tip' }, 'x', { view: id, q: 'bình' })).toBe(
			`?q=b%C3%ACnh&view=${id}&case=x`
		);
	});

	it('typed by hand filters by what holds of it', () => {
		const query = new URLSearchParams('kind=call_back&state=%27;drop&area=1&due=late&call=yes');
		expect(filterOf(query)).toEqual({ kind: 'call_back', due: 'late' });
	});

	it('is that of a view every officer has when it is no narrower', () => {
		expect(viewOf({ due: 'today' })).toBe('today');
		expect(viewOf({ due: 'today', kind: 'tip' })).toBeNull();
	});
});
