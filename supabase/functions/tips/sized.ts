/** Answers of few sizes: who watches the line learns neither whether a tip was taken nor why one was not. */
import { Refusal } from '../_shared/answer/index.ts';

/** Every refusal, and every answer to what a sender sends. */
export const ANSWER_BYTES = 512;
/** Desk lists come in multiples of this: their length would tell the unit. */
export const DESK_STEP = 16 * 1024;

// Compression would undo the padding, and a cache would remember who wrote.
const headers = { 'cache-control': 'no-store, no-transform' };
const json = { ...headers, 'content-type': 'application/json; charset=utf-8' };

/** A value as JSON, filled up with blanks to the next multiple of `step` bytes. */
export function sized(value: unknown, step = ANSWER_BYTES, status = 200): Response {
	const text = new TextEncoder().encode(JSON.stringify(value));
	const body = new Uint8Array(Math.ceil(text.length / step) * step).fill(0x20);
	body.set(text);
	return new Response(body, { status, headers: json });
}

/**
 * A refusal as `{ code, field? }`, with no header that others lack. Whatever else was thrown is a fault of ours: 500
 * `failed`, without a word of it.
 */
export function refused(error: unknown): Response {
	const { status, code, details } = error instanceof Refusal ? error : new Refusal(500, 'failed');
	// What is no name of a contract was put there by whoever sent it, at any length.
	const field = /^[\w.]{1,100}$/.test(details.field ?? '') ? details.field : undefined;
	return sized({ code, field }, ANSWER_BYTES, status);
}

/** Sealed bytes as they lie there: their size is that of a bucket. */
export function bytes(file: Uint8Array<ArrayBuffer>): Response {
	return new Response(file, {
		headers: { ...headers, 'content-type': 'application/octet-stream' }
	});
}
