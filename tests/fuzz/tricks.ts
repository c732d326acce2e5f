/** Ways to ask that no program of ours uses. */
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { canary, marker } from '../properties/contracts.ts';
import type { Road } from './roads.ts';
import { bytes, request } from './wire.ts';

const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
const odd = {
	'bytes that are no UTF-8': Buffer.from([
		0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0xc0, 0xaf, 0x22, 0x7d
	]),
	nothing: bytes(''),
	NUL: bytes(`{"a\u0000":"${marker}\u0000"}`),
	'half a character': bytes(`{"a":"\\ud800${marker}"}`),
	'a key twice': bytes(`{"action":"x","action":"${marker}","key":1,"key":"${marker}"}`),
	'a prototype': bytes(`{"__proto__":{"action":"${marker}"},"constructor":{"prototype":{"x":1}}}`),
	'a list': bytes(`["${marker}"]`),
	'a number': bytes('1e999'),
	depth: bytes('['.repeat(30_000)),
	'depth that closes': bytes(`{"email":${'['.repeat(20_000)}${']'.repeat(20_000)}}`),
	'wrong types': bytes(
		`{"email":["${marker}"],"password":{"a":1},"data":[],"refresh_token":7,"type":{},"token":[1],"prefix":{},"expiresIn":"${marker}","id":null,"name":[],"scope":{}}`
	),
	'text that PostgreSQL has not': bytes(
		`{"email":"a\\u0000@b.vn","password":"${marker}\\u0000 0123456789","refresh_token":"\\u0000","token":"\\u0000","type":"\\u0000","prefix":"\\u0000","id":"\\u0000","data":{"invitation":"\\u0000"}}`
	),
	'half characters where words are': bytes(
		`{"email":"\\ud800@b.vn","password":"\\ud800 0123456789012","refresh_token":"\\udc00","data":{"invitation":"\\ud800","x":{"\\ud800":1}}}`
	)
};

type Trick = (road: Road, key: string, token: string | null) => Iterable<Uint8Array>;

const keyed = (key: string, token: string | null) => [
	`apikey: ${key}`,
	...(token ? [`Authorization: Bearer ${token}`] : [])
];
/** The road as it is meant, with lines of the head changed or added. */
const headed =
	(...lines: string[]): Trick =>
	({ path, method, type, body }, key, token) =>
		request({
			path,
			method,
			head: [...keyed(key, token), `Content-Type: ${type}`, ...lines],
			body: body ? bytes(body) : undefined
		});
const sent =
	(
		body: Uint8Array,
		more: { type?: string | null; head?: string[]; chunk?: number; method?: string } = {}
	): Trick =>
	(road, key, token) => {
		const { type = road.type, head = [], method = 'POST', chunk } = more;
		return request({
			...{ path: road.path, method, chunk, body },
			head: [...keyed(key, token), ...(type === null ? [] : [`Content-Type: ${type}`]), ...head]
		});
	};
const asked =
	(method: string, change: (path: string) => string = (path) => path): Trick =>
	(road, key, token) =>
		request({ path: change(road.path), method, head: keyed(key, token) });
const over = new Uint8Array(10 * 1024 * 1024).fill(0x20);

