import { expect, it } from 'vitest';
import { faultOf, widthsFor } from './desk-picture.ts';

const bytes = (...parts: (string | number[])[]) =>
	Uint8Array.from(
		parts.flatMap((part) =>
			typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part
		)
	);
const png = (width: number[], height: number[]) =>
	bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', width, height, [8, 6, 0, 0, 0]);

it.each([
	['a picture of 12 megapixels', png([0, 0, 0x0f, 0xa0], [0, 0, 0x0b, 0xb8]), null],
	['one of 100 megapixels', png([0, 0, 0x27, 0x10], [0, 0, 0x27, 0x10]), 'pixels'],
	['text that draws', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'not_an_image'],
	['a paper', bytes('%PDF-1.7'), 'not_an_image'],
	[
		'a photo as phones keep it',
		bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic'),
		'format'
	],
	['half a JPEG', bytes([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]), 'broken'],
	[
		'a PNG that moves',
		Uint8Array.from([...png([0, 0, 0, 9], [0, 0, 0, 9]), ...bytes('acTL0000IDAT')]),
		'moves'
	]
])('%s is told before it is decoded: %#', (_, file, fault) => expect(faultOf(file)).toBe(fault));

it('a picture is kept in no width beyond its own, nor higher than a page', () => {
	expect(widthsFor({ width: 4000, height: 3000 })).toEqual([480, 960, 1600]);
	expect(widthsFor({ width: 1200, height: 800 })).toEqual([480, 960, 1200]);
	expect(widthsFor({ width: 480, height: 320 })).toEqual([480]);
	expect(widthsFor({ width: 20, height: 20 })).toEqual([20]);
	expect(widthsFor({ width: 1000, height: 8000 })).toEqual([480, 500]);
});
