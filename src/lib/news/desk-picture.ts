/** A picture that an editor chose: looked at before it is decoded, then drawn anew in the widths that readers get. */
import {
	IMAGE_BYTES_MAX,
	PICTURE_HEIGHT_MAX,
	PIXELS_MAX,
	SHARE_WIDTH,
	WIDTHS
} from '#contracts/news-desk.ts';
import { canReadCanvas, pictureOf, scaled } from '#lib/platform/drawing.ts';
import { moves, sizeOf } from '#shared/picture/size.ts';
import { imageTypeOf } from '#shared/picture/type.ts';
import type { ImageFiles } from './desk-news.ts';

/** Why a file is no picture for a post. */
export type ImageFault =
	'not_an_image' | 'broken' | 'format' | 'moves' | 'pixels' | 'large' | 'canvas';

const FILE_MAX = 40 * 1024 * 1024;
const drawable = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** What is wrong with a file by its bytes alone; null: it may be decoded. */
export function faultOf(bytes: Uint8Array): ImageFault | null {
	const type = imageTypeOf(bytes);
	if (!type) return 'not_an_image';
	if (!drawable.has(type)) return 'format';
	const size = sizeOf(bytes);
	if (!size) return 'broken';
	// A small file may unfold to gigabytes.
	if (size.width * size.height > PIXELS_MAX) return 'pixels';
	return moves(bytes) ? 'moves' : null;
}

/** Widths that a picture is kept in: none wider than itself, the widest at most once, none too high. */
export function widthsFor({ width, height }: { width: number; height: number }): number[] {
	const most = Math.min(width, WIDTHS.at(-1)!, Math.floor((PICTURE_HEIGHT_MAX * width) / height));
	return [...WIDTHS.filter((one) => one < most), Math.max(1, most)];
}

/** The files of a picture, or why there are none. */
export async function drawImage(file: Blob): Promise<ImageFiles | ImageFault> {
	if (file.size > FILE_MAX) return 'large';
	const fault = faultOf(new Uint8Array(await file.arrayBuffer()));
	if (fault) return fault;
	if (!canReadCanvas()) return 'canvas';
	const picture = await pictureOf(file);
	if (!picture) return 'broken';
	try {
		const files: string[] = [];
		for (const width of widthsFor(picture)) {
			const drawn = await fitting(picture, width, ['image/webp', 'image/jpeg']);
			if (!drawn) return 'large';
			files.push(drawn);
		}
		const most = Math.min(SHARE_WIDTH, widthsFor(picture).at(-1)!);
		const share = await fitting(picture, most, ['image/jpeg']);
		return share ? { files, share } : 'large';
	} finally {
		picture.close();
	}
}

/** In base 64, as good as it may be; not every browser writes WebP. */
async function fitting(
	picture: ImageBitmap,
	width: number,
	types: string[]
): Promise<string | null> {
	for (const quality of [0.82, 0.6, 0.4])
		for (const type of types) {
			const bytes = await scaled(picture, width / picture.width, type, quality);
			if (!bytes) continue;
			if (bytes.length <= IMAGE_BYTES_MAX) return base64(bytes);
			break;
		}
	return null;
}

function base64(bytes: Uint8Array): string {
	let letters = '';
	for (let at = 0; at < bytes.length; at += 0x8000)
		letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
	return btoa(letters);
}
