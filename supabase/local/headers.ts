/** Security headers of every answer; the policy for scripts stands in each page, made by Kit with hashes. */
import type { Context, MiddlewareHandler } from 'hono';

export const always: Record<string, string> = {
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

/** Pages whose address alone tells something: nothing of them stays in a cache. */
const sealed = /^\/(?:en\/)?(?:tra-cuu|lookup|tin-bao|tips|ho-tro|support)(?:\/|$)/;

export const isSealed = (path: string) => sealed.test(path);

/** Sets the headers on whatever answers. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
	await next();
	for (const [name, value] of Object.entries(always)) c.res.headers.set(name, value);
	if (overHttps(c))
		c.res.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
	if (isSealed(c.req.path)) c.res.headers.set('Cache-Control', 'no-store');
};
