/** Photos as a camera writes them, put together here: what can be seen, and all that such a file tells beside it. */
import { expect, type Page } from './world.ts';

const SOI = Buffer.from([0xff, 0xd8]);
/** What a picture of the camera is turned by when it is shown; 6: a quarter to the right. */
type Orientation = 1 | 6;
type Entry = [tag: number, type: number, count: number, value: Buffer];

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;

/**
 * A JPEG drawn by the browser, red on the left and white on the right, 64 by 48 before it is turned. Its EXIF has a
 * description, a place and a thumbnail, and behind it come XMP with the place, IPTC, and a comment; each says `words`.
 */
export async function photo(page: Page, words = '', orientation: Orientation = 1): Promise<Buffer> {
	const plain = await drawn(page, 64, 48);
	const thumbnail = withSegments(await drawn(page, 16, 12), segment(0xfe, Buffer.from(words)));
	const place = `<exif:GPSLatitude>15,1.2N</exif:GPSLatitude><dc:title>${words}</dc:title>`;
	const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${place}</rdf:RDF>`;
	return withSegments(
		plain,
		segment(0xe1, Buffer.from('Exif\0\0', 'latin1'), tiff(words, orientation, thumbnail)),
		segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${rdf}`)),
		segment(0xed, Buffer.from('Photoshop 3.0\0'), iptc(words)),
		segment(0xfe, Buffer.from(words))
	);
}

async function drawn(page: Page, width: number, height: number): Promise<Buffer> {
	const made = await page.evaluate(
		([width, height]) => {
			const canvas = document.createElement('canvas');
			[canvas.width, canvas.height] = [width!, height!];
			const pen = canvas.getContext('2d')!;
			pen.fillStyle = 'white';
			pen.fillRect(0, 0, width!, height!);
			pen.fillStyle = 'red';
			pen.fillRect(0, 0, width! / 2, height!);
			return canvas.toDataURL('image/jpeg').split(',')[1]!;
		},
		[width, height]
	);
	return Buffer.from(made, 'base64');
}

function segment(mark: number, ...content: Buffer[]): Buffer {
	const inside = Buffer.concat(content);
	return Buffer.concat([Buffer.from([0xff, mark]), number(inside.length + 2, 2), inside]);
}

const withSegments = (jpeg: Buffer, ...segments: Buffer[]): Buffer =>
	Buffer.concat([SOI, ...segments, jpeg.subarray(2)]);

const number = (value: number, bytes: 2 | 4): Buffer => {
	const made = Buffer.alloc(bytes);
	made.writeUIntBE(value, 0, bytes);
	return made;
};

/** A directory at `at` with its values behind it, and the place where the next one stands. */
function directory(at: number, entries: readonly Entry[], next: (end: number) => number): Buffer {
	let end = at + 2 + entries.length * 12 + 4;
	const rows = entries.map(([tag, type, count, value]) => {
		const place = value.length > 4 ? number(end, 4) : Buffer.concat([value, Buffer.alloc(4)]);
		if (value.length > 4) end += value.length;
		return Buffer.concat([number(tag, 2), number(type, 2), number(count, 4), place.subarray(0, 4)]);
	});
	const values = entries.map(([, , , value]) => value).filter((value) => value.length > 4);
	return Buffer.concat([number(entries.length, 2), ...rows, number(next(end), 4), ...values]);
}

/** The first directory, where the photo was taken, and the directory of the thumbnail with the thumbnail itself. */
function tiff(words: string, orientation: Orientation, thumbnail: Buffer): Buffer {
	const text = Buffer.from(`${words || 'x'}     \0`);
	const coordinates = (...values: number[]) =>
		Buffer.concat(values.flatMap((value) => [number(value, 4), number(1, 4)]));
	const place: Entry[] = [
		[0x0001, ASCII, 2, Buffer.from('N\0')],
		[0x0002, RATIONAL, 3, coordinates(15, 1, 12)],
		[0x0003, ASCII, 2, Buffer.from('E\0')],
		[0x0004, RATIONAL, 3, coordinates(108, 55, 3)]
	];
	const first = (gps: number, next: number) =>
		directory(
			8,
			[
				[0x010e, ASCII, text.length, text],
				[0x0112, SHORT, 1, number(orientation, 2)],
				[0x8825, LONG, 1, number(gps, 4)]
			],
			() => next
		);
	const gps = 8 + first(0, 0).length;
	const where = directory(gps, place, () => 0);
	const small = gps + where.length;
	const last = (at: number) =>
		directory(
			small,
			[
				[0x0201, LONG, 1, number(at, 4)],
				[0x0202, LONG, 1, number(thumbnail.length, 4)]
			],
			() => 0
		);
	const end = last(small + last(0).length);
	return Buffer.concat([
		Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
		...[first(gps, small), where, end, thumbnail]
	]);
}

