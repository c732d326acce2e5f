/**
 * One origin for everything: pages, API, edge functions. In production a static host rewrites the
 * same paths to Supabase, so a page that works here works there.
 */
import type { IncomingMessage } from 'node:http';
import { serve, type HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { proxy } from 'hono/proxy';
import { securityHeaders } from './headers.ts';
import type { AdminKeys } from './auth-admin.ts';
import { askAuth } from './auth-gate.ts';
import { gate, inOurWords } from './gate.ts';
import type { Api } from './api.ts';
import { inPlainWords, meant } from './meant.ts';
import {
	doorLimit,
	forOfficers,
	limited,
	listLimit,
	pictureLimit,
	sealedLimit,
	statementLimit,
	uploadLimit
} from './limits.ts';
import { reduce, toStderr, type Log } from './log.ts';
import { pages } from './pages.ts';
import { pictureOnly, whole } from './storage-gate.ts';
import { portStop } from './ports.ts';
import { Stop } from './stop.ts';

type Bindings = { Bindings: HttpBindings };
type Site = {
	api: Api;
	/** Where the edge functions listen; asked at each request, since they start after us. */
	functions: () => string | undefined;
	/** What pages must know of where they run. */
	config: { publishableKey: string; deploymentId: string };
	/** Folder of the built app. */
	build?: string;
	limit?: number;
	/** For the edge functions, which alone write into Storage and have Auth set a password: the keys that prove it. */
	inner?: AdminKeys;
	log?: Log;
};

/** What an edge function is told of a request; addresses and cookies are not among it. */
const forwarded = ['accept', 'apikey', 'authorization', 'content-type', 'content-length', 'prefer'];

/** The application of one origin. */
export function site({
	api,
	functions,
	config,
	build,
	limit = doorLimit,
	inner,
	log = toStderr
}: Site): Hono<Bindings> {
	const app = new Hono<Bindings>();
	const ask = (c: Context<Bindings>, request: Request) =>
		api.fetch(request, (c.env.incoming as IncomingMessage).socket.remoteAddress ?? null);
	const toDoor = async (c: Context<Bindings>) => {
		const request = await gate(c.req.raw);
		return request instanceof Response ? request : inOurWords(await ask(c, request));
	};
	const handOn =
		(work: (c: Context<Bindings>) => Promise<Response>) => async (c: Context<Bindings>) => {
			const answer = await work(c);
			const headers = new Headers(answer.headers);
			// One origin: nobody else's page has business here.
			for (const name of [...headers.keys()])
				if (name.startsWith('access-control-')) headers.delete(name);
			if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
			return new Response(answer.body, { status: answer.status, headers });
		};
	app.use(securityHeaders);
	app.use(inner ? inPlainWords : meant);
	const toAuth = handOn((c) => askAuth(c.req.raw, (request) => ask(c, request), inner));
	app.all(
		'/rest/v1/rpc/:door{tips_[a-z_]+}',
		forOfficers(Math.max(limit, sealedLimit), limit),
		handOn(toDoor)
	);
	app.all(
		'/rest/v1/rpc/:door{fund_statement_import}',
		forOfficers(Math.max(limit, statementLimit), limit),
		handOn(toDoor)
	);
	// Facts that are the same for everybody and hold nobody's words: the size of them tells nothing.
	app.use('/rest/v1/rpc/:door{unit_public|booking_days|staff_desk_public}', compress());
	app.all('/rest/v1/*', limited(limit), handOn(toDoor));
	app.all('/auth/v1/*', limited(limit), toAuth);
	app.all(
		'/storage/v1/*',
		limited(uploadLimit),
		handOn(async (c) => {
			const request = inner ? await whole(c.req.raw) : pictureOnly(c.req.raw);
			return request instanceof Response ? request : ask(c, request);
		})
	);
	/** Functions that are being started again, or end while they are asked: what was written, the key of a command tells. */
	const askFunction = async (c: Context<Bindings>, path: string, init: RequestInit) => {
		const origin = functions();
		const answer = origin && (await proxy(origin + path, init).catch(() => undefined));
		return (
			answer || c.json({ code: 'busy' }, 503, { 'cache-control': 'no-store', 'retry-after': '1' })
		);
	};
	const toFunction = async (c: Context<Bindings>) => {
		const headers = new Headers({ 'accept-encoding': 'identity' });
		for (const name of forwarded) {
			const value = c.req.header(name);
			if (value !== undefined) headers.set(name, value);
		}
		const { method } = c.req;
		const body = method === 'GET' || method === 'HEAD' ? undefined : await c.req.arrayBuffer();
		headers.delete('content-length');
		return askFunction(c, `/${c.req.param('room')}`, { method, headers, body });
	};
	// Feeds are asked for by programs that know an address and nothing else, and are told where the portal is read.
	app.on(['GET', 'HEAD'], '/functions/v1/news/:format{atom|json}', async (c) => {
		const { host, protocol, search } = new URL(c.req.url);
		const known = c.req.header('if-none-match');
		const headers = new Headers({
			'accept-encoding': 'identity',
			'x-forwarded-host': host,
			'x-forwarded-proto': c.req.header('x-forwarded-proto') ?? protocol.slice(0, -1),
			...(known !== undefined && { 'if-none-match': known })
		});
		return askFunction(c, `/news/${c.req.param('format')}${search}`, {
			method: c.req.method,
			headers
		});
	});
	// It takes the parts of attachments, and refuses in one size whatever is larger.
	app.all('/functions/v1/:room{tips}', limited(uploadLimit), toFunction);
	// Two hundred rows of a hamlet's list; the function itself takes that much from officers alone.
	app.all(
		'/functions/v1/:room{booking}',
		forOfficers(Math.max(limit, listLimit), limit),
		toFunction
	);
	// Ten pages of an editor's text, or a picture in its widths.
	app.all(
		'/functions/v1/:room{news}',
		forOfficers(Math.max(limit, pictureLimit), limit),
		toFunction
	);
	app.all('/functions/v1/:room{[a-z-]+}', limited(limit), toFunction);
	app.all('/functions/v1/*', (c) => c.json({ code: 'no_such_function' }, 404));
	app.all('/realtime/v1/*', (c) => c.json({ code: 'no_realtime' }, 404));
	app.get('/_config.json', (c) => c.json(config, 200, { 'cache-control': 'no-store' }));
	if (build) app.all('*', pages(build));
	app.notFound((c) => c.text('Not found', 404));
	app.onError((error, c) => {
		log(`server: ${reduce(error) ?? 'refused'}`);
		return c.json({ code: 'unexpected' }, 500);
	});
	return app;
}

export type Listening = { port: number; close(): Promise<void> };

/** Opens a port for an application; throws `Stop` naming the variable when the port is taken. */
export async function listen(
	app: Pick<Hono<Bindings>, 'fetch'>,
	{
		port,
		host,
		name,
		upgrade
	}: {
		port: number;
		host: string;
		name: string;
		upgrade?: (server: ReturnType<typeof serve>) => void;
	}
): Promise<Listening> {
	const server = serve({ fetch: app.fetch, port, hostname: host, autoCleanupIncoming: true });
	// Longer than a proxy or a browser keeps an idle connection: whoever asks again never writes into one that just closed.
	if ('keepAliveTimeout' in server) server.keepAliveTimeout = 75_000;
	await new Promise<void>((resolve, reject) => {
		server.once('listening', resolve);
		server.once('error', (error) => reject(portStop(error, port, name)));
	});
	upgrade?.(server);
	const address = server.address();
	if (!address || typeof address === 'string') throw new Stop('The server has no port.');
	return {
		port: address.port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				if ('closeAllConnections' in server) server.closeAllConnections();
			})
	};
}
