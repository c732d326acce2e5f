/** What no page of ours and no program that reads our news asks: it is refused before anything is made of it. */
import type { Context, MiddlewareHandler } from 'hono';

const refuse = (c: Context, status: 400 | 405, code: string) =>
	c.json({ code, message: code }, status, { 'cache-control': 'no-store' });

/** Whether an address can be read at all. */
function isReadable(path: string): boolean {
	try {
		return !decodeURIComponent(path).includes('\0');
	} catch {
		return false;
	}
}

/** Refuses an address that nobody can read: what stands behind would each find another way to fail at it. */
export const inPlainWords: MiddlewareHandler = (c, next) =>
	isReadable(new URL(c.req.url).pathname) ? next() : Promise.resolve(refuse(c, 400, 'bad_format'));

const methods = new Set(['GET', 'HEAD', 'POST']);
/** Where an officer changes the password: the one thing that is put. */
const put = '/auth/v1/user';
/** Refuses, besides, methods that no door has. TRACE and the like make no Request at all. */
export const meant: MiddlewareHandler = (c, next) =>
	methods.has(c.req.method) || (c.req.method === 'PUT' && new URL(c.req.url).pathname === put)
		? inPlainWords(c, next)
		: Promise.resolve(refuse(c, 405, 'method'));
