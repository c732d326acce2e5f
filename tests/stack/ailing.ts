/** A portal with one thing wrong: a small built site, and a host before it that twists what it passes on. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as send, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { signerOf } from '../../src/lib/sealed/signed.ts';
import { MANIFEST, SIGNATURE, manifestOf, signManifest } from '../../supabase/local/manifest.ts';
import config from '../../svelte.config.js';

/** An answer on its way: what is changed in it is what the reader gets. */
export type Passing = {
	path: string;
	method: string;
	/** What was asked with. */
	asked: IncomingHttpHeaders;
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
};
export type Twist = (answer: Passing) => void;

const words = ['self', 'none', 'unsafe-hashes'];
/** The policy as Kit writes it into each page. */
const policy = Object.entries(config.kit!.csp!.directives!)
	.map(([name, allowed]) =>
		[name, ...[allowed].flat().map((word) => quoted(String(word)))].join(' ')
	)
	.join('; ');
function quoted(word: string): string {
	return words.includes(word) || word.startsWith('sha256-') ? `'${word}'` : word;
}

const page = (lang: string) => `<!doctype html><html lang="${lang}"><head>
<meta http-equiv="content-security-policy" content="${policy}">
<script src="/_app/immutable/start.js"></script></head><body>${'Gần Dân. '.repeat(300)}</body></html>`;

/** Whoever built the site. */
export const builder = signerOf(new Uint8Array(32).fill(7));

/** A site with the least that every kind of address needs, packed beside each file as the build packs it, and signed. */
export function smallSite(): { folder: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'gandan-ailing-'));
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		writeFileSync(join(folder, `${name}.gz`), gzipSync(text));
	};
	for (const name of ['_app/immutable', 'en']) mkdirSync(join(folder, name), { recursive: true });
	for (const name of ['index', '200', 'tra-cuu', 'tin-bao', 'dat-lich', 'danh-sach-khoa'])
		write(`${name}.html`, page('vi'));
	for (const name of ['200', 'tips']) write(`en/${name}.html`, page('en'));
	write('_app/immutable/start.js', `"${'x'.repeat(4000)}"`);
	const settings = { mode: 'test', SITE_ORIGIN: null, PUBLIC_UNIT_KEYS: null };
	const manifest = JSON.stringify(manifestOf(folder, { sources: 'none', settings }));
	writeFileSync(join(folder, MANIFEST), manifest);
	writeFileSync(join(folder, SIGNATURE), JSON.stringify(signManifest(manifest, builder)));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Stands before `origin`; `twist` may be another at each question. */
export async function between(
	origin: string
): Promise<{ origin: string; twist: Twist; stop: () => Promise<void> }> {
	const { hostname, port } = new URL(origin);
	const host = { origin: '', twist: (() => {}) as Twist, stop };
	const server = createServer((asked, answer) => {
		const onward = send(
			{ hostname, port, path: asked.url, method: asked.method, headers: asked.headers },
			(from) => {
				const parts: Buffer[] = [];
				from.on('data', (part: Buffer) => parts.push(part));
				from.on('end', () => {
					const passing: Passing = {
						...{ path: asked.url!, method: asked.method!, asked: asked.headers },
						...{ status: from.statusCode!, headers: { ...from.headers } },
						body: Buffer.concat(parts)
					};
					host.twist(passing);
					for (const name of ['connection', 'keep-alive', 'transfer-encoding', 'content-length'])
						delete passing.headers[name];
					answer.writeHead(passing.status, {
						...passing.headers,
						'content-length': passing.body.length
					});
					answer.end(passing.body);
				});
			}
		);
		onward.on('error', () => answer.destroy());
		asked.pipe(onward);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	function stop() {
		server.closeAllConnections();
		return new Promise<void>((done) => server.close(() => done()));
	}
	return host;
}

/** Makes the answer to a path another one, as text or JSON. */
export const say = (
	answer: Passing,
	{ status = 200, body = '' }: { status?: number; body?: unknown }
): void => {
	answer.status = status;
	delete answer.headers['content-encoding'];
	answer.body = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Changes the text of a page, packed or not. */
export function reword(
	answer: Passing,
	change: (text: string) => string,
	unpack: (b: Buffer) => Buffer
) {
	const packed = answer.headers['content-encoding'] === 'gzip';
	const text = (packed ? unpack(answer.body) : answer.body).toString('utf8');
	say(answer, { status: answer.status, body: change(text) });
}
