/** Figures of pages on the slow profile: how they are reckoned, and when one counts as worse (docs/decisions/0078). */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pages } from '../../bench/every-page.ts';
import { lowered, worse } from '../../bench/ratchet.ts';
import { speedOf, tracedIn } from '../../bench/visit.ts';

const told = { lcp: 900, shifts: [], busy: 0 };
const traced = { fcp: 600, tasks: [] };

it('a reader waits for what a task takes beyond 50 ms, after the first paint', () => {
	const tasks = [
		{ at: 100, lasted: 400 },
		{ at: 550, lasted: 130 },
		{ at: 1000, lasted: 50 },
		{ at: 2000, lasted: 120 }
	];
	expect(speedOf(told, { ...traced, tasks })).toEqual({ lcp: 900, cls: 0, tbt: 30 + 70 });
});

it('what jumps is counted by its worst five seconds', () => {
	const shifts = [
		{ at: 100, value: 0.125 },
		{ at: 900, value: 0.25 },
		{ at: 2000, value: 0.5 },
		...[5000, 5900, 6800, 7700, 8600, 9500, 10_100].map((at) => ({ at, value: 0.0625 }))
	];
	expect(speedOf({ ...told, shifts }, traced).cls).toBe(0.5);
	expect(speedOf({ ...told, shifts: shifts.slice(3) }, traced).cls).toBe(6 * 0.0625);
});

it('of a trace the tasks of the thread count that the page was painted on', () => {
	const main = { pid: 7, tid: 1 };
	const task = { name: 'RunTask', ph: 'X', ts: 2_000_000, dur: 90_000 };
	const events = [
		{ ...main, name: 'firstContentfulPaint', ph: 'R', ts: 1_500_000 },
		{ ...main, ...task },
		{ ...main, ...task, name: 'Layout' },
		{ ...main, ...task, tid: 2 },
		{ ...main, ...task, pid: 8 }
	];
	expect(tracedIn(events)).toEqual({ fcp: 1500, tasks: [{ at: 2000, lasted: 90 }] });
	expect(() => tracedIn(events.slice(1))).toThrow(/no first paint/);
});

const kept = { lcp: 1, cls: 0, tbt: 30 };

it('a page is worse by more than its noise or not at all, and better the same', () => {
	expect(worse({ lcp: 1.1, cls: 0.001, tbt: 50 }, kept)).toEqual([]);
	expect(worse({ lcp: 1.12, cls: 0.002, tbt: 51 }, kept)).toEqual(['lcp', 'cls', 'tbt']);
	expect(lowered({ lcp: 0.95, cls: 0, tbt: 11 }, kept)).toEqual(kept);
	expect(lowered({ lcp: 0.8, cls: 0.5, tbt: 9 }, kept)).toEqual({ lcp: 0.8, cls: 0, tbt: 9 });
});

it('each page has its speed on file, and a page that there is no more has none', () => {
	const told = JSON.parse(readFileSync('bench/page-speeds.json', 'utf8')) as { pages: object };
	expect(Object.keys(told.pages).sort()).toEqual([...pages.keys()].sort());
});
