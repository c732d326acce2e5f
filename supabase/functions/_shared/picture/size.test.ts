import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moves, sizeOf } from './size.ts';

const bytes = (...parts: (string | number[])[]) =>
	Uint8Array.from(
		parts.flatMap((part) =>
			typeof part === 'string' ? Array.from(part, (letter) => letter.charCodeAt(0)) : part
		)
	);
const png = (width: number[], height: number[]) =>
	bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR', width, height, [8, 6, 0, 0, 0, 0, 0, 0, 0]);
const app1 = [0xff, 0xe1, 0, 6, 1, 2, 3, 4];
const frame = (marker: number) => [0xff, marker, 0, 17, 8, 0x0b, 0xb8, 0x0f, 0xa0, 3];
const webp = (chunk: string, ...body: number[]) =>
	bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [10, 0, 0, 0], body);

describe('a picture', () => {
	it.each([
		['PNG', png([0, 0, 0x27, 0x10], [0, 0, 0x27, 0x10]), { width: 10_000, height: 10_000 }],
		['JPEG', bytes([0xff, 0xd8], app1, frame(0xc0)), { width: 4000, height: 3000 }],
		[
			'progressive JPEG',
			bytes([0xff, 0xd8], app1, [0xff], frame(0xc2)),
			{ width: 4000, height: 3000 }
		],
		['GIF', bytes('GIF89a', [0x40, 1, 0xf0, 0]), { width: 320, height: 240 }],
		['WebP', webp('VP8 ', 0, 0, 0, 0x9d, 1, 0x2a, 0xe0, 1, 0x40, 1), { width: 480, height: 320 }],
		['lossless WebP', webp('VP8L', 0x2f, 0xdf, 0xc1, 0x4f, 0), { width: 480, height: 320 }],
		[
			'WebP with more',
			webp('VP8X', 0, 0, 0, 0, 0x3f, 6, 0, 0xff, 3, 0),
			{ width: 1600, height: 1024 }
		]
	])('%s says its size in its head', (_, head, size) => expect(sizeOf(head)).toEqual(size));

	it.each([
		['cut off', bytes([0xff, 0xd8], app1)],
		['without a frame', bytes([0xff, 0xd8], app1, [0xff, 0xd9, 0, 0])],
		['with a length of nothing', bytes([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0])],
		['of no width', png([0, 0, 0, 0], [0, 0, 0, 1])],
		['drawn by text', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		[
			'of a phone that we cannot measure',
			bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic')
		],
		['of nothing', bytes('')]
	])('%s says none', (_, head) => expect(sizeOf(head)).toBeNull());

	it('is never an error, whatever its bytes', () => {
		const begins = fc.constantFrom(
			'\xff\xd8\xff',
			'\x89PNG',
			'GIF89a',
			'RIFF0000WEBPVP8X',
			'RIFF0000WEBPVP8 '
		);
		fc.assert(
			fc.property(begins, fc.uint8Array({ maxLength: 80 }), (begin, rest) => {
				const all = bytes(begin, [...rest]);
				void sizeOf(all);
				void moves(all);
			})
		);
	});
});

describe('a picture that moves', () => {
	const still = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0];
	const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
	const gif = (...parts: number[][]) =>
		bytes('GIF89a', [1, 0, 1, 0, 0x80, 0, 0], [0, 0, 0, 1, 1, 1], ...parts, [0x3b]);
	it('is told from one that stands still', () => {
		expect(moves(gif(control, still))).toBe(false);
		expect(moves(gif(control, still, control, still))).toBe(true);
		expect(moves(webp('VP8X', 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...bytes('ANIM')))).toBe(true);
		expect(moves(webp('VP8 ', 0, 0, 0, 0x9d, 1, 0x2a, 0xe0, 1, 0x40, 1))).toBe(false);
		expect(moves(bytes('\x89PNG', '0000acTL0000IDAT'))).toBe(true);
		expect(moves(bytes('\x89PNG', '0000IDATacTL'))).toBe(false);
	});
});
