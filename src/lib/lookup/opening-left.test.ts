import { describe, expect, it } from 'vitest';
import type { Opened, OpenedTip } from './lookup.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';
import { cancel, opening, seen } from './testing-opening.ts';

describe('a resident who leaves a case on a slow line', () => {
	it('has nothing of it in memory again when an answer comes late', async () => {
		const slow = Promise.withResolvers<Opened>();
		const answers = [Promise.resolve(seen()), slow.promise];
		const page = opening({ open: () => answers.shift()! });
		await page.open('K7QM');
		const reading = page.refresh();
		page.forget();
		slow.resolve(seen());
		await reading;
		expect([page.case, page.lookup, page.timeline]).toEqual([null, null, []]);
	});

	it('has nothing of what they said in it, either', async () => {
		const slow = Promise.withResolvers<Opened>();
		const page = opening({ open: async () => seen(), say: () => slow.promise });
		await page.open('K7QM');
		const saying = page.say(cancel);
		page.forget();
		slow.resolve(seen());
		await saying;
		expect(page.case).toBeNull();
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
