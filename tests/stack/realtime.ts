/** A stand-in of Supabase Realtime: WebSocket frames (RFC 6455) and Phoenix messages of version 2, as far as pages use them. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

type Message = [
	joined: string | null,
	ref: string | null,
	topic: string,
	event: string,
	payload: Record<string, unknown>
];

/** A text frame that a server sends: never masked. */
function frame(text: string): Buffer {
	const body = Buffer.from(text);
	const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.alloc(4);
	if (body.length >= 126) {
		head.set([0x81, 126]);
		head.writeUInt16BE(body.length, 2);
	}
	return Buffer.concat([head, body]);
}

/** The texts of whole frames at the beginning of what came, which pages always mask, and the rest. */
function unframe(came: Buffer): { texts: string[]; rest: Buffer } {
	const texts: string[] = [];
	let rest = came;
	while (rest.length >= 6) {
		const short = rest[1]! & 127;
		const start = short === 126 ? 4 : 2;
		const length = short === 126 ? rest.readUInt16BE(2) : short;
		if (rest.length < start + 4 + length) break;
		const mask = rest.subarray(start, start + 4);
		const body = Buffer.from(rest.subarray(start + 4, start + 4 + length));
		for (let n = 0; n < length; n++) body[n]! ^= mask[n % 4]!;
		if ((rest[0]! & 15) === 1) texts.push(body.toString());
		rest = rest.subarray(start + 4 + length);
	}
	return { texts, rest };
}

/** Listens on loopback. `allowed`: what the policies would say of a topic and a token; `open`: of topics that are not private. */
export async function realtimeAt(allowed: (topic: string, token: string) => boolean, open = false) {
	const said: Message[] = [];
	const sockets = new Set<Duplex>();
	const joins = new Map<string, { socket: Duplex; joined: string | null }>();
	const send = (socket: Duplex, message: Message) => socket.write(frame(JSON.stringify(message)));

	function hear(socket: Duplex, message: Message) {
		said.push(message);
		const [joined, ref, topic, event, payload] = message;
		const name = topic.replace('realtime:', '');
		const isPrivate = (payload.config as { private?: boolean } | undefined)?.private;
		const joining = event === 'phx_join';
		const mayJoin = isPrivate === true ? allowed(name, String(payload.access_token)) : open;
		const ok = !joining || mayJoin;
		if (joining && ok) joins.set(name, { socket, joined });
		if (event === 'phx_leave') joins.delete(name);
		const response = ok ? { postgres_changes: [] } : { reason: 'Unauthorized' };
		send(socket, [joined, ref, topic, 'phx_reply', { status: ok ? 'ok' : 'error', response }]);
		if (joining && ok) send(socket, [joined, null, topic, 'presence_state', {}]);
	}

	const server = createServer();
	server.on('upgrade', (request, socket: Duplex) => {
		const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
		const accept = createHash('sha1').update(key).digest('base64');
		socket.write(
			`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
		);
		sockets.add(socket);
		let rest: Buffer = Buffer.alloc(0);
		socket.on('data', (chunk: Buffer) => {
			const came = unframe(Buffer.concat([rest, chunk]));
			rest = came.rest;
			for (const text of came.texts) hear(socket, JSON.parse(text) as Message);
		});
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => sockets.delete(socket));
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const tell = (topic: string, event: string, payload: Record<string, unknown>) => {
		const { socket, joined } = joins.get(topic)!;
		send(socket, [joined, null, `realtime:${topic}`, event, payload]);
	};
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What pages said, in order. */
		said,
		joined: () => [...joins.keys()],
		/** What `realtime.send` in the database comes to. */
		broadcast: (topic: string, event: string, payload: Record<string, unknown>) =>
			tell(topic, 'broadcast', { type: 'broadcast', event, payload }),
		/** Who came into a topic and what their page shows. */
		presence: (topic: string, key: string, page: Record<string, unknown>) =>
			tell(topic, 'presence_diff', {
				joins: { [key]: { metas: [{ phx_ref: key, ...page }] } },
				leaves: {}
			}),
		/** The line is cut. */
		cut: () => sockets.forEach((socket) => socket.destroy()),
		stop: () => {
			sockets.forEach((socket) => socket.destroy());
			return new Promise((done) => server.close(done));
		}
	};
}
