/** The portal behind TLS and HTTP/2, as docs/deploy/host.md has a host of production give it. */
import { once } from 'node:events';
import { request } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { certificate } from '../supabase/functions/notify/testing.ts';

/** Of one line between two programs, which HTTP/2 does not know. */
const ofTheLine = ['connection', 'keep-alive', 'transfer-encoding'];

/** Where the portal at `origin` is reached over HTTP/2, with a certificate that nobody signed. */
export async function overHttp2(origin: string): Promise<{ origin: string; close: () => Promise<void> }> {
	const { hostname, port, host } = new URL(origin);
	const server = createSecureServer(certificate(), (asked, answer) => {
		const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !name.startsWith(':')));
		const inner = request(
			{ hostname, port, method: asked.method, path: asked.url, headers: { ...headers, host } },
			(said) => {
				const kept = Object.entries(said.headers).filter(([name]) => !ofTheLine.includes(name));
				answer.writeHead(said.statusCode!, Object.fromEntries(kept) as Record<string, string>);
				said.pipe(answer.stream);
			}
		);
		inner.on('error', () => answer.stream.close());
		asked.stream.pipe(inner);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}
