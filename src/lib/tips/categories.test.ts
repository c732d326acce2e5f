import { describe, expect, it } from 'vitest';
import { categories, categoryOf } from './categories.ts';

const texts = categories.flatMap(({ name, hint, ask }) => [name, hint, ...ask]);

describe('the kinds of tips', () => {
	it('are twenty, each with a name of its own', () => {
		expect(new Set(categories.map(({ id }) => id)).size).toBe(20);
	});

	it('ask a sender two or three questions, in both languages', () => {
		for (const { id, ask } of categories) {
			expect(ask.length, id).toBeGreaterThanOrEqual(2);
			expect(ask.length, id).toBeLessThanOrEqual(3);
		}
		for (const { vi, en } of texts) {
			expect(vi.trim()).not.toBe('');
			expect(en.trim()).not.toBe('');
		}
	});

	it('speak calmly, in one form of Unicode, and accuse nobody', () => {
		for (const { vi, en } of texts) {
			expect(vi + en).not.toMatch(/!|tố cáo|nặc danh/i);
			expect(vi).toBe(vi.normalize('NFC'));
		}
	});

	it('let whoever is hurt at home say when it is safe to be reached, or that nobody may try', () => {
		const { ask, reach } = categoryOf('domestic_violence')!;
		expect(ask[reach!]!.vi).toContain('an toàn để cán bộ tiếp xúc');
	});

	it('send whoever worries about a child to 111 first', () => {
		expect(categoryOf('child_abuse')?.first).toBe('111');
	});
});
