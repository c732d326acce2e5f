import { expect, it } from 'vitest';
import { changesIn, rangeOf } from './durations-typed.ts';
import type { Durations } from './rounds.ts';

const row = (what: Durations['rows'][number]['what'], used: number) => ({
	what,
	used,
	visits: 0,
	median: null,
	learned: null
});
const rows = [row('first', 20), row('next', 10), row('hands', 5), row('card', 5)];
const same = { first: '20', next: '10', hands: '5', card: '5' };

it('a lead who changes nothing sends nothing', () => {
	expect(changesIn(rows, same)).toEqual({ rows: [], faults: [] });
});

it('sends only what differs, with what was seen', () => {
	expect(changesIn(rows, { ...same, first: ' 25 ', hands: '0' }).rows).toEqual([
		{ what: 'first', used: 20, minutes: 25 },
		{ what: 'hands', used: 5, minutes: 0 }
	]);
});

it('names each field that is no such number of minutes', () => {
	const typed = { first: '4', next: '', hands: '2,5', card: '61' };
	expect(changesIn(rows, typed).faults.map(([field]) => field)).toEqual([
		'minutes.first',
		'minutes.next',
		'minutes.hands',
		'minutes.card'
	]);
	expect(rangeOf('bedridden')).toEqual({ least: 0, most: 60 });
});
