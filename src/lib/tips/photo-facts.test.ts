import { expect, it } from 'vitest';
import { photoFacts } from './photo-facts.ts';

/** A JPEG's beginning with these tags in its first directory. */
function jpeg(...tags: number[]): Uint8Array {
	const tiff = new DataView(new ArrayBuffer(10 + tags.length * 12));
	tiff.setUint32(0, 0x49492a00);
	tiff.setUint32(4, 8, true);
	tiff.setUint16(8, tags.length, true);
	tags.forEach((tag, at) => tiff.setUint16(10 + at * 12, tag, true));
	const length = 2 + 6 + tiff.byteLength;
	const head = [0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, 0x45, 0x78, 0x69, 0x66, 0, 0];
	return new Uint8Array([...head, ...new Uint8Array(tiff.buffer), 0xff, 0xda]);
}

it('a sender learns what their photo would have told', () => {
	expect(photoFacts(jpeg(0x8825, 0x010f, 0x0132))).toEqual(['place', 'device', 'time']);
	expect(photoFacts(jpeg())).toEqual([]);
});

it('bytes that are no photo, or a broken one, stop nobody', () => {
	expect(photoFacts(new Uint8Array())).toEqual([]);
	expect(photoFacts(new TextEncoder().encode('%PDF-1.7'))).toEqual([]);
	expect(photoFacts(jpeg(0x8825).subarray(0, 20))).toEqual([]);
});
