import { learnTime } from './clock.ts';
import { config } from './config.ts';
import { Problem, type RefusedField } from './problem.ts';
import { askedEarly } from './token.ts';

export type Sending = {
	url: string;
	body: string | Uint8Array<ArrayBuffer>;
	token?: string | null;
	signal?: AbortSignal | undefined;
	/** Milliseconds until we stop waiting for one answer. */
	timeout: number;
};

/** How a door is asked: no cookie, no referrer, no cache. */
export const how = {
	method: 'POST',
	credentials: 'omit',
	cache: 'no-store',
	referrerPolicy: 'no-referrer'
} as const;

/** One request, one answer or a Problem. */
export async function send({ url, body, token, signal, timeout }: Sending): Promise<Response> {
	const { publishableKey } = await config();
	const headers: Record<string, string> = {
		apikey: publishableKey,
		'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream'
	};
	if (token) headers.authorization = `Bearer ${token}`;
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort('timeout'), timeout);
	const leave = () => stop.abort('left');
	signal?.addEventListener('abort', leave);
	if (signal?.aborted) leave();
	const sentAt = Date.now();
	try {
		const early = await askedEarly(url + body, token);
		const answer = early ?? (await fetch(url, { ...how, body, headers, signal: stop.signal }));
		if (!early) learnTime(answer.headers.get('date'), sentAt, Date.now());
		// Read here, so that a body that never ends counts as no answer.
		const bytes = await answer.arrayBuffer();
		if (!answer.ok) throw refusal(answer, new TextDecoder().decode(bytes));
		return new Response(bytes);
	} catch (error) {
		if (error instanceof Problem) throw error;
		if (signal?.aborted) throw new DOMException('left', 'AbortError');
		const code = stop.signal.aborted
			? 'timeout'
			: navigator.onLine === false
				? 'offline'
				: 'unreachable';
		throw new Problem({ code, status: 0, offline: true });
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', leave);
	}
}

type Said = Record<string, unknown> & { code?: unknown; message?: unknown; details?: unknown };
const isCode = (word: unknown): word is string =>
	typeof word === 'string' && /^[a-z][a-z0-9_]*$/.test(word);

/** Both kinds of refusal, SQL's `PT409` with the code as its message and the edge's JSON, as one Problem. */
function refusal(answer: Response, text: string): Problem {
	const retry = Number(answer.headers.get('retry-after') ?? NaN);
	const base = { status: answer.status, retryAfter: Number.isFinite(retry) ? retry : undefined };
	const said = read(text);
	if (/^PT\d{3}$/.test(String(said.code)) && isCode(said.message))
		return new Problem({ ...base, code: said.message, field: word(said.details) });
	if (isCode(said.code)) {
		const { code, field, fields, ...detail } = said;
		return new Problem({
			...base,
			code,
			field: word(field),
			fields: refusedFields(fields),
			detail
		});
	}
	// PGRST301 and its kin: a token that the gateway no longer takes.
	return new Problem({ ...base, code: nameless[answer.status] ?? 'failed' });
}

const nameless: Record<number, string> = {
	401: 'session_expired',
	413: 'too_large',
	429: 'too_many_tries',
	502: 'busy',
	503: 'busy',
	504: 'busy'
};

const word = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const refusedFields = (value: unknown) =>
	Array.isArray(value) ? (value as RefusedField[]).filter((one) => isCode(one?.code)) : undefined;

function read(text: string): Said {
	try {
		const said: unknown = JSON.parse(text);
		return said !== null && typeof said === 'object' ? (said as Said) : {};
	} catch {
		return {};
	}
}
