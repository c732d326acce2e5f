import { expect, it } from 'vitest';
import { rowKind, rowPurpose } from '#contracts/fund-public.ts';
import { addressOf, askedIn, kinds, purposes, reportAddress } from './public-address.ts';

it.each([
	{ unit: '21439', filter: {} },
	{ unit: '21439', filter: { month: '2026-08-01', kind: 'gift', q: 'gạo & tiền' } },
	{ unit: '21451', filter: { purpose: 'equipment' } }
] as const)('what somebody found is found again from its address: %j', (asked) => {
	expect(askedIn(addressOf(asked))).toEqual({ ...asked, period: null });
});

it('what means nothing in an address is left out', () => {
	expect(askedIn('?don-vi=x&thang=2026-13&loai=loan&muc-dich=&tim=%20')).toEqual({
		unit: null,
		filter: {},
		period: null
	});
	expect(askedIn(`?tim=${'a'.repeat(200)}`).filter.q).toHaveLength(80);
});

it('every kind and purpose of the contract has its place in an address', () => {
	expect([...kinds]).toEqual(rowKind.options);
	expect([...purposes]).toEqual(rowPurpose.options);
});

it('an address asks for the statement of a month or a year and of nothing else', () => {
	expect(askedIn(reportAddress('21439', '2026-08'))).toMatchObject({
		unit: '21439',
		period: '2026-08'
	});
	const periods = ['2026', '2026-13', '26', ''].map((said) => askedIn(`?ky=${said}`).period);
	expect(periods).toEqual(['2026', null, null, null]);
});
