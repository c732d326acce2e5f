import { invalid } from '../_shared/answer/index.ts';
import {
	IMAGE_BYTES_MAX,
	PICTURE_WIDTH_MAX,
	PICTURE_HEIGHT_MAX
} from '../_shared/contracts/news-desk.ts';
import { sha256Hex } from '../_shared/edge/hash.ts';
import { moves, sizeOf } from '../_shared/picture/size.ts';
import { imageTypeOf } from '../_shared/picture/type.ts';
import type { Kept } from './shapes.ts';

export type Picture = Kept & { file: Uint8Array<ArrayBuffer> };

const types: Record<string, Kept['type']> = { 'image/webp': 'webp', 'image/jpeg': 'jpeg' };

/**
 * A file of an image, by what its bytes say: the browser that sent it may be anything.
 * @throws Refusal 422 `not_an_image` or `too_large` at the field
 */
export async function pictureOf(base64: string, field: string, share: boolean): Promise<Picture> {
	const file = bytesOf(base64, field);
	if (file.length > IMAGE_BYTES_MAX) throw invalid([{ field, code: 'too_large' }]);
	const type = types[imageTypeOf(file) ?? ''];
	const size = sizeOf(file);
	if (!type || !size || moves(file) || (share && type !== 'jpeg'))
		throw invalid([{ field, code: 'not_an_image' }]);
	if (size.width > PICTURE_WIDTH_MAX || size.height > PICTURE_HEIGHT_MAX)
		throw invalid([{ field, code: 'too_large' }]);
	const sha256 = await sha256Hex(file);
	return { sha256, type, ...size, bytes: file.length, share, file };
}

function bytesOf(base64: string, field: string): Uint8Array<ArrayBuffer> {
	try {
		return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	} catch {
		throw invalid([{ field, code: 'bad_format' }]);
	}
}
