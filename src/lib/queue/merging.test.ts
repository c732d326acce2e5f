import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Merging } from './merging.svelte.ts';
import type { MergePreview } from './merging-queue.ts';

const window = { day: '2026-11-28', from: 450, to: 570 };
const choice = (whose: 'kept' | 'other', refused: string | null = null) => ({
	...{ whose, refused, state: null, due_at: null, due_clock: null }
});
const seen = (more: object = {}) =>
	({
		kept: { id: 'a', reference: 'ĐN-26-0001', window },
		other: { id: 'b', reference: 'ĐN-26-0002', window },
		choices: [choice('kept'), choice('other')],
		...more
	}) as unknown as MergePreview;

describe('a merge that is thought over', () => {
	it('asks with the number as it is written, and chooses no window where both have one', async () => {
		const asked: unknown[] = [];
		const merging = new Merging('a', async (...of) => (asked.push(of), seen()));
		await merging.look(' đn-26-0002 ');
		expect(asked).toEqual([['a', 'ĐN-26-0002', []]]);
		expect(merging.chosen).toBeNull();
		merging.stands = 'other';
		expect(merging.chosen?.whose).toBe('other');
	});

	it('has the only promise there is stand by itself', async () => {
		const waiting = { id: 'a', reference: 'x', window: null };
		const merging = new Merging('a', async () => seen({ kept: waiting }));
		await merging.look('x');
		expect(merging.chosen?.whose).toBe('other');
	});

	it('keeps nothing that the server refuses, and says why where nothing can be done', async () => {
		const merging = new Merging('a', async () =>
			seen({ choices: [choice('kept', 'settle_first'), choice('other', 'settle_first')] })
		);
		await merging.look('x');
		merging.stands = 'kept';
		expect(merging.chosen).toBeNull();
		expect(merging.refused).toBe('settle_first');
	});

	it('asks again whether there is room when somebody is brought along; the last answer counts', async () => {
		const answers: ((seen: MergePreview) => void)[] = [];
		const merging = new Merging('a', () => new Promise((resolve) => answers.push(resolve)));
		const first = merging.look('x');
		answers[0]!(seen());
		await first;
		merging.stands = 'kept';
		const slow = merging.choose(['p1']);
		const quick = merging.choose(['p1', 'p2']);
		answers[2]!(seen({ choices: [choice('kept', 'window_too_short'), choice('other')] }));
		await quick;
		answers[1]!(seen());
		await slow;
		expect(merging.chosen).toBeNull();
		expect(merging.looking).toBe(false);
	});

	it('shows no case that is not there', async () => {
		const merging = new Merging('a', async () => {
			throw new Problem({ code: 'not_found', status: 404 });
		});
		await merging.look('x');
		expect(merging.preview).toBeNull();
		expect(merging.failed).toMatchObject({ code: 'not_found' });
	});
});
