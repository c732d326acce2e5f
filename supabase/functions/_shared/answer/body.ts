import { Refusal } from './refusal.ts';

/** Bytes of a body, unless its contract says otherwise. */
export const BODY_LIMIT = 64 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The JSON of a POST.
 * @throws Refusal 405 `method`, 415 `not_json` for another content type, 413 `too_large`, 400 `not_json`
 */
export async function readJson(request: Request, limit = BODY_LIMIT): Promise<unknown> {
	if (request.method !== 'POST') throw new Refusal(405, 'method');
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json\s*(;|$)/i.test(type)) throw new Refusal(415, 'not_json');
	const bytes = await readBytes(request, limit);
	try {
		return JSON.parse(utf8.decode(bytes));
	} catch {
		throw new Refusal(400, 'not_json');
	}
}

/** The body, of which not a byte over `limit` is kept, whatever its header promises. @throws Refusal 413 `too_large` */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
	if (Number(request.headers.get('content-length') ?? 0) > limit)
		throw new Refusal(413, 'too_large');
	const parts: Uint8Array[] = [];
	let length = 0;
	const reader = request.body?.getReader();
	for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
		length += part.value.length;
		if (length > limit) {
			await reader?.cancel();
			throw new Refusal(413, 'too_large');
		}
		parts.push(part.value);
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
