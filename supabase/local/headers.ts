/** Security headers of every answer; the policy for scripts stands in each page, made by Kit with hashes. */
import type { Context, MiddlewareHandler } from 'hono';

export const always: Readonly<Record<string, string>> = {
	// A meta element cannot say this one.
	'Content-Security-Policy': "frame-ancestors 'none'",
	'X-Frame-Options': 'DENY',
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Embedder-Policy': 'require-corp',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Origin-Agent-Cluster': '?1',
	'Permissions-Policy':
		'accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=(), browsing-topics=()'
};

const overHttps = (c: Context) =>
	new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';

/** Over https alone: a browser that came so stays there. */
export const overSecure = [
	'Strict-Transport-Security',
	'max-age=31536000; includeSubDomains'
] as const;

/** Pages whose address alone tells something: nothing of them stays in a cache. */
export const sealedWords = ['tra-cuu', 'lookup', 'tin-bao', 'tips', 'ho-tro', 'support'];
const sealed = new RegExp(`^/(?:en/)?(?:${sealedWords.join('|')})(?:/|$)`);

export const isSealed = (path: string) => sealed.test(path);

/** Where files lie whose names say what is in them. */
export const immutable = '/_app/immutable/';
export const caching = {
	sealed: 'no-store',
	immutable: 'public, max-age=31536000, immutable',
	page: 'no-cache'
} as const;

/** Settings of hosts, written beside the pages where such hosts look for them: no address of a reader's. */
export const hostFiles = ['_headers', '_redirects'] as const;

/** How long a page or a file of the build is kept. */
export function cacheFor(path: string): string {
	if (isSealed(path)) return caching.sealed;
	return path.startsWith(immutable) ? caching.immutable : caching.page;
}

/** Sets the headers on whatever answers. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
	await next();
	for (const [name, value] of Object.entries(always)) c.res.headers.set(name, value);
	if (overHttps(c)) c.res.headers.set(...overSecure);
	if (isSealed(c.req.path)) c.res.headers.set('Cache-Control', caching.sealed);
};
