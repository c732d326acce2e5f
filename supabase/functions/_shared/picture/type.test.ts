import fc from 'fast-check';
import { expect, it } from 'vitest';
import { imageTypeOf } from './type.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const box = (brands: string) =>
	bytes(`\0\0\0${String.fromCharCode(8 + brands.length)}ftyp${brands}`);

it('a photo is known by its bytes, whatever the phone calls it', () => {
	for (const [head, type] of [
		[bytes('\xff\xd8\xff\xe1'), 'image/jpeg'],
		[bytes('\x89PNG\r\n'), 'image/png'],
		[bytes('RIFF\0\0\0\0WEBPVP8 '), 'image/webp'],
		[bytes('II*\0'), 'image/tiff'],
		[box('heic\0\0\0\0mif1heic'), 'image/heic'],
		[box('heix\0\0\0\0mif1heix'), 'image/heic'],
		[box('mif1\0\0\0\0mif1heic'), 'image/heic'],
		[box('mif1\0\0\0\0mif1avif'), 'image/avif'],
		[box('avif\0\0\0\0mif1'), 'image/avif']
	] as const)
		expect(imageTypeOf(head)).toBe(type);
});

it('films, sound and papers are none, and no bytes are an error', () => {
	for (const head of [box('isom\0\0\0\0mp41'), box('qt  '), bytes('%PDF-1.7'), bytes('')])
		expect(imageTypeOf(head)).toBeNull();
	fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (head) => void imageTypeOf(head)));
});
