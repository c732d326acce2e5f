import { describe, expect, it } from 'vitest';
import { Entries, entryFilterOf } from './entries.svelte.ts';
import type { Entry, EntryFilter } from './ledger-fund.ts';

const piece = (from: number, count: number) => ({
	entries: Array.from({ length: count }, (_, at) => ({ seq: from - at }) as Entry)
});

describe('an officer who reads the ledger', () => {
	it('gets older entries under the newest ones, until there are none', async () => {
		const asked: (number | null)[] = [];
		const entries = new Entries(async (_, after) => {
			asked.push(after);
			return after === null ? piece(60, 50) : piece(after - 1, 10);
		});
		await entries.ask({});
		expect(entries.rows).toHaveLength(50);
		expect(entries.more).toBe(true);
		await entries.next();
		expect(entries.rows?.map(({ seq }) => seq)).toEqual(
			piece(60, 60).entries.map(({ seq }) => seq)
		);
		expect(entries.more).toBe(false);
		await entries.next();
		expect(asked).toEqual([null, 11]);
	});

	it('sees the answer to the newest question, whichever comes first', async () => {
		const waiting: ((answer: { entries: Entry[] }) => void)[] = [];
		const entries = new Entries(() => new Promise((answer) => waiting.push(answer)));
		const [first, second] = [entries.ask({ kind: 'gift' }), entries.ask({ kind: 'spending' })];
		waiting[1]!(piece(7, 1));
		await second;
		waiting[0]!(piece(3, 1));
		await first;
		expect(entries.rows?.map(({ seq }) => seq)).toEqual([7]);
		expect(entries.busy).toBe(false);
	});

	it('keeps what is shown when the line breaks, and asks the same again', async () => {
		let broken = false;
		const asked: (number | null)[] = [];
		const entries = new Entries(async (_, after) => {
			asked.push(after);
			if (broken) throw new Error('no line');
			return piece(after === null ? 100 : after - 1, 50);
		});
		await entries.ask({});
		broken = true;
		await entries.next();
		expect(entries.rows).toHaveLength(50);
		expect(entries.failed).toBeInstanceOf(Error);
		broken = false;
		await entries.again();
		expect(entries.failed).toBeNull();
		expect(asked).toEqual([null, 51, 51]);
	});

	it('comes back to as many entries as were shown, with what others have posted', async () => {
		const asked: [number | null, number][] = [];
		let newest = 100;
		const entries = new Entries(async (_, after, size) => {
			asked.push([after, size]);
			return piece(after === null ? newest : after - 1, size);
		});
		await entries.refresh();
		await entries.ask({});
		await entries.next();
		newest = 101;
		await entries.refresh();
		expect(entries.rows?.map(({ seq }) => seq)).toEqual(
			piece(101, 100).entries.map(({ seq }) => seq)
		);
		expect(asked).toEqual([
			[null, 50],
			[51, 50],
			[null, 100]
		]);
	});

	it.each<[string, EntryFilter]>([
		['month=2026-10&kind=gift', { month: '2026-10-01', kind: 'gift' }],
		['purpose=support&account=goods', { purpose: 'support', account: 'goods' }],
		['month=&kind=&purpose=&account=', {}],
		['month=2026-13&kind=theft&purpose=1&account=x', {}]
	])('opens the address ?%s', (search, filter) => {
		expect(entryFilterOf(new URLSearchParams(search))).toEqual(filter);
	});
});
