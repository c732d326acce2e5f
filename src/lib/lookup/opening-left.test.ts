import { describe, expect, it } from 'vitest';
import type { Opened, OpenedTip } from './lookup.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';
import { cancel, opening, seen } from './testing-opening.ts';

describe('a resident who leaves a case on a slow line', () => {
	it('is not shown a case again that they left, nor held up by it with another code', async () => {
		const slow = Promise.withResolvers<Opened>();
		const again: (() => Promise<Opened>)[] = [async () => seen(), () => slow.promise];
		const page = opening({
			open: () => (again.shift() ?? (async () => seen({ reference: 'B' })))()
		});
		await page.open('K7QM');
		const reading = page.refresh();
		page.forget();
		expect(page.busy).toBe(false);
		await page.open('0000');
		expect(page.case?.reference).toBe('B');
		slow.resolve(seen());
		await reading;
		expect([page.case?.reference, page.lookup]).toEqual(['B', 'secret of 0000']);
	});

	it('says nothing in one case with what they said in the case before', async () => {
		const slow = Promise.withResolvers<Opened>();
		const said: string[] = [];
		const page = opening({
			open: async (lookup) => seen({ reference: lookup }),
			say: async (lookup) => {
				said.push(lookup);
				return said.length === 1 ? slow.promise : seen({ reference: lookup, state: 'cancelled' });
			}
		});
		await page.open('K7QM');
		const first = page.say(cancel);
		page.forget();
		await page.open('0000');
		await page.say(cancel);
		slow.resolve(seen());
		await first;
		expect(said).toEqual(['secret of K7QM', 'secret of 0000']);
		expect([page.case?.reference, page.case?.state]).toEqual(['secret of 0000', 'cancelled']);
	});

	it('has no keys of a tip in memory that they left before it had come', async () => {
		const slow = Promise.withResolvers<OpeningTip>();
		const asked = Promise.withResolvers<void>();
		let forgotten = false;
		const wiped: string[] = [];
		const page = opening(
			{
				open: async () => ({ items: [] }) as unknown as OpenedTip,
				tip: () => (asked.resolve(), slow.promise)
			},
			wiped
		);
		const coming = page.open('K7QM');
		await asked.promise;
		page.forget();
		slow.resolve({ forget: () => (forgotten = true) } as unknown as OpeningTip);
		await coming;
		expect([page.tip, forgotten, wiped]).toEqual([null, true, ['secret of K7QM']]);
	});
});
