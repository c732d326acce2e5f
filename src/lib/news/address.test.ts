import { expect, it } from 'vitest';
import { addressOf, askedIn, everything, feedAddress } from './address.ts';

it('an address that somebody passes on shows the same posts', () => {
	const filter = {
		unit: '21439',
		category: 'good_people' as const,
		area: '21172',
		words: 'việc tốt'
	};
	expect(askedIn(addressOf(filter))).toEqual(filter);
	expect(addressOf(everything)).toBe('');
	expect(askedIn('')).toEqual(everything);
});

it('what means nothing in an address is left out', () => {
	expect(askedIn('?don-vi=1&loai=comments&dia-ban=%3Cb%3E&tim=%20%20')).toEqual(everything);
	expect(askedIn(`?tim=${'a'.repeat(300)}`).words).toHaveLength(100);
});

it('the feed is of the posts that are shown, and of no search', () => {
	const filter = { ...everything, category: 'warnings' as const, words: 'otp' };
	expect(feedAddress('json', filter)).toBe('/functions/v1/news/json?loai=warnings');
	expect(feedAddress('atom')).toBe('/functions/v1/news/atom');
});
