import { expect, it } from 'vitest';
import { sealedLength } from '#shared/agefile/index.ts';
import { partsOf, QUOTA, weightOf } from './weight.ts';

const MIB = 1024 * 1024;

it('a file is weighed as it is sealed, so that nobody fills the quota before the last file', () => {
	expect(weightOf(10)).toBe(sealedLength(1024));
	expect(weightOf(300 * 1024)).toBe(sealedLength(MIB));
	expect(weightOf(5 * MIB)).toBe(2 * sealedLength(4 * MIB));
	expect(weightOf(33 * MIB)).toBe(12 * sealedLength(4 * MIB));
	expect([0, 4 * MIB - 4, 4 * MIB, 50 * MIB].map(partsOf)).toEqual([1, 1, 2, 16]);
	expect(10 * weightOf(5 * MIB)).toBeGreaterThan(QUOTA);
});
