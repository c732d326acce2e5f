import { describe, expect, it } from 'vitest';
import { pinFault, waitAfter, waitLeft } from './pin.ts';

describe('a PIN', () => {
	it.each([
		['', 'required'],
		['12a456', 'pin_digits'],
		['24681', 'pin_short'],
		['2468135792468', 'pin_long'],
		['111111', 'pin_easy'],
		['123456', 'pin_easy'],
		['987654', 'pin_easy'],
		['121212', 'pin_easy'],
		['246246', 'pin_easy'],
		['246813', null],
		['135790', null]
	])('"%s" is judged: %s', (pin, fault) => {
		expect(pinFault(pin)).toBe(fault);
	});
});

describe('after wrong PINs', () => {
	it('four are free; then it is 30 seconds, doubling up to an hour', () => {
		expect([1, 4, 5, 6, 7, 11, 12, 40].map(waitAfter)).toEqual(
			[0, 0, 30, 60, 120, 1920, 3600, 3600].map((seconds) => seconds * 1000)
		);
	});

	it('a clock set ahead and back again makes nobody wait for days', () => {
		const days = 3 * 86_400_000;
		const { left, restarted } = waitLeft({ count: 5, at: days }, 0);
		expect(left).toBe(30_000);
		expect(waitLeft({ count: 5, at: restarted }, 30_000).left).toBe(0);
	});
});
