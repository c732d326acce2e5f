import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { ListedRow, ListPage } from './lists-booking.ts';
import { ListedRows } from './lists-rows.svelte.ts';

const row = (reference: string) => ({ reference }) as ListedRow;
const after = { at: '2026-11-25T08:00:00+07:00', list: 'l', position: 1 };
const pageOf = (references: string[], more: boolean): ListPage => ({
	rows: references.map(row),
	next: more ? after : null,
	total: 3
});
const shown = (listed: ListedRows) => listed.rows.map(({ reference }) => reference);

describe('rows of lists that were taken', () => {
	it('come page after page, and anew for another hamlet', async () => {
		const asked: unknown[] = [];
		const listed = new ListedRows(async (hamlet, from) => {
			asked.push([hamlet, from]);
			return from ? pageOf(['C'], false) : pageOf(['A', 'B'], true);
		});
		await listed.show(null);
		await listed.more();
		expect([shown(listed), listed.next, listed.total]).toEqual([['A', 'B', 'C'], null, 3]);
		await listed.show('h');
		expect(shown(listed)).toEqual(['A', 'B']);
		expect(asked).toEqual([
			[null, null],
			[null, after],
			['h', null]
		]);
	});

	it('of a hamlet that was asked for first do not cover those that were asked for last', async () => {
		let slow: (page: ListPage) => void = () => {};
		const listed = new ListedRows((hamlet) =>
			hamlet === 'slow'
				? new Promise((resolve) => (slow = resolve))
				: Promise.resolve(pageOf(['Nhanh'], false))
		);
		const first = listed.show('slow');
		await listed.show('fast');
		slow(pageOf(['Chậm'], false));
		await first;
		expect(shown(listed)).toEqual(['Nhanh']);
		expect(listed.busy).toBe(false);
	});

	it('stay when a page fails, which can be asked for again', async () => {
		let fails = true;
		const listed = new ListedRows(async (_, from) => {
			if (from && fails) throw new Problem({ code: 'unreachable', status: 0 });
			return from ? pageOf(['B'], false) : pageOf(['A'], true);
		});
		await listed.show(null);
		await listed.more();
		expect(listed.failed).toBeInstanceOf(Problem);
		fails = false;
		await listed.more();
		expect([shown(listed), listed.failed]).toEqual([['A', 'B'], null]);
	});
});
