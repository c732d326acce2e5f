/** How a sealed part of an attachment travels: `u32 length (big endian) | UTF-8 JSON | age file`. */
import type { Upload } from '../contracts/tips.ts';

const LENGTH_BYTES = 4;
/** Bytes before the age file at most: a proof has up to 4,000. */
export const HEAD_LIMIT = 8 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The body of an upload. */
export function encodeUpload(head: Upload, file: Uint8Array): Uint8Array<ArrayBuffer> {
	const json = new TextEncoder().encode(JSON.stringify(head));
	const body = new Uint8Array(LENGTH_BYTES + json.length + file.length);
	new DataView(body.buffer).setUint32(0, json.length);
	body.set(json, LENGTH_BYTES);
	body.set(file, LENGTH_BYTES + json.length);
	return body;
}

/** What an upload holds, both still to be checked; null when it is none. */
export function decodeUpload(body: Uint8Array): { head: unknown; file: Uint8Array } | null {
	if (body.length < LENGTH_BYTES) return null;
	const length = new DataView(body.buffer, body.byteOffset).getUint32(0);
	const end = LENGTH_BYTES + length;
	if (end > Math.min(HEAD_LIMIT, body.length)) return null;
	try {
		const head: unknown = JSON.parse(utf8.decode(body.subarray(LENGTH_BYTES, end)));
		return { head, file: body.subarray(end) };
	} catch {
		return null;
	}
}
