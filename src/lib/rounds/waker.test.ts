import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { newPhone } from './testing-phone.ts';
import { Waker, waitBefore } from './waker.ts';

beforeEach(() => {
	vi.useFakeTimers();
	newPhone();
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('waits five seconds, then longer, at most five minutes, and as long as the server asks', () => {
	expect([0, 1, 2, 6, 50].map((failed) => waitBefore(failed, null, 0) / 1000)).toEqual([
		5, 10, 20, 300, 300
	]);
	expect(waitBefore(0, new Problem({ code: 'busy', status: 503, retryAfter: 60 }), 0)).toBe(60_000);
});

it('tries by itself after a while, at once when there is a line again, and not after the page is left', () => {
	const wake = vi.fn();
	const waker = new Waker(wake);
	waker.start();
	waker.later(null);
	vi.advanceTimersByTime(6_500);
	expect(wake).toHaveBeenCalledTimes(1);
	dispatchEvent(new Event('online'));
	expect(wake).toHaveBeenCalledTimes(2);
	waker.later(null);
	waker.stop();
	dispatchEvent(new Event('online'));
	vi.advanceTimersByTime(600_000);
	expect(wake).toHaveBeenCalledTimes(2);
});
