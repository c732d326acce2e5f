import { describe, expect, it } from 'vitest';
import { nothing, oversight, pointOf, ROOM, written } from './answers.ts';
import { countOf, faultsOf, mended, stepAfter, stepBefore, steps } from './steps.ts';

describe('one question a page', () => {
	it('a sender meets at most nine, and goes back through the same', () => {
		expect(steps.length).toBeLessThanOrEqual(9);
		for (const step of steps.slice(0, -1)) expect(stepBefore(stepAfter(step))).toBe(step);
		expect(stepBefore('area')).toBeNull();
		expect(countOf('area')).toEqual({ number: 1, of: 9 });
	});

	it('whoever is unsure about officials says whose desk may read', () => {
		const unsure = { ...nothing(), officials: 'unsure' as const };
		expect(faultsOf('officials', unsure)).toEqual([{ field: 'desk', code: 'required' }]);
		expect(oversight({ ...unsure, desk: 'other' })).toBe(true);
		expect(oversight({ ...unsure, desk: 'local' })).toBe(false);
	});

	it('an earlier answer never sends a tip past the local desk by itself', () => {
		const changed = { ...nothing(), officials: 'no' as const, desk: 'other' as const };
		expect(oversight(changed)).toBe(false);
		expect(oversight({ ...changed, elsewhere: true })).toBe(true);
		expect(oversight({ ...changed, officials: 'yes' })).toBe(true);
	});

	it('coordinates read as people copy them, and none outside the country pass', () => {
		for (const typed of ['14.8123, 108.9512', '14,8123; 108,9512', ' 14.8123 108.9512 '])
			expect(pointOf(typed)).toEqual({ lat: 14.8123, lon: 108.9512 });
		for (const typed of ['48.85, 2.35', '14.8', 'chợ Phổ Minh']) expect(pointOf(typed)).toBeNull();
	});

	it('room is counted in bytes, so that a long story in Vietnamese still fits the seal', () => {
		const story = 'ế'.repeat(ROOM / 3);
		expect(written({ ...nothing(), story })).toBeLessThanOrEqual(ROOM);
		expect(faultsOf('story', { ...nothing(), story: story + 'ếế' })).toEqual([
			{ field: 'story', code: 'no_room' }
		]);
	});
});

it('an answer mended from the check page leads straight back, past what it asks anew', () => {
	expect(mended('story')).toBe('check');
	expect(mended('category')).toBe('more');
	expect(mended('area')).toBe('officials');
});
