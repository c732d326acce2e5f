import { expect, it } from 'vitest';
import { photoFacts } from './photo-facts.ts';

/** A first directory with these tags. */
function tiffOf(tags: number[]): Uint8Array {
	const tiff = new DataView(new ArrayBuffer(10 + tags.length * 12));
	tiff.setUint32(0, 0x49492a00);
	tiff.setUint32(4, 8, true);
	tiff.setUint16(8, tags.length, true);
	tags.forEach((tag, at) => tiff.setUint16(10 + at * 12, tag, true));
	return new Uint8Array(tiff.buffer);
}

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];

/** A JPEG's beginning. */
function jpeg(...tags: number[]): Uint8Array {
	const tiff = tiffOf(tags);
	const length = 2 + EXIF.length + tiff.length;
	const head = [0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255];
	return new Uint8Array([...head, ...EXIF, ...tiff, 0xff, 0xda]);
}

/** A HEIC as a phone makes it: the word Exif stands in its table first, and before the facts themselves. */
const heic = (...tags: number[]) =>
	new Uint8Array([
		...new TextEncoder().encode('\0\0\0\x18ftypheic\0\0\0\0mif1heic'),
		...EXIF,
		...new Uint8Array(300),
		...EXIF,
		...tiffOf(tags)
	]);

it('a sender learns what their photo would have told', () => {
	expect(photoFacts(jpeg(0x8825, 0x010f, 0x0132))).toEqual(['place', 'device', 'time']);
	expect(photoFacts(jpeg())).toEqual([]);
});

it('bytes that are no photo, or a broken one, stop nobody', () => {
	expect(photoFacts(new Uint8Array())).toEqual([]);
	expect(photoFacts(new TextEncoder().encode('%PDF-1.7'))).toEqual([]);
	expect(photoFacts(jpeg(0x8825).subarray(0, 20))).toEqual([]);
});

it('a photo that cannot be drawn anew says what it would tell: HEIC, and the raw files of cameras', () => {
	expect(photoFacts(heic(0x8825, 0x0110))).toEqual(['place', 'device']);
	expect(photoFacts(heic())).toEqual([]);
	expect(photoFacts(tiffOf([0x0132]))).toEqual(['time']);
	expect(photoFacts(heic(0x8825).subarray(0, 330))).toEqual([]);
});
