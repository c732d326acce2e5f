import { Refusal } from './refusal.ts';

const headers = {
	'content-type': 'application/json; charset=utf-8',
	// Answers of these doors are about one person: no cache on the way may keep them.
	'cache-control': 'no-store'
};

/** A value as JSON, status 200. */
export function reply(value: unknown): Response {
	return new Response(JSON.stringify(value), { headers });
}

/**
 * A refusal as JSON: `{ code, field?, fields?, …more }` and Retry-After. Whatever else was thrown is a fault of ours:
 * 500 `failed`, without a word of it, because an error may carry what a person typed.
 */
export function refuse(error: unknown): Response {
	const refusal = error instanceof Refusal ? error : new Refusal(500, 'failed');
	const { field, fields, retryAfter, more } = refusal.details;
	const retry: Record<string, string> =
		retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	return new Response(JSON.stringify({ code: refusal.code, field, fields, ...more }), {
		status: refusal.status,
		headers: { ...headers, ...retry }
	});
}