/** Photoshop's block of IPTC with a caption. */
function iptc(words: string): Buffer {
	const caption = Buffer.from(words);
	const data = Buffer.concat([
		Buffer.from([0x1c, 0x02, 0x78]),
		number(caption.length, 2),
		caption,
		Buffer.alloc(caption.length % 2 ? 0 : 1)
	]);
	return Buffer.concat([Buffer.from('8BIM\x04\x04\0\0', 'latin1'), number(data.length, 4), data]);
}

/** What no photo may hold that was drawn anew, beside the words that its maker planted. */
const traces = ['Exif', 'http://', 'GPS', 'Photoshop', '8BIM', 'IPTC', 'MM\0*', 'II*\0', 'MPF'];

/** Size of a JPEG that is a picture and nothing else: no more than what a decoder needs, and nothing behind its end. */
export function expectBare(jpeg: Buffer, ...planted: string[]): { width: number; height: number } {
	const text = jpeg.toString('latin1');
	expect(text.slice(0, 2)).toBe('\xff\xd8');
	expect(text.indexOf('\xff\xd8', 2), 'a second picture inside').toBe(-1);
	expect(text.indexOf('\xff\xd9')).toBe(text.length - 2);
	for (const word of [...traces, ...planted.map((one) => Buffer.from(one).toString('latin1'))])
		expect(text.includes(word), word).toBe(false);
	const size = { width: 0, height: 0 };
	let at = 2;
	for (; jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
		const mark = jpeg[at + 1]!;
		// What colours mean is the browser's own word: the canvas knows no other.
		const isColours = mark === 0xe2 && text.startsWith('ICC_PROFILE\0', at + 4);
		if (!isColours)
			expect([0xe0, 0xdb, 0xc0, 0xc4], `segment ${mark.toString(16)}`).toContain(mark);
		if (mark === 0xc0)
			Object.assign(size, { height: jpeg.readUInt16BE(at + 5), width: jpeg.readUInt16BE(at + 7) });
	}
	return size;
}

/** The colours in the corners of a picture as a browser shows it: above from the left, then below. */
export async function cornersOf(page: Page, jpeg: Buffer): Promise<string[]> {
	return page.evaluate(async (text) => {
		const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
		const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
		const canvas = document.createElement('canvas');
		[canvas.width, canvas.height] = [picture.width, picture.height];
		const pen = canvas.getContext('2d')!;
		pen.drawImage(picture, 0, 0);
		const colourAt = (x: number, y: number) =>
			pen.getImageData(x * (picture.width - 8) + 4, y * (picture.height - 8) + 4, 1, 1).data[1]! >
			128
				? 'white'
				: 'red';
		return [colourAt(0, 0), colourAt(1, 0), colourAt(0, 1), colourAt(1, 1)];
	}, jpeg.toString('base64'));
}

/** The first canvas of a page shows the photo of this camera, half red and half white. */
export async function expectHalfRed(page: Page) {
	const canvas = page.locator('canvas');
	await expect(canvas).toHaveAttribute('width', '64');
	const colours = await canvas.evaluate((element: HTMLCanvasElement) =>
		[8, 56].map((x) => [...element.getContext('2d')!.getImageData(x, 24, 1, 1).data])
	);
	expect(colours[0]![0]! - colours[0]![1]!).toBeGreaterThan(150);
	for (const light of colours[1]!) expect(light).toBeGreaterThan(200);
}
