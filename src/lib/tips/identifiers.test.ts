import { describe, expect, it } from 'vitest';
import { folded, identifiersIn } from './identifiers.ts';

describe('what officers compare between tips', () => {
	it('a phone number is the same however the sender wrote it', () => {
		for (const typed of ['0912 345 678', '0912.345.678', '+84 912 345 678', '84912345678'])
			expect(identifiersIn(`Gọi từ ${typed} lúc 9 giờ`, '').phones).toEqual(['0912345678']);
	});

	it('a plate is the same with and without dashes and dots', () => {
		for (const typed of ['76-A1 123.45', '76a1-12345', '76A1 12345'])
			expect(identifiersIn(`xe ${typed} màu đỏ`, '').plates).toEqual(['76A112345']);
	});

	it('an account number is no phone', () => {
		const found = identifiersIn('chuyển vào 1903 4567 8901 2345, gọi 0912345678', '');
		expect(found.accounts).toEqual(['1903456789012345']);
		expect(found.phones).toEqual(['0912345678']);
	});

	it('a place reads the same with and without marks', () => {
		expect(identifiersIn('', 'Chợ Phổ Minh, tổ 3').places).toEqual([folded('cho pho minh to 3')]);
		expect(folded('Đức Phổ')).toBe('duc pho');
	});

	it('keeps few of each, so that the header stays one kilobyte', () => {
		const many = Array.from({ length: 20 }, (_, n) => `09123456${10 + n}`).join('; ');
		const found = identifiersIn(many, 'a'.repeat(500));
		expect(found.phones).toHaveLength(3);
		expect(JSON.stringify(found).length).toBeLessThan(450);
	});
});
