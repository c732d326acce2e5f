/** `u32 length (big endian) | UTF-8 JSON | random bytes`: what both directions carry, in one fixed size. */

/** What a frame may be refused for. */
export type FrameCode = 'bad_frame' | 'too_large' | 'not_found' | 'damaged';

/** A frame that cannot be made or read; `code` says why, and no content of it is repeated. */
export class FrameError extends Error {
	readonly code: FrameCode;

	constructor(code: FrameCode) {
		super(code);
		this.name = 'FrameError';
		this.code = code;
	}
}

const LENGTH_BYTES = 4;
// `ignoreBOM` keeps a leading U+FEFF, so that text comes back as it went in; `fatal` refuses what is no UTF-8.
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes of JSON that a frame of `size` bytes has room for. */
export function jsonRoom(size: number): number {
	return size - LENGTH_BYTES;
}

/** Bytes that `value` takes as JSON. */
export function jsonBytes(value: unknown): Uint8Array {
	return new TextEncoder().encode(JSON.stringify(value));
}

/** `size` random bytes; at most 65,536, the limit of one `getRandomValues`. */
export function randomBytes(size: number): Uint8Array<ArrayBuffer> {
	return crypto.getRandomValues(new Uint8Array(size));
}

/** Puts `value` into exactly `size` bytes. @throws FrameError `too_large` */
export function pad(value: unknown, size: number): Uint8Array<ArrayBuffer> {
	const json = jsonBytes(value);
	if (json.length > jsonRoom(size)) throw new FrameError('too_large');
	const frame = randomBytes(size);
	new DataView(frame.buffer).setUint32(0, json.length);
	frame.set(json, LENGTH_BYTES);
	return frame;
}

/** The opposite of {@link pad}. @throws FrameError `bad_frame` for anything `pad` could not have made */
export function unpad(frame: Uint8Array, size: number): unknown {
	if (frame.length !== size) throw new FrameError('bad_frame');
	const length = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
	if (length > jsonRoom(size)) throw new FrameError('bad_frame');
	try {
		return JSON.parse(text.decode(frame.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
	} catch {
		throw new FrameError('bad_frame');
	}
}
