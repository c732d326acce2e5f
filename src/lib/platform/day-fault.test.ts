import { expect, it } from 'vitest';
import { dayFault } from './day-fault.ts';

it('tells who types a day what is wrong with it', () => {
	const today = '2026-11-27';
	expect(dayFault('27/11/2026', today)).toBeNull();
	expect(dayFault(' ', today)).toBe('required');
	expect(dayFault('31/2/2026', today)).toBe('not_a_date');
	expect(dayFault('hôm qua', today)).toBe('not_a_date');
	expect(dayFault('28/11/2026', today)).toBe('in_future');
	expect(dayFault('28/11/2026')).toBeNull();
});
