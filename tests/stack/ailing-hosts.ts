/** What a host may do wrong with pages, and the words by which the doctor tells of it. */
import { gunzipSync } from 'node:zlib';
import type { CheckName } from '../../scripts/doctor/examine.ts';
import { reword, say, type Passing, type Twist } from './ailing.ts';

export const at = (path: string | RegExp, twist: Twist): Twist => {
	const fits = (asked: string) => (typeof path === 'string' ? asked === path : path.test(asked));
	return (answer) => {
		if (fits(answer.path)) twist(answer);
	};
};
export const worded = (change: (text: string) => string) => (answer: Passing) =>
	reword(answer, change, gunzipSync);
export const rpc = (door: string) => `/rest/v1/rpc/${door}`;
export const edge = (name: string) => `/functions/v1/${name}`;

export const header = (name: string, value?: string): Twist =>
	value === undefined
		? ({ headers }) => void delete headers[name]
		: ({ headers }) => void (headers[name] = value);
export type Ailment = [what: string, check: CheckName, twist: Twist, words: RegExp];

/** Pages in which one thing is written otherwise. */
const rewritten: {
	what: string;
	check: CheckName;
	path: string;
	written: string | RegExp;
	instead: string;
	words: RegExp;
}[] = [
	{
		...{ what: 'a page without a policy', check: 'headers', path: '/' },
		...{ written: /<meta http-equiv.*?>/, instead: '' },
		words: /the first page: says nothing of script-src/
	},
	{
		...{ what: 'a page that lets inline scripts run', check: 'headers', path: '/tra-cuu' },
		...{ written: "script-src 'self'", instead: "script-src 'self' 'unsafe-inline'" },
		words: /allows more in script-src/
	},
	{
		...{ what: 'a page that may talk to another site', check: 'headers', path: '/can-bo' },
		...{ written: "connect-src 'self'", instead: 'connect-src https:' },
		words: /allows more in connect-src/
	},
	{
		what: 'a host that begins English pages in Vietnamese',
		...{
			check: 'pages',
			path: '/en/staff/no-such-file',
			written: 'lang="en"',
			instead: 'lang="vi"'
		},
		words: /in the language "vi"/
	}
];

export const ofHosts: Ailment[] = [
	...rewritten.map(({ what, check, path, written, instead, words }): Ailment => [
		...([what, check] as const),
		at(
			path,
			worded((page) => page.replace(written, instead))
		),
		words
	]),
	['a host that drops a header', 'headers', header('x-frame-options'), /lacks X-Frame-Options/],
	[
		'a host with a header of its own',
		'headers',
		header('referrer-policy', 'origin'),
		/another Referrer-Policy/
	],
	[
		'a host that lets itself be framed',
		'headers',
		header('content-security-policy'),
		/lacks Content-Security-Policy/
	],
	[
		'a host that sets a cookie',
		'headers',
		at('/', header('set-cookie', 'seen=1')),
		/the first page: sets a cookie/
	],
	[
		'a gateway that is open to other sites',
		'headers',
		at(/^\/rest/, header('access-control-allow-origin', '*')),
		/a door: opens itself/
	],
	[
		'a host that keeps the page of codes',
		'headers',
		at('/tra-cuu', header('cache-control', 'max-age=600')),
		/page of codes: may be kept/
	],
	[
		'a host that keeps answers of doors',
		'headers',
		at(/^\/rest/, header('cache-control')),
		/a door: may be kept/
	],
	[
		'a host that keeps pages for an hour',
		'headers',
		at('/can-bo', header('cache-control', 'max-age=3600')),
		/is kept in caches/
	],
	[
		'a host that keeps no script',
		'headers',
		at(/immutable/, header('cache-control', 'no-cache')),
		/a script: is not kept/
	],
	[
		'a host that knows built pages alone',
		'pages',
		at('/can-bo/khong-co-tep', (answer) => say(answer, { status: 404, body: 'Not found' })),
		/\/can-bo\/khong-co-tep is answered with 404/
	],
	[
		'a host that answers a missing file with a page',
		'pages',
		at('/khong-co-tep-nay.png', (answer) => say(answer, { body: '<html lang="vi">' })),
		/tep-nay\.png is answered with 200/
	],
	[
		'a host that gives its own settings out',
		'pages',
		at('/_redirects', (answer) => say(answer, { body: '/* /200.html 404' })),
		/\/_redirects is answered with 200/
	],
	[
		'a script that was changed',
		'built pages',
		at(
			/start\.js$/,
			worded((text) => `${text}//`)
		),
		/1 files are not those of the build: \/_app\/immutable\/start\.js/
	],
	[
		'a page that is missing',
		'built pages',
		at('/dat-lich', (answer) => say(answer, { status: 404 })),
		/not those of the build: \/dat-lich/
	],
	[
		'a page that names a script of somebody’s',
		'built pages',
		at(
			'/',
			worded((page) => `${page}<script src="https://a.example/a.js"></script>`)
		),
		/2 files are not those of the build: .*https:\/\/a\.example\/a\.js/
	],
	[
		'a manifest that was changed',
		'built pages',
		at('/ban-dung.json', (answer) => say(answer, { body: `${answer.body.toString()} ` })),
		/signature of the manifest does not hold/
	],
	[
		'a build that nobody signed',
		'built pages',
		at('/ban-dung.sig.json', (answer) => say(answer, { status: 404 })),
		/question: Who built these pages/
	],
	[
		'a portal without a manifest',
		'built pages',
		at('/ban-dung.json', (answer) => say(answer, { status: 404 })),
		/has no manifest/
	]
];
