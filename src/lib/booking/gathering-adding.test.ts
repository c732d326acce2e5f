import { describe, expect, it } from 'vitest';
import { Adding, isVisited, minutesOf } from './gathering-adding.svelte.ts';
import type { CouldCome, Gathering } from './gatherings-booking.ts';

const minutes = {
	first_person_minutes: 25,
	next_person_minutes: 15,
	need_minutes: { hands: 10 }
};
const one = { kind: 'culture_house', used: 0, from: 480, to: 540 } as Gathering;
const waits = (n: number, more: Partial<CouldCome> = {}): CouldCome => ({
	...{ case: `c${n}`, version: n, reference: `ĐN-26-000${n}`, state: 'waiting' },
	...{ received_at: '2026-11-20T10:00:00Z', channel: 'ward', hamlet_name: 'Thôn Thử' },
	...{ area_name: 'Xã Thử', near: true, people: 1, listed: true },
	persons: [{ name: 'Bà Minh Họa', needs: [] }],
	...more
});
const yes = { id: '', code: null };

describe('people chosen for a gathering', () => {
	it('are as many of the hamlet as there is room for, and nobody who lies in bed', () => {
		const adding = new Adding();
		const bed = waits(2, { persons: [{ name: 'Ông Minh Họa', needs: ['bedridden'] }] });
		const elsewhere = waits(3, { near: false });
		adding.chooseAll([waits(1), bed, elsewhere, waits(4), waits(5), waits(6)], one, minutes);
		// 25 for the first, twice 15 more: 55 of 60 minutes.
		expect([...adding.chosen]).toEqual(['c1', 'c4', 'c5']);
		expect(isVisited(bed, one)).toBe(true);
		expect(isVisited(bed, { kind: 'hospital' })).toBe(false);
	});

	it('are those from elsewhere where nobody of the hamlet waits', () => {
		const adding = new Adding();
		adding.chooseAll([waits(3, { near: false })], one, minutes);
		expect([...adding.chosen]).toEqual(['c3']);
	});

	it('leave less room, by the minutes that each household takes', () => {
		const adding = new Adding();
		const two = waits(1, {
			people: 2,
			persons: [
				{ name: 'Bà Một', needs: ['hands'] },
				{ name: 'Ông Hai', needs: [] }
			]
		});
		expect(minutesOf(two, minutes)).toBe(40);
		expect(adding.room([two], one, minutes)).toBe(3);
		adding.choose('c1', true);
		expect(adding.room([two], one, minutes)).toBe(0);
		adding.choose('c1', false);
		expect(adding.room([two], { ...one, used: 25 }, minutes)).toBe(2);
	});

	it('stay chosen with the reason where they were not added', async () => {
		const sent: unknown[] = [];
		const adding = new Adding(async (args) => {
			sent.push(args.cases);
			return { rows: args.cases.map(({ id }) => ({ id, code: id === 'c2' ? 'stale' : null })) };
		});
		adding.choose('c1', true);
		adding.choose('c2', true);
		expect(await adding.add('g', [waits(1), waits(2), waits(3)])).toBe(1);
		expect(sent).toEqual([
			[
				{ id: 'c1', version: 1 },
				{ id: 'c2', version: 2 }
			]
		]);
		expect([...adding.chosen]).toEqual(['c2']);
		expect(adding.refused('c2')).toBe('stale');
		expect(adding.refused('c1')).toBeUndefined();
	});

	it('who are nobody are not sent', async () => {
		const adding = new Adding(async () => ({ rows: [yes] }));
		expect(await adding.add('g', [waits(1)])).toBeNull();
	});
});
