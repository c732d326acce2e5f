import { describe, expect, it } from 'vitest';
import { BulkRun } from './bulk-run.svelte.ts';
import type { BulkResult } from './views-queue.ts';

const cases = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ id: `case-${n}`, version: n }));
const answer = (list: { id: string }[]) => ({
	results: list.map(({ id }) => ({ id, done: {}, refused: null }) as unknown as BulkResult)
});
const what = { do: 'card_ready' } as const;

describe('one command on many cases', () => {
	it('goes in pieces, each with a key of its own, and brings every result in order', async () => {
		const sent: { key: string; n: number }[] = [];
		const run = new BulkRun(async ({ key, cases }) => {
			sent.push({ key, n: cases.length });
			return answer(cases);
		});
		await run.start(cases(120), what);
		expect(sent.map(({ n }) => n)).toEqual([50, 50, 20]);
		expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
		expect(run.results.map(({ id }) => id)).toEqual(cases(120).map(({ id }) => id));
		expect(run.over).toBe(true);
	});

	it('goes on after a lost line where it stood, with the same key', async () => {
		const keys: string[] = [];
		let line = true;
		const run = new BulkRun(async ({ key, cases }) => {
			keys.push(key);
			if (keys.length === 2 && line) {
				line = false;
				throw new Error('lost');
			}
			return answer(cases);
		});
		await run.start(cases(80), what);
		expect([run.results.length, run.over, run.busy]).toEqual([50, false, false]);
		expect(run.failed).toBeInstanceOf(Error);
		await run.go();
		expect(keys[2]).toBe(keys[1]);
		expect([run.results.length, run.over, run.failed]).toEqual([80, true, null]);
	});

	it('pressed twice is one', async () => {
		let sent = 0;
		const run = new BulkRun(async ({ cases }) => {
			sent++;
			return answer(cases);
		});
		await Promise.all([run.start(cases(3), what), run.start(cases(3), what)]);
		expect(sent).toBe(1);
	});
});
