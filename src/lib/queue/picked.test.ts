import { describe, expect, it } from 'vitest';
import { Picked } from './picked.svelte.ts';
import type { Row } from './queue.ts';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, version: 1 }) as Row);
const ids = (picked: Picked) => picked.rows.map(({ id }) => id).sort();

describe('cases that are picked', () => {
	it('are taken and dropped one by one', () => {
		const picked = new Picked();
		picked.toggle(rows[1]!);
		picked.toggle(rows[3]!);
		picked.toggle(rows[1]!);
		expect(ids(picked)).toEqual(['d']);
	});

	it('reach from the last one that was picked, up or down', () => {
		const picked = new Picked();
		picked.toggle(rows[3]!);
		picked.reach(rows, rows[1]!);
		expect(ids(picked)).toEqual(['b', 'c', 'd']);
		picked.reach(rows, rows[4]!);
		expect(ids(picked)).toEqual(['b', 'c', 'd', 'e']);
	});

	it('begin where the range ends, when nothing was picked or what was is no longer in the list', () => {
		const picked = new Picked();
		picked.reach(rows, rows[2]!);
		expect(ids(picked)).toEqual(['c']);
		picked.reach(rows.slice(3), rows[4]!);
		expect(ids(picked)).toEqual(['c', 'e']);
	});

	it('are named in the version that the officer sees now', () => {
		const picked = new Picked();
		picked.toggle(rows[0]!);
		picked.follow([{ ...rows[0]!, version: 7 }, rows[1]!]);
		expect(picked.rows).toEqual([{ ...rows[0]!, version: 7 }]);
	});

	it('stay after a command where it was refused', () => {
		const picked = new Picked();
		picked.all(rows);
		picked.drop(['a', 'c', 'e']);
		expect(ids(picked)).toEqual(['b', 'd']);
	});
});
