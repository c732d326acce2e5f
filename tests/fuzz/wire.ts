/** Bytes on a socket, as they are: what no client library would send. */
import { connect, type Socket } from 'node:net';

export type Heard = {
	/** 0: the connection was closed without a word. */
	status: number;
	head: string;
	body: string;
};

/** How long a server may take, in milliseconds. */
const PATIENCE = 20_000;

/**
 * Writes piece after piece and hears until the server closes, or until we go away. A server that has said its word may close before
 * the last piece.
 */
export async function overWire(
	origin: string,
	pieces: Iterable<Uint8Array>,
	away?: AbortSignal
): Promise<Heard> {
	const { hostname, port } = new URL(origin);
	const socket = connect({ host: hostname, port: Number(port) });
	const heard: Buffer[] = [];
	socket.on('data', (bytes: Buffer) => heard.push(bytes));
	// Refusing to read on is an answer, too.
	socket.on('error', () => {});
	const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
	away?.addEventListener('abort', () => socket.destroy());
	const late = new Promise<never>((_, reject) =>
		setTimeout(() => reject(new Error('no answer')), PATIENCE).unref()
	);
	try {
		for (const piece of pieces) {
			if (socket.closed) break;
			await Promise.race([written(socket, piece), closed, late]);
		}
		await Promise.race([closed, late]);
	} finally {
		socket.destroy();
	}
	return parsed(Buffer.concat(heard));
}

const written = (socket: Socket, bytes: Uint8Array) =>
	new Promise<void>((resolve) => {
		socket.write(bytes, () => resolve());
	});

function parsed(all: Buffer): Heard {
	// "Go on" is no answer yet.
	const [before] = /^HTTP\/1\.1 100 [^\r]*\r\n\r\n/.exec(all.toString('latin1', 0, 100)) ?? [''];
	const bytes = all.subarray(before.length);
	const text = bytes.toString('latin1');
	const end = text.indexOf('\r\n\r\n');
	const head = end < 0 ? text : text.slice(0, end);
	const rest = end < 0 ? Buffer.alloc(0) : bytes.subarray(end + 4);
	const inPieces = /^transfer-encoding: chunked/im.test(head);
	const body = (inPieces ? Buffer.concat([...pieces(rest)]) : rest).toString('utf8');
	return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body };
}

/** The pieces of a body that says no length. */
function* pieces(body: Buffer): Generator<Buffer> {
	for (let at = 0; at < body.length;) {
		const line = body.indexOf('\r\n', at);
		const length = line < 0 ? 0 : parseInt(body.toString('latin1', at, line), 16);
		if (!length) return;
		yield body.subarray(line + 2, line + 2 + length);
		at = line + 2 + length + 2;
	}
}

export const bytes = (text: string) => new TextEncoder().encode(text);

type Request = {
	method?: string;
	path?: string;
	/** Lines of the head besides Host and Connection; `host` replaces the one of ours. */
	head?: readonly string[];
	host?: string | null;
	body?: Uint8Array;
	/** Says no length and sends pieces of this many bytes. */
	chunk?: number;
};

/** One request that asks the server to close after its answer. */
export function* request({
	method = 'POST',
	path = '/',
	head = [],
	host = 'Host: portal.test',
	body,
	chunk
}: Request): Generator<Uint8Array> {
	const lines = [
		`${method} ${path} HTTP/1.1`,
		...(host === null ? [] : [host]),
		'Connection: close'
	];
	const says = (name: string) => head.some((line) => line.toLowerCase().startsWith(`${name}:`));
	if (chunk) lines.push('Transfer-Encoding: chunked');
	else if (body && !says('content-length')) lines.push(`Content-Length: ${body.length}`);
	yield Buffer.from([...lines, ...head, '', ''].join('\r\n'), 'latin1');
	if (!body) return;
	if (!chunk) return yield body;
	for (let at = 0; at < body.length; at += chunk) {
		const part = body.subarray(at, at + chunk);
		yield Buffer.concat([bytes(`${part.length.toString(16)}\r\n`), part, bytes('\r\n')]);
	}
	yield bytes('0\r\n\r\n');
}
