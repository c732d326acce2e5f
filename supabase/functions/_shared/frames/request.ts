import { pad, unpad } from './framing.ts';

/** Every request to `lookup`, whether it opens or says something, is this long: a sealed text and the files it brings fit. */
export const REQUEST_BYTES = 10 * 1024;

/**
 * `{ op: 'open' | 'say', … }` of the contract `lookup`, in {@link REQUEST_BYTES}. It is not masked: it holds
 * the lookup secret itself, for which the server is meant, and only TLS stands around it.
 * @throws FrameError `too_large`
 */
export function encodeRequest(request: unknown): Uint8Array<ArrayBuffer> {
	return pad(request, REQUEST_BYTES);
}

/**
 * The request in `frame`, still to be checked against its contract.
 * @throws FrameError `bad_frame`
 */
export function decodeRequest(frame: Uint8Array): unknown {
	return unpad(frame, REQUEST_BYTES);
}
