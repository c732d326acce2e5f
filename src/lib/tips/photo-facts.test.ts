import { expect, it } from 'vitest';
import { photoFacts } from './photo-facts.ts';

/** A first directory with these tags, and where the next one would stand: 0 for none. */
function tiffOf(tags: number[], next = 0): Uint8Array {
	const end = 10 + tags.length * 12;
	const tiff = new DataView(new ArrayBuffer(end + 4));
	tiff.setUint32(0, 0x49492a00);
	tiff.setUint32(4, 8, true);
	tiff.setUint16(8, tags.length, true);
	tags.forEach((tag, at) => tiff.setUint16(10 + at * 12, tag, true));
	tiff.setUint32(end, next, true);
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
	expect(photoFacts(jpeg(0x8825, 0x010f, 0x0132))).toEqual(['place', 'time', 'device']);
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

/** A text of ASCII as bytes. */
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const segment = (mark: number, content: number[]) => {
	const length = content.length + 2;
	return [0xff, mark, length >> 8, length & 255, ...content];
};
const plain = [0xff, 0xd8, ...segment(0xe0, ascii('JFIF\0')), 0xff, 0xda];
/** The photo with one more segment behind its beginning. */
const jpegWith = (mark: number, content: number[]) =>
	new Uint8Array([...plain.slice(0, 2), ...segment(mark, content), ...plain.slice(2)]);
const xmp = (words: string) =>
	ascii(
		`http://ns.adobe.com/xap/1.0/\0<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${words}</rdf:RDF>`
	);

it('what stands outside of the camera’s own list is told as well: XMP, IPTC, a thumbnail, a second picture', () => {
	expect(photoFacts(new Uint8Array(plain))).toEqual([]);
	expect(photoFacts(jpegWith(0xe1, xmp('<a/>')))).toEqual(['more']);
	expect(photoFacts(jpegWith(0xe1, xmp('<exif:GPSLatitude>15,7N</exif:GPSLatitude>')))).toEqual([
		'place',
		'more'
	]);
	expect(photoFacts(jpegWith(0xed, ascii('Photoshop 3.0\x008BIM')))).toEqual(['more']);
	expect(photoFacts(jpegWith(0xe2, ascii('MPF\0II*\0\x08')))).toEqual(['more']);
	const thumbnail = tiffOf([0x010f], 8);
	expect(photoFacts(jpegWith(0xe1, [...EXIF, ...thumbnail]))).toEqual(['device', 'more']);
	expect(photoFacts(tiffOf([0x83bb]))).toEqual(['more']);
});

it('and the same in the photos of other programs, which name their EXIF in other words', () => {
	expect(
		photoFacts(new Uint8Array([...ascii('\x89PNG\0\0\0\x20eXIf'), ...tiffOf([0x8825])]))
	).toEqual(['place']);
	const webp = [...ascii('RIFF\0\0\0\0WEBPEXIF\x20\0\0\0'), ...tiffOf([0x0110])];
	expect(photoFacts(new Uint8Array(webp))).toEqual(['device']);
	expect(photoFacts(new Uint8Array([...heic(), ...xmp('<exif:GPSLatitude/>')]))).toEqual([
		'place',
		'more'
	]);
	expect(photoFacts(new Uint8Array(ascii('Exif, EXIF, eXIf: three words in a text')))).toEqual([]);
});
