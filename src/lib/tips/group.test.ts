import { expect, it } from 'vitest';
import { parseGroup } from './group.ts';

it('a sender proves the last group as they wrote it down', () => {
	for (const typed of ['44hm', ' 44-HM ', '44 hm', 'K7QM-2XRD-9WTA-44HM'])
		expect(parseGroup(typed)).toBe('44HM');
	expect(parseGroup('oIl2')).toBe('0112');
});
