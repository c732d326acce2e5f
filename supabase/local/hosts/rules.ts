/**
 * What the server of `npm start` says and does for the built pages, as a host of static files has to: headers, caching, which
 * addresses are pages, and which paths go to Supabase. Of one source with the server, so that they cannot drift. The policy for
 * scripts stands in each page with the hashes of its own, made by Kit, and needs nothing of a host.
 */
import { places } from '../../../src/lib/platform/desk-places.ts';
import { addressOf, type PlaceName } from '../../../src/lib/platform/paths.ts';
import type { Locale } from '../../../src/lib/platform/places.ts';
import { always, overSecure, sealedWords } from '../headers.ts';

/** Headers of every answer. */
export const headers: readonly (readonly [string, string])[] = [
	...Object.entries(always),
	overSecure
];

/** Paths that Supabase answers. */
export const passedOn = ['rest', 'auth', 'storage', 'functions', 'realtime'].map(
	(part) => `/${part}/v1/`
);
/** What Supabase is told of a request: no address, no browser, no cookie, no page that one came from. */
export const told = [
	...['accept', 'apikey', 'authorization', 'content-type', 'if-none-match', 'prefer', 'range'],
	...['x-client-info', 'x-upsert', 'x-supabase-api-version', 'accept-profile', 'content-profile']
];
/** The same where a host cannot be told what goes on, but what does not. */
export const untold = [
	...['X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-Ip', 'Forwarded', 'Via'],
	...['True-Client-Ip', 'Cf-Connecting-Ip', 'User-Agent', 'Cookie', 'Referer', 'Origin'],
	...['Accept-Language', 'Sec-Ch-*', 'Sec-Fetch-*', 'Sec-Gpc', 'Dnt', 'Save-Data', 'Priority']
];
/** What Supabase says that a page of ours has no business with. */
export const dropped = [
	'Set-Cookie',
	...['Allow-Origin', 'Allow-Credentials', 'Allow-Methods', 'Allow-Headers', 'Max-Age'].map(
		(what) => `Access-Control-${what}`
	),
	'Access-Control-Expose-Headers'
];

export const sealedAddresses = ['', '/en'].flatMap((language) =>
	sealedWords.map((word) => `${language}/${word}`)
);

/** Addresses that open through `200.html` of their language, each with all below it. */
export const pageAddresses = (locale: Locale): string[] =>
	(Object.keys(places) as PlaceName[])
		.filter((name) => places[name as keyof typeof places].kind !== 'dev')
		.map((name) => addressOf(name, locale))
		.filter((address) => address !== '/' && address !== '/en')
		.filter((address, _, all) => !all.some((other) => address.startsWith(`${other}/`)))
		.sort();
