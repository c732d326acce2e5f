import { expect, test } from 'vitest';
import { FailedTries } from './failed-tries.ts';

let now = 0;
const fresh = (over: object = {}) =>
	new FailedTries({ most: 3, few: 1, many: 5, window: 10_000, now: () => now, ...over });
/** What each wrong try meets: `true` where it is made, or the seconds to wait. */
const wrong = (tries: FailedTries, who: string, count = 1) =>
	Array.from({ length: count }, () => {
		const taken = tries.take(who);
		return 'wait' in taken ? taken.wait : true;
	});

test('an officer mistypes so often, and then waits until the first of those is long enough ago', () => {
	const tries = fresh();
	expect(wrong(tries, 'a@b.vn')).toEqual([true]);
	now += 4000;
	expect(wrong(tries, 'A@B.vn', 4)).toEqual([true, true, 6, 6]);
	now += 5999;
	expect(wrong(tries, 'a@b.vn')).toEqual([1]);
	now += 1;
	expect(wrong(tries, 'a@b.vn', 2)).toEqual([true, 4]);
});

test('asking on while one must wait makes it no longer, so nobody keeps somebody out by it', () => {
	const tries = fresh();
	wrong(tries, 'a', 3);
	now += 5000;
	wrong(tries, 'a', 500);
	now += 5000;
	expect(wrong(tries, 'a')).toEqual([true]);
});

test('a right one counts for nothing, and gives a guesser nothing back', () => {
	const tries = fresh();
	wrong(tries, 'a', 2);
	const right = tries.take('a');
	if ('right' in right) right.right();
	expect(wrong(tries, 'a', 2)).toEqual([true, 10]);
});

test('while many names are tried each has less room, and one that was left in peace still has some', () => {
	const tries = fresh();
	for (const who of ['b', 'c', 'd', 'e', 'f']) wrong(tries, who);
	expect(wrong(tries, 'b')).toEqual([10]);
	expect(wrong(tries, 'officer', 2)).toEqual([true, 10]);
	now += 10_000;
	expect(wrong(tries, 'officer', 4)).toEqual([true, true, true, 10]);
});

test('who had used more room than there is now waits until there is some', () => {
	const tries = fresh();
	wrong(tries, 'a');
	now += 1000;
	wrong(tries, 'a', 2);
	for (const who of ['b', 'c']) wrong(tries, who);
	expect(wrong(tries, 'a')).toEqual([10]);
});

test('however many names are made up, no more are remembered than there is room for', () => {
	const tries = fresh({ kept: 4, many: 1000 });
	wrong(tries, 'a', 3);
	for (let n = 0; n < 50; n++) expect(wrong(tries, `made-up-${n}`)).toEqual([true]);
	expect(wrong(tries, 'a')).toEqual([true]);
});
