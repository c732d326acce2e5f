/**
 * The built app as files: prerendered pages under their addresses, hashed assets for ever, and
 * `200.html` in their language for the addresses that a page made since the build has. The folder is looked up on every
 * request, because publishing swaps it while we serve, and one answer comes from one site.
 */
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context, Handler } from 'hono';
// Officers' pages are pages, too.
import '../../src/lib/platform/desk-places.ts';
import { isPage, localeOf } from '../../src/lib/platform/paths.ts';
import { cacheFor, caching, hostFiles, isSealed } from './headers.ts';

const types: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
	css: 'text/css; charset=utf-8',
	json: 'application/json; charset=utf-8',
	webmanifest: 'application/manifest+json; charset=utf-8',
	svg: 'image/svg+xml',
	png: 'image/png',
	webp: 'image/webp',
	jpg: 'image/jpeg',
	ico: 'image/x-icon',
	woff2: 'font/woff2',
	txt: 'text/plain; charset=utf-8',
	xml: 'application/xml; charset=utf-8',
	ics: 'text/calendar; charset=utf-8'
};

type File = { path: string; size: number; tag: string };

function fileAt(path: string): File | undefined {
	const stat = statAt(path);
	if (!stat?.isFile()) return undefined;
	return { path, size: stat.size, tag: `${stat.size.toString(36)}-${stat.mtimeMs.toString(36)}` };
}

/** Of a name that is too long for a disk nobody has a file. */
function statAt(path: string) {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENAMETOOLONG') return undefined;
		throw error;
	}
}

/** The file that answers an address, or `undefined` for one nobody has. */
function find(root: string, address: string): File | undefined {
	let path: string;
	try {
		path = resolve(join(root, decodeURIComponent(address)));
	} catch {
		return undefined;
	}
	if (path.includes('\0') || (path !== root && !path.startsWith(root + sep))) return undefined;
	if (path === root) return fileAt(join(root, 'index.html'));
	// Compressed twins are representations, not addresses.
	if (/\.(br|gz)$/.test(path)) return undefined;
	if (hostFiles.some((name) => path === join(root, name))) return undefined;
	return fileAt(path) ?? fileAt(`${path}.html`) ?? fileAt(join(path, 'index.html'));
}

function compressed(file: File, accepted: string): { file: File; encoding?: string } {
	for (const [encoding, end] of [
		['br', '.br'],
		['gzip', '.gz']
	] as const) {
		if (!new RegExp(`\\b${encoding}\\b(?!;\\s*q=0(?:\\.0*)?(?:,|$))`).test(accepted)) continue;
		const twin = fileAt(file.path + end);
		if (twin) return { file: twin, encoding };
	}
	return { file };
}

/** Bytes. A page is some twenty-five files of a few thousand each, and a stream of one costs twice what reading it whole does. */
const WHOLE = 256 * 1024;

const contentOf = async ({ path, size }: File): Promise<BodyInit> =>
	size > WHOLE ? (Readable.toWeb(createReadStream(path)) as ReadableStream) : readFile(path);

async function send(c: Context, found: File, address: string, status = 200): Promise<Response> {
	const end = /\.(\w+)$/.exec(found.path)?.[1] ?? '';
	const { file, encoding } = compressed(found, c.req.header('accept-encoding') ?? '');
	const headers = new Headers({
		'Content-Type': types[end] ?? 'application/octet-stream',
		'Cache-Control': cacheFor(address),
		ETag: `"${file.tag}"`,
		Vary: 'Accept-Encoding'
	});
	if (encoding) headers.set('Content-Encoding', encoding);
	const known = c.req.header('if-none-match') === `"${file.tag}"`;
	if (known && status === 200 && !isSealed(address))
		return new Response(null, { status: 304, headers });
	headers.set('Content-Length', String(file.size));
	if (c.req.method === 'HEAD') return new Response(null, { status, headers });
	return new Response(await contentOf(file), { status, headers });
}

/** The page that makes itself of its address; `vite build` by itself makes one for both languages. */
const shell = (root: string, address: string) =>
	(localeOf(address) === 'en' ? fileAt(join(root, 'en/200.html')) : undefined) ??
	fileAt(join(root, '200.html'));

/** Where the link leads now; what is not there yet has no file in it either. */
function rootOf(folder: string): string {
	try {
		return realpathSync(folder);
	} catch {
		return resolve(folder);
	}
}

/** Serves a build folder, or the one that a link leads to. */
export function pages(folder: string): Handler {
	return (c) => {
		const root = rootOf(folder);
		if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
			return c.json({ code: 'not_allowed' }, 405);
		const address = c.req.path;
		// One stroke at the beginning: with two, a browser would read the name of another server.
		if (address.length > 1 && address.endsWith('/'))
			return c.redirect(`/${address.replace(/^[/\\]+|\/+$/g, '')}`, 308);
		const found = find(root, address);
		if (found) return send(c, found, address);
		// A missing asset is an error; a missing page is one too, which the app explains.
		const fallback = /\.\w+$/.test(address) ? undefined : shell(root, address);
		return fallback
			? send(c, fallback, address, isPage(address) ? 200 : 404)
			: // What is not there yet must not be missing for ever.
				c.text('Not found', 404, { 'Cache-Control': caching.page });
	};
}
