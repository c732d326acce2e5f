import { describe, expect, it } from 'vitest';
import { filterOf, queryOf, viewOf } from './filter.ts';

describe('the filter in the address', () => {
	it('comes back from its own query, with the open case beside it', () => {
		const filter = { kind: 'call_back', due: 'late', open: false } as const;
		const query = queryOf(filter, '00000000-0000-4000-8000-000000000001');
		expect(filterOf(new URLSearchParams(query))).toEqual(filter);
	});

	it('filters nothing by what was typed by hand and is none', () => {
		expect(filterOf(new URLSearchParams('kind=xe&state=held'))).toEqual({ state: 'held' });
	});

	it('knows which view it shows', () => {
		expect(viewOf({ assignee: 'me' })).toBe('mine');
		expect(viewOf({ assignee: 'me', kind: 'call_back' })).toBeNull();
	});
});
