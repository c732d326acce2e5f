import { describe, expect, it } from 'vitest';
import type { Verified } from './ledger-fund.ts';
import { LedgerVerifying } from './ledger-verifying.svelte.ts';

const piece = (said: Partial<Verified> = {}): Verified => ({
	...{ entries: 45_000, rows: 12_000, broken_entry: null, broken_row: null, loose_row: null },
	kept: null,
	...said
});

describe('an auditor who verifies a ledger', () => {
	it('has every entry and every row checked, piece after piece, and what is kept with the first', async () => {
		const asked: number[][] = [];
		const verifying = new LedgerVerifying(async (...args) => {
			asked.push(args);
			return piece({ kept: args[0] === 1 ? true : null });
		});
		await verifying.run();
		expect(asked).toEqual([
			[1, 1, 20_000],
			[20_001, 20_001, 20_000],
			[40_001, 40_001, 20_000]
		]);
		expect(verifying.finding).toEqual({ kind: 'whole' });
		expect([verifying.done, verifying.all]).toEqual([57_000, 57_000]);
	});

	it.each([
		[{ broken_entry: 31_234 }, { kind: 'entry', at: 31_234 }],
		[{ broken_row: 7 }, { kind: 'row', at: 7 }],
		[{ loose_row: 9 }, { kind: 'tie', at: 9 }],
		[{ kept: false }, { kind: 'kept' }]
	])('is told the first place that does not hold: %o', async (said, found) => {
		const verifying = new LedgerVerifying(async () => piece(said));
		await verifying.run();
		expect(verifying.finding).toEqual(found);
	});

	it('is not told that all holds when the line broke on the way', async () => {
		const verifying = new LedgerVerifying(async (from) => {
			if (from > 1) throw new Error('no line');
			return piece({ kept: true });
		});
		await verifying.run();
		expect(verifying.finding).toBeNull();
		expect(verifying.failed).toBeInstanceOf(Error);
	});

	it('checks an empty ledger with one question', async () => {
		let asked = 0;
		const verifying = new LedgerVerifying(async () => {
			asked += 1;
			return piece({ entries: 0, rows: 0, kept: true });
		});
		await verifying.run();
		expect([asked, verifying.finding]).toEqual([1, { kind: 'whole' }]);
	});
});
