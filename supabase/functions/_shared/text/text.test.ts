import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import {
	byGivenName,
	cleanLine,
	cleanText,
	fold,
	givenName,
	personName,
	plainText
} from './index.ts';

/** The first refusal's code, or the text that was taken. */
function outcome(schema: z.ZodMiniType<string>, value: unknown): string {
	const result = schema.safeParse(value);
	return result.success ? `=${result.data}` : result.error.issues[0]!.message;
}

describe('a name that somebody types', () => {
	it('is kept as typed, composed and without stray blanks', () => {
		expect(outcome(personName(), '  Nguyễn\u00A0 Thị\tLụa ')).toBe('=Nguyễn Thị Lụa');
		expect(outcome(personName(), 'Đặng Văn Ổn'.normalize('NFD'))).toBe('=Đặng Văn Ổn');
		expect(outcome(personName(), 'Phạm\u200B Văn\uFEFF Bền')).toBe('=Phạm Văn Bền');
		expect(outcome(personName(), "Y'Blim Êban-Niê")).toBe("=Y'Blim Êban-Niê");
	});

	it('is refused with a code when it is missing, too long or holds what no name holds', () => {
		for (const missing of ['', '   ', '\n', undefined, null, 7]) {
			expect(outcome(personName(), missing)).toBe('required');
		}
		expect(outcome(personName(), 'a'.repeat(101))).toBe('too_long');
		expect(outcome(personName(), 'ố'.normalize('NFD').repeat(100))).toBe(`=${'ố'.repeat(100)}`);
		for (const bad of ['\u0000', '\u001B', '\u0085', '\uD800', '\u202E', '\u2066', '\u200F']) {
			expect(outcome(personName(), `Lê ${bad}Văn`)).toBe('bad_characters');
		}
		expect(outcome(personName(), '0912 345')).toBe('bad_characters');
	});

	it('survives anything: it is taken in a stable form or refused with a known code', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (typed) => {
				const result = personName().safeParse(typed);
				if (!result.success) {
					expect(['required', 'too_long', 'bad_characters']).toContain(
						result.error.issues[0]!.message
					);
					return;
				}
				expect(result.data.isWellFormed()).toBe(true);
				expect(cleanLine(result.data)).toBe(result.data);
				expect(personName().parse(result.data)).toBe(result.data);
			})
		);
	});
});

describe('a message that somebody types', () => {
	it('keeps its lines and loses what the eye does not see', () => {
		expect(outcome(plainText(100), ' Nhà  sau chợ \r\n\r\n\r\n\r\ncổng xanh\u2028hỏi Bảy ')).toBe(
			'=Nhà sau chợ\n\ncổng xanh\nhỏi Bảy'
		);
	});

	it('is refused beyond its length, counted as the database counts', () => {
		expect(outcome(plainText(3), '😀😀😀')).toBe('=😀😀😀');
		expect(outcome(plainText(3), '😀😀😀😀')).toBe('too_long');
		expect(outcome(plainText(9), 'a\u0000b')).toBe('bad_characters');
		expect(outcome(plainText(9), 'a\u202Eb')).toBe('bad_characters');
		expect(outcome(plainText(9), ' \n ')).toBe('required');
	});

	it('reads the same after a second cleaning', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				const once = cleanText(typed);
				expect(cleanText(once)).toBe(once);
			})
		);
	});
});

describe('an officer who searches and sorts', () => {
	it('finds a name typed without accents', () => {
		expect(fold('  ĐỖ  Thị Ớt ')).toBe('do thi ot');
		expect(fold('Nguyễn Văn Đường')).toBe('nguyen van duong');
		expect(fold('Nguyễn'.normalize('NFD'))).toBe(fold('nguyễn'));
	});

	it('sees people in the order of their given names', () => {
		expect(givenName('Nguyễn Thị Lụa')).toBe('Lụa');
		expect(givenName('  Lụa ')).toBe('Lụa');
		expect(['Trần Văn Bình', 'Lê Thị Ánh', 'Phạm Đức', 'Lê Văn Bình'].sort(byGivenName)).toEqual([
			'Lê Thị Ánh',
			'Lê Văn Bình',
			'Trần Văn Bình',
			'Phạm Đức'
		]);
	});
});