export const tricks: Record<string, Trick> = {
	...Object.fromEntries(
		Object.entries(odd).map(([name, body]) => [`a body of ${name}`, sent(body)])
	),
	...Object.fromEntries(
		[
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
			'application/vnd.pgrst.object+json',
			`${canary}/${canary}`,
			'application/json; charset=utf-16'
		].map((type) => [`content type ${type}`, sent(bytes(`{"a":"${marker}"}`), { type })])
	),
	...Object.fromEntries(
		['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'post', 'QUERY'].map(
			(method) => [`method ${method}`, asked(method)]
		)
	),
	...Object.fromEntries(
		Object.entries({
			'a long address': `?a=${'a'.repeat(15_000)}`,
			'an address that is too long': `?a=${canary}${'a'.repeat(40_000)}`,
			'a broken percent': '%',
			'NUL in the address': '%00',
			'no UTF-8 in the address': '%ff%c0%af',
			'a way up': '/..%2f..%2f..%2fetc%2fpasswd',
			'a way up in plain': '/../../../etc/passwd',
			'a long name': `/${'n'.repeat(300)}`,
			'a name that nobody has': `/${canary}`,
			blanks: '//',
			'a backslash': '\\..\\x',
			'a filter': `?select=*,${canary}(*)&or=(a.eq.1,b.eq.${canary})&limit=-1&offset=x&order=${canary}.desc`
		}).map(([name, more]) => [name, asked('GET', (path) => path.split('?')[0]! + more)])
	),
	'no content type': sent(bytes('{}'), { type: null }),
	'a bomb that is packed': sent(bomb.subarray(0, 60_000), { head: ['Content-Encoding: gzip'] }),
	'a body that is packed': sent(gzipSync(bytes('{}')), { head: ['Content-Encoding: gzip'] }),
	'a body that is packed by another': sent(brotliCompressSync(bytes('{}')), {
		head: ['Content-Encoding: br']
	}),
	'an encoding nobody knows': sent(bytes('{}'), { head: [`Content-Encoding: ${canary}`] }),
	'a body without length': sent(bytes(`{"a":"${marker}"}`), { chunk: 3 }),
	'ten megabytes': sent(over),
	'ten megabytes without length': sent(over, { chunk: 64 * 1024 }),
	'a length that is none': sent(bytes('{}'), { head: [`Content-Length: ${canary}`] }),
	'a length below zero': sent(bytes('{}'), { head: ['Content-Length: -1'] }),
	'two lengths': sent(bytes('{}'), { head: ['Content-Length: 2', 'Content-Length: 1'] }),
	'a length and chunks': sent(bytes('{}'), { head: ['Content-Length: 2'], chunk: 1 }),
	'a body with GET': sent(bytes(`{"a":"${marker}"}`), { method: 'GET' }),
	'a body with DELETE': sent(bytes(`{"prefixes":["${marker}"]}`), { method: 'DELETE' }),
	'an answer nobody serves': headed(`Accept: application/x-${'n'.repeat(50)}`),
	'an answer in CSV': headed('Accept: text/csv'),
	'one object': headed('Accept: application/vnd.pgrst.object+json'),
	'a plan': headed('Accept: application/vnd.pgrst.plan+json'),
	wishes: headed(
		`Prefer: return=${canary}, tx=rollback, count=exact, params=single-object, handling=strict, max-affected=x, timezone=${canary}`
	),
	'another schema': headed('Content-Profile: booking', 'Accept-Profile: pg_catalog'),
	'a range': headed('Range: bytes=5-1,7-,-0', 'Range-Unit: items', 'If-Range: "x"'),
	conditions: headed(
		`If-None-Match: "${'x'.repeat(3000)}", W/"x", *`,
		'If-Match: *',
		'If-Modified-Since: 0000'
	),
	'a token that is none': headed(`Authorization: Bearer ${canary}`),
	'another scheme': headed(`Authorization: Basic ${canary}`),
	'a token of three empty parts': headed('Authorization: Bearer ..'),
	'a token of other letters': headed('Authorization: Bearer \u00e9.\u00ff.\u0080'),
	'two keys': headed(`apikey: ${canary}`),
	cookies: headed(`Cookie: ${'a=b; '.repeat(500)}`),
	'many lines': headed(...Array.from({ length: 150 }, (_, n) => `X-${n}: ${canary}`)),
	'a long line': headed(`X-Long: ${'x'.repeat(12_000)}`),
	'a line that is too long': headed(`X-Long: ${canary}${'x'.repeat(40_000)}`),
	'another host': headed(
		'X-Forwarded-Host: <script>',
		`X-Forwarded-Proto: ${'j'.repeat(9)}`,
		'X-Forwarded-For: 1.2.3.4',
		'Forwarded: host=evil'
	),
	'continue first': headed('Expect: 100-continue'),
	'an expectation': headed('Expect: the-unexpected'),
	'an upgrade': headed('Upgrade: websocket', 'Sec-WebSocket-Key: x', 'Sec-WebSocket-Version: 13'),
	'another method by a header': headed('X-HTTP-Method-Override: DELETE'),
	'no host': ({ path, method }, key) =>
		request({ path, method, host: null, head: keyed(key, null) }),
	'a host that is none': ({ path, method }, key) =>
		request({ path, method, host: `Host: a b<${'x'.repeat(9)}>/?#@`, head: keyed(key, null) }),
	'no HTTP at all': () => [bytes(`${canary}\r\n\r\n`)],
	'a line that ends early': ({ path }) => [bytes(`GET ${path} HTTP/1.1\nHost: x\n\n`)],
	'a head with NUL': ({ path }) => [bytes(`GET ${path} HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n`)]
};
