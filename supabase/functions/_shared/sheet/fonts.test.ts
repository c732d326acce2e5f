import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, withoutFonts } from './encoding.ts';
import { fromTcvn3, fromVni } from './fonts.ts';
import { isSyllable, reads } from './syllables.ts';

/* Written by hand from the tables, and not through the code under test. */
const samples = [
	['Nguyễn Thị Lụa', 'NguyÔn ThÞ Lôa', 'Nguyeãn Thò Luïa'],
	['Trần Văn Bền', 'TrÇn V¨n BÒn', 'Traàn Vaên Beàn'],
	['Đặng Thùy Dương', '§Æng Thïy D\u00ad¬ng', 'Ñaëng Thuøy Döông'],
	['Võ Hữu Nghĩa', 'Vâ H÷u NghÜa', 'Voõ Höõu Nghóa'],
	['Lý Quỳnh Như', 'Lý Quúnh Nh\u00ad', 'Lyù Quyønh Nhö'],
	['nguyễn ngọc ánh', 'nguyÔn ngäc ¸nh', 'nguyeãn ngoïc aùnh']
] as const;
const syllables = samples.flatMap(([unicode]) => unicode.split(' '));

describe('text of the fonts before Unicode', () => {
	it.each(samples)('%s is read from TCVN3 (ABC) and from VNI', (unicode, tcvn3, vni) => {
		expect(fromTcvn3(tcvn3)).toBe(unicode);
		expect(fromVni(vni)).toBe(unicode);
	});

	it('is read in capitals of VNI, whichever case the marks were typed in', () => {
		expect(fromVni('NGUYEÃN THÒ LUÏA')).toBe('NGUYỄN THỊ LỤA');
		expect(fromVni('NGUYEãN THò LUïA')).toBe('NGUYỄN THị LỤA');
	});

	it('leaves plain letters, digits and marks of reading as they are', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^[\x20-\x7e]*$/), (text) => {
				expect(fromTcvn3(text)).toBe(text);
				expect(fromVni(text)).toBe(text);
			})
		);
	});

	it('comes out as NFC, whatever goes in', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				for (const read of [fromTcvn3, fromVni])
					expect(read(text)).toBe(read(text).normalize('NFC'));
			})
		);
	});
});

describe('which font it was', () => {
	const cell = (text: string, at = 0) => [{ line: 1, cells: at ? ['Thôn', text] : [text] }];

	it.each(samples)('%s is told by how it reads', (unicode, tcvn3, vni) => {
		for (const text of [unicode, tcvn3, vni])
			expect(withoutFonts(cell(text))[0]!.cells[0]).toBe(unicode);
	});

	it('is asked for each column: one was pasted from an old file beside one that was typed today', () => {
		expect(withoutFonts(cell('TrÇn V¨n BÒn', 1))[0]!.cells).toEqual(['Thôn', 'Trần Văn Bền']);
	});

	it('is none for names typed in Unicode, whatever they are', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 1 }), (words) => {
				const text = words.join(' ');
				expect(withoutFonts(cell(text))[0]!.cells[0]).toBe(text);
			})
		);
	});

	it('a syllable is one that Vietnamese has', () => {
		for (const word of ['nguyễn', 'Khuỷu', 'ĐƯỜNG', 'quỳ', 'giếng', 'yến', 'oái'])
			expect(isSyllable(word)).toBe(true);
		for (const word of ['Lôa', 'NguyÔn', 'V¨n', 'àé']) expect(isSyllable(word)).toBe(false);
		expect(reads('Lê Thị Huệ, 1945')).toEqual({ good: 3, all: 3 });
	});
});

describe('which bytes they were', () => {
	it('UTF-8 of any text is UTF-8, and nothing is ever thrown at a person', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				// A text file that begins with a zero byte is none.
				fc.pre(!text.includes('\0') && !text.startsWith('\ufeff'));
				expect(decode(new TextEncoder().encode(text)).text).toBe(text.normalize('NFC'));
			})
		);
		fc.assert(
			fc.property(fc.uint8Array(), (bytes) => {
				expect(decode(bytes).text).toBeTypeOf('string');
			})
		);
	});
});
