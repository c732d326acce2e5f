import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Alarms } from './officer-alarms.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const urgent = { case: '00000000-0000-4000-8000-00000000000a', reference: 'TB-26-000001' };

it('an officer hears of an urgent tip within half a minute, until somebody has seen it', async () => {
	let now = [] as (typeof urgent)[];
	const alarms = new Alarms(async () => now);
	const stop = alarms.watch();
	await vi.advanceTimersByTimeAsync(0);
	expect(alarms.unseen).toEqual([]);
	now = [urgent];
	await vi.advanceTimersByTimeAsync(30_000);
	expect(alarms.unseen).toEqual([urgent]);
	now = [];
	await alarms.look();
	expect(alarms.unseen).toEqual([]);
	stop();
});

it('an alarm stays while the line is lost, and goes with the officer', async () => {
	const read = vi.fn().mockResolvedValueOnce([urgent]).mockRejectedValue(new Error('offline'));
	const alarms = new Alarms(read);
	const stop = alarms.watch();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(read).toHaveBeenCalledTimes(3);
	expect(alarms.unseen).toEqual([urgent]);
	stop();
	expect(alarms.unseen).toEqual([]);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(read).toHaveBeenCalledTimes(3);
});
