/**
 * The contracts before the API, and our words behind it. PostgREST takes what PostgreSQL can read and quotes it when it
 * cannot; here a door of a contract takes its contract alone, and whatever else the API refuses leaves with a code and not
 * a word of the database. SQL stays the truth: nothing in it relies on this.
 */
import { Refusal, take } from '../functions/_shared/answer/index.ts';
import { everyDoor } from '../functions/_shared/contracts/every.ts';

const path = /^\/rest\/v1\/rpc\/([a-z_]+)$/;

const written = {
	'content-type': 'application/json; charset=utf-8',
	'cache-control': 'no-store'
};

/** In the shape of PostgREST: the code of ours is the message, the field stands in the details. */
function refused(status: number, message: string, details: string): Response {
	const body = { code: `PT${status}`, message, details, hint: null };
	return new Response(JSON.stringify(body), { status, headers: written });
}

/**
 * The request as the API may have it, or the refusal of what no contract takes. Requests for other things than doors are
 * handed on as they are.
 */
export async function gate(request: Request): Promise<Request | Response> {
	const door = everyDoor[path.exec(plain(new URL(request.url).pathname))?.[1] ?? ''];
	if (door?.kind !== 'rpc') return request;
	if (request.method !== 'POST') return refused(405, 'method', '');
	const bytes = new Uint8Array(await request.arrayBuffer());
	const type = request.headers.get('content-type') ?? '';
	if (bytes.length > 0 && !/^application\/json\s*(;|$)/i.test(type))
		return refused(415, 'not_json', '');
	let text: string;
	try {
		text = utf8.decode(bytes);
		take(door.args, read(text), ['filter', 'settings']);
	} catch (error) {
		const { field = '', fields = [] } = error instanceof Refusal ? error.details : {};
		return fields[0] ? refused(422, fields[0].code, field) : refused(400, 'not_json', '');
	}
	const headers = new Headers({ 'content-type': 'application/json' });
	for (const name of carried) {
		const value = request.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	return new Request(request.url, { method: 'POST', headers, body: text });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Who asks. Whatever else a head may wish of PostgREST, a door has one answer in one form. */
const carried = ['apikey', 'authorization'];

/** A path as the API reads it: `queue%5Fcase` is `queue_case`. */
export function plain(pathname: string): string {
	try {
		return decodeURIComponent(pathname);
	} catch {
		return pathname;
	}
}

/** A call without arguments may come without a body. */
function read(text: string): unknown {
	return text === '' ? {} : JSON.parse(text);
}

const words: Record<number, string> = {
	401: 'sign_in',
	403: 'not_allowed',
	404: 'not_found',
	406: 'bad_format',
	413: 'too_large',
	503: 'busy'
};

/** An answer of the API; of a refusal that is none of ours only status and code are left. */
export async function inOurWords(answer: Response): Promise<Response> {
	if (answer.status < 400) return answer;
	const said = (await answer.json().catch(() => ({}))) as { code?: unknown };
	if (/^PT\d{3}$/.test(String(said.code))) return again(answer, said);
	const code = /^[A-Z0-9]{3,8}$/.test(String(said.code)) ? said.code : 'failed';
	const message = words[answer.status] ?? (answer.status < 500 ? 'bad_format' : 'failed');
	return again(answer, { code, message, details: null, hint: null });
}

function again({ status, headers }: Response, body: unknown): Response {
	const kept = new Headers(headers);
	kept.set('content-type', 'application/json; charset=utf-8');
	for (const name of ['content-length', 'content-encoding']) kept.delete(name);
	// Nothing was written, and a second is enough for what was in the way.
	if (status === 503) kept.set('retry-after', '1');
	return new Response(JSON.stringify(body), { status, headers: kept });
}
