import { expect, test } from 'vitest';
import { isFresh } from './fresh.ts';

const now = Date.parse('2026-11-26T10:00:00Z');
const minutes = (count: number) => new Date(now + count * 60_000).toISOString();

test('a page of this hour is read as it stands, an older one asks', () => {
	expect(isFresh(minutes(-59), now)).toBe(true);
	expect(isFresh(minutes(-61), now)).toBe(false);
});

test('a phone whose clock is ten minutes or a day behind asks, rather than believe yesterday’s page for a day', () => {
	expect(isFresh(minutes(10), now)).toBe(false);
	expect(isFresh(minutes(24 * 60), now)).toBe(false);
	// A second between two clocks that are right is nothing.
	expect(isFresh(new Date(now + 1_000).toISOString(), now)).toBe(true);
});
