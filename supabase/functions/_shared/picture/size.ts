/** How large a picture is, by its own head: read before anything decodes it, since a small file may unfold to gigabytes. */
import { imageTypeOf } from './type.ts';

export type Size = { width: number; height: number };

/** Null for what says no size that makes sense: damaged, cut off, or no JPEG, PNG, WebP or GIF. */
export function sizeOf(head: Uint8Array): Size | null {
	const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
	try {
		const size = readers[imageTypeOf(head) ?? '']?.(view) ?? null;
		return size && size.width > 0 && size.height > 0 ? size : null;
	} catch {
		// A length that points past the end.
		return null;
	}
}

/** Whether a GIF, a PNG or a WebP moves: what is drawn anew would show its first picture alone. */
export function moves(bytes: Uint8Array): boolean {
	const type = imageTypeOf(bytes);
	if (type === 'image/gif') return gifPictures(bytes) > 1;
	const text = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
	if (type === 'image/webp') return text.includes('ANIM');
	return (
		type === 'image/png' && text.includes('acTL') && text.indexOf('acTL') < text.indexOf('IDAT')
	);
}

const uint24 = (view: DataView, at: number) =>
	view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

const readers: Record<string, (view: DataView) => Size | null> = {
	'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
	'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
	'image/jpeg': jpeg,
	'image/webp': webp
};

/** Frames begin with one of the SOF markers; all others are skipped by their lengths. */
function jpeg(view: DataView): Size | null {
	for (let at = 2; ;) {
		if (view.getUint8(at) !== 0xff) return null;
		const marker = view.getUint8(at + 1);
		if (marker === 0xff) {
			at++;
			continue;
		}
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
		// Scan or end without a frame.
		if (marker === 0xda || marker === 0xd9) return null;
		const length = view.getUint16(at + 2);
		if (length < 2) return null;
		at += 2 + length;
	}
}

const VP8 = 0x56503820;
const VP8L = 0x5650384c;
const VP8X = 0x56503858;

function webp(view: DataView): Size | null {
	switch (view.getUint32(12)) {
		case VP8:
			if (uint24(view, 23) !== 0x2a019d) return null;
			return {
				width: view.getUint16(26, true) & 0x3fff,
				height: view.getUint16(28, true) & 0x3fff
			};
		case VP8L: {
			if (view.getUint8(20) !== 0x2f) return null;
			const bits = view.getUint32(21, true);
			return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
		}
		case VP8X:
			return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
		default:
			return null;
	}
}

/** Pictures in a GIF: each begins with a comma, between blocks whose lengths are told. Two are enough to know. */
function gifPictures(bytes: Uint8Array): number {
	const table = (flags: number) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
	const skip = (at: number) => {
		while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
		return at + 1;
	};
	let pictures = 0;
	for (let at = 13 + table(bytes[10] ?? 0); at < bytes.length && pictures < 2;) {
		if (bytes[at] === 0x21) at = skip(at + 2);
		else if (bytes[at] === 0x2c) {
			pictures++;
			at = skip(at + 11 + table(bytes[at + 9] ?? 0));
		} else break;
	}
	return pictures;
}
