/**
 * What may be asked of Auth. lite's hands what it is sent to the database as it is: a list where a word belongs, or a NUL, was
 * a fault of ours. Only the addresses that an officer's browser uses are there, each with its shape; Supabase's own Auth needs none
 * of this.
 */
import type * as z from 'zod/mini';
import { administer, type AdminKeys } from './auth-admin.ts';
import { changePassword, type Send } from './auth-password.ts';
import { shapes, signIn as signInShape, signUp } from './auth-shapes.ts';
import { signIn } from './auth-sign-in.ts';
import { inWords, refused } from './auth-words.ts';
import { plain } from './gate.ts';

type Ask = (request: Request) => Promise<Response>;

const readable = new Set(['/user', '/settings', '/health', '/.well-known/jwks.json']);

/** Asks Auth, if it is something that is asked of it. `inner`: of our functions, which may have it set a password. */
export async function askAuth(request: Request, ask: Ask, inner?: AdminKeys): Promise<Response> {
	const administered = inner && (await administer(request, inner, ask));
	if (administered) return administered;
	const { origin, pathname, searchParams } = new URL(request.url);
	const path = plain(pathname).slice('/auth/v1'.length);
	const send: Send = (address, body, { method = 'POST', token } = {}) => {
		const headers = new Headers({ 'content-type': 'application/json' });
		for (const name of ['apikey', 'authorization']) {
			const value = request.headers.get(name);
			if (value !== null) headers.set(name, value);
		}
		if (token === null) headers.delete('authorization');
		else if (token) headers.set('authorization', `Bearer ${token}`);
		return ask(new Request(origin + address, { method, headers, body: JSON.stringify(body) }));
	};
	if (request.method === 'GET' && readable.has(path))
		return inWords(await send(`/auth/v1${path}`, undefined, { method: 'GET' }));
	if (request.method === 'PUT' && path === '/user')
		return changePassword(read(await request.text()), send);
	const [name] = ['grant_type', 'scope'].filter((one) => searchParams.has(one));
	const address = name ? `${path}?${name}=${searchParams.get(name)}` : path;
	const shape = Object.hasOwn(shapes, address) ? shapes[address] : undefined;
	if (!shape) return refused(404, 'not_found');
	if (request.method !== 'POST') return refused(405, 'method_not_allowed');
	const taken = shape.safeParse(read(await request.text()));
	if (!taken.success) return refused(400, 'validation_failed');
	if (shape === signUp && !(await isInvited(taken.data as z.infer<typeof signUp>, send)))
		return refused(403, 'invite_not_found');
	const asked = () => send(`/auth/v1${address}`, taken.data);
	if (shape === signInShape)
		return signIn((taken.data as z.infer<typeof signInShape>).email, asked);
	return inWords(await asked());
}

/** The trigger on auth.users refuses them all the same, but reaches the browser as a fault of Auth's. */
async function isInvited(
	{ email: typed, data }: z.infer<typeof signUp>,
	send: Send
): Promise<boolean> {
	const answer = await send('/rest/v1/rpc/staff_invitation_check', { token: data.invitation });
	// Without a key, for one: Auth will say so itself.
	if (!answer.ok) return true;
	const said = (await answer.json()) as { opens: string; state: string; email: string | null };
	return (
		said.opens === 'account' && said.state === 'open' && said.email === typed.trim().toLowerCase()
	);
}

function read(body: string): unknown {
	try {
		return body === '' ? {} : JSON.parse(body);
	} catch {
		return null;
	}
}
