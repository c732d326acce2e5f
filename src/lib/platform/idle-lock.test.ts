import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockWhenIdle } from './idle-lock.ts';

const MINUTE = 60_000;
let page: EventTarget;

beforeEach(() => {
	vi.useFakeTimers();
	page = new EventTarget();
	vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
	vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
	vi.stubGlobal('document', new EventTarget());
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('a page that nobody touches locks once, and is told before how long it has', () => {
	const lock = vi.fn();
	const left: number[] = [];
	lockWhenIdle(10, lock, { left: (seconds) => left.push(seconds) });
	vi.advanceTimersByTime(8 * MINUTE);
	expect(left.at(-1)).toBe(120);
	vi.advanceTimersByTime(20 * MINUTE);
	expect(lock).toHaveBeenCalledOnce();
});

it('a hand begins the time anew, also one that only a screen reader has', () => {
	const lock = vi.fn();
	const stop = lockWhenIdle(10, lock);
	for (const hand of ['pointerdown', 'click']) {
		vi.advanceTimersByTime(9 * MINUTE);
		page.dispatchEvent(new Event(hand));
	}
	vi.advanceTimersByTime(9 * MINUTE);
	expect(lock).not.toHaveBeenCalled();
	stop();
});

it('files that take half an hour to send are not cut off, and the time runs from their end', () => {
	const lock = vi.fn();
	let busy = true;
	lockWhenIdle(10, lock, { busy: () => busy });
	vi.advanceTimersByTime(30 * MINUTE);
	busy = false;
	vi.advanceTimersByTime(9 * MINUTE);
	expect(lock).not.toHaveBeenCalled();
	vi.advanceTimersByTime(MINUTE);
	expect(lock).toHaveBeenCalledOnce();
});
