import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dongWords, readDong } from './amounts.ts';

describe('an amount is read as people write it', () => {
	it.each([
		['1.500.000', 1_500_000],
		[' 1 500 000 đồng', 1_500_000],
		['1,5 triệu', 1_500_000],
		['1.5tr', 1_500_000],
		['1,25 tỷ', 1_250_000_000],
		['500k', 500_000],
		['500 nghìn', 500_000],
		['500 ngàn đồng', 500_000],
		['1.500 nghìn', 1_500_000],
		['2 triệu 500 nghìn', 2_500_000],
		['1 tỉ 200 triệu', 1_200_000_000],
		['một triệu rưỡi', 1_500_000],
		['Hai trăm nghìn', 200_000],
		['một triệu năm mươi nghìn', 1_050_000],
		['một triệu không trăm năm mươi nghìn đồng', 1_050_000],
		['hai mươi tư triệu', 24_000_000],
		['một trăm linh năm ngàn', 105_000]
	])('%s', (typed, dong) => expect(readDong(typed)).toBe(dong));

	it.each([
		['nothing', ''],
		['nought', '0'],
		['nought in words', 'không'],
		['a comma before three digits, which is a half here and a thousand elsewhere', '1,500 triệu'],
		['"one million five", which is 1.500.000 to some and 1.000.005 to others', 'một triệu năm'],
		['the same in digits', '2tr5'],
		['units in the wrong order', '500 nghìn 2 triệu'],
		['a unit twice', '1 triệu 2 triệu'],
		['a part as large as the unit before it', '1 triệu 1.500 nghìn'],
		['a part of a đồng', '1,5'],
		['less than nought', '-5'],
		['words without their marks', 'hai tram nghin'],
		['words that are no number', 'hai ba triệu'],
		['more than an entry may be', '101 tỷ'],
		['another currency', '100 USD']
	])('but not %s', (_, typed) => expect(readDong(typed)).toBeNull());
});

describe('an amount in words', () => {
	it.each([
		[1, 'Một đồng'],
		[10, 'Mười đồng'],
		[15_000, 'Mười lăm nghìn đồng'],
		[21_000, 'Hai mươi mốt nghìn đồng'],
		[105_000, 'Một trăm lẻ năm nghìn đồng'],
		[1_005_000, 'Một triệu không trăm lẻ năm nghìn đồng'],
		[484_000_000, 'Bốn trăm tám mươi bốn triệu đồng'],
		[1_250_500, 'Một triệu hai trăm năm mươi nghìn năm trăm đồng'],
		[1_000_000_001, 'Một tỷ không trăm lẻ một đồng']
	])('%i', (dong, words) => expect(dongWords(dong)).toBe(words));

	it('is read again as what it was, and so is every other way of writing it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100_000_000_000 }), (dong) => {
				expect(readDong(dongWords(dong))).toBe(dong);
				expect(readDong(String(dong))).toBe(dong);
				expect(readDong(`${dong.toLocaleString('vi-VN')} đồng`)).toBe(dong);
			})
		);
	});

	it('never makes an amount of words that are not exactly one', () => {
		const word = fc.constantFrom(
			'một',
			'hai',
			'năm',
			'mười',
			'mươi',
			'trăm',
			'lẻ',
			'nghìn',
			'triệu'
		);
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
				const read = readDong(words.join(' '));
				const bare = (text: string) => text.replaceAll(/không trăm |lẻ |( đồng)$/g, '');
				if (read !== null) expect(bare(dongWords(read).toLowerCase())).toBe(bare(words.join(' ')));
			})
		);
	});
});
