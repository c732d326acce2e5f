import { expect, test } from 'vitest';
import { Tries } from './tries.ts';

let now = 0;
const fresh = () => new Tries({ most: 3, pause: 1000, now: () => now });
const times = (tries: Tries, who: string, count: number) =>
	Array.from({ length: count }, () => tries.take(who));

test('an account has so many tries, and none after them until the pause is over', () => {
	const tries = fresh();
	expect(times(tries, 'a', 4)).toEqual([true, true, true, false]);
	now += 999;
	expect(tries.take('a')).toBe(false);
	now += 1;
	expect(times(tries, 'a', 4)).toEqual([true, true, true, false]);
});

test('one that was right gives all of them back, and to nobody else', () => {
	const tries = fresh();
	expect([times(tries, 'a', 3), times(tries, 'b', 3)].flat()).not.toContain(false);
	tries.right('a');
	expect([tries.take('a'), tries.take('b')]).toEqual([true, false]);
});

test('asking on while one must wait makes the pause no longer', () => {
	const tries = fresh();
	times(tries, 'a', 3);
	now += 500;
	times(tries, 'a', 50);
	now += 500;
	expect(tries.take('a')).toBe(true);
});
