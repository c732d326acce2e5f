/**
 * What may be asked of Auth. lite's hands what it is sent to the database as it is: a list where a word belongs, or a NUL, was
 * a fault of ours. Only the addresses that an officer's browser uses are there, each with its shape; Supabase's own Auth needs none
 * of this. Refusals leave in one shape, with a code and without a word of what was sent.
 */
import * as z from 'zod/mini';
import { plain } from './gate.ts';

type Ask = (request: Request) => Promise<Response>;

/** Half a character or a NUL is no text for PostgreSQL. */
const text = (most: number) =>
	z.string().check(
		z.maxLength(most),
		z.refine((value) => value.isWellFormed() && !value.includes('\0'))
	);
const email = text(254);
const password = text(200);
const invitation = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const signUp = z.object({ email, password, data: z.strictObject({ invitation }) });
const nothing = z.object({});

/** By address and the one parameter that it may have. What Supabase's client adds to a body is left out. */
const shapes: Record<string, z.ZodMiniType> = {
	'/signup': signUp,
	'/token?grant_type=password': z.object({ email, password }),
	'/token?grant_type=refresh_token': z.object({ refresh_token: text(100) }),
	'/logout': nothing,
	'/logout?scope=local': nothing,
	'/logout?scope=global': nothing,
	'/logout?scope=others': nothing
};
const readable = new Set(['/user', '/settings', '/health', '/.well-known/jwks.json']);

/** In the shape of Auth. */
function refused(status: number, code: string, more: object = {}): Response {
	const body = { code: status, error_code: code, msg: code, ...more };
	return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** Asks Auth, if it is something that is asked of it. */
export async function askAuth(request: Request, ask: Ask): Promise<Response> {
	const { origin, pathname, searchParams } = new URL(request.url);
	const path = plain(pathname).slice('/auth/v1'.length);
	const headers = new Headers({ 'content-type': 'application/json' });
	for (const name of ['apikey', 'authorization']) {
		const value = request.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	const send = (address: string, body?: unknown) => {
		const method = body === undefined ? 'GET' : 'POST';
		return ask(new Request(origin + address, { method, headers, body: JSON.stringify(body) }));
	};
	if (request.method === 'GET' && readable.has(path)) return inWords(await send(`/auth/v1${path}`));
	const [name] = ['grant_type', 'scope'].filter((one) => searchParams.has(one));
	const address = name ? `${path}?${name}=${searchParams.get(name)}` : path;
	const shape = Object.hasOwn(shapes, address) ? shapes[address] : undefined;
	if (!shape) return refused(404, 'not_found');
	if (request.method !== 'POST') return refused(405, 'method_not_allowed');
	const taken = shape.safeParse(read(await request.text()));
	if (!taken.success) return refused(400, 'validation_failed');
	if (shape === signUp && !(await isInvited(taken.data as z.infer<typeof signUp>, send)))
		return refused(403, 'invite_not_found');
	return inWords(await send(`/auth/v1${address}`, taken.data));
}

/** The trigger on auth.users refuses them all the same, but reaches the browser as a fault of Auth's. */
async function isInvited(
	{ email: typed, data }: z.infer<typeof signUp>,
	send: (address: string, body: unknown) => Promise<Response>
): Promise<boolean> {
	const answer = await send('/rest/v1/rpc/staff_invitation_check', { token: data.invitation });
	// Without a key, for one: Auth will say so itself.
	if (!answer.ok) return true;
	const said = (await answer.json()) as { state: string; email: string | null };
	return said.state === 'open' && said.email === typed.trim().toLowerCase();
}

function read(body: string): unknown {
	try {
		return body === '' ? {} : JSON.parse(body);
	} catch {
		return null;
	}
}

/** Its refusals quote now and then: code and reasons are left. */
async function inWords(answer: Response): Promise<Response> {
	if (answer.status < 400) return answer;
	const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
	const code = String(said.error_code ?? '');
	const { weak_password: weak } = said;
	return refused(
		answer.status,
		/^[a-z_]{3,60}$/.test(code) ? code : answer.status < 500 ? 'refused' : 'unexpected_failure',
		weak === undefined ? {} : { weak_password: weak }
	);
}
