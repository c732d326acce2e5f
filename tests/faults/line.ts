/** A bad line between a person and the portal: a proxy that cuts, delays, and swallows answers after the portal has done what they are about. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `cut`: before anything was heard; `swallowed`: after it was answered; `halved`: in the middle of the answer. */
export type Fault = 'cut' | 'swallowed' | 'halved';

export type Line = Awaited<ReturnType<typeof openLine>>;

/** Opens a line to `origin`. */
export async function openLine(origin: string) {
	let next: Fault | null = null;
	/** Requests that wait for the line to move again. */
	let still: Promise<void> = Promise.resolve();
	let move = () => {};
	/** Hears of each request that the line has heard whole, before it goes on. */
	let arrived = () => {};
	async function carry(request: IncomingMessage, answer: ServerResponse) {
		const fault = next;
		next = null;
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		arrived();
		await still;
		if (fault === 'cut') return void request.socket.destroy();
		const { 'content-length': _, connection: __, host: ___, ...headers } = request.headers;
		const said = await fetch(origin + request.url!, {
			method: request.method!,
			headers: headers as Record<string, string>,
			body: Buffer.concat(parts)
		});
		const body = Buffer.from(await said.arrayBuffer());
		if (fault === 'swallowed') return void request.socket.destroy();
		const {
			'content-encoding': ____,
			'transfer-encoding': _____,
			...kept
		} = Object.fromEntries(said.headers);
		answer.writeHead(said.status, { ...kept, 'content-length': body.length });
		if (fault !== 'halved') return void answer.end(body);
		answer.write(body.subarray(0, body.length / 2), () => request.socket.destroy());
	}
	const server = createServer((request, answer) => {
		carry(request, answer).catch(() => request.socket.destroy());
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What befalls the next request. */
		breaks: (fault: Fault) => void (next = fault),
		/** From now on nothing moves until it is told to; `waiting`: when so many requests stand on the line. */
		stands(count: number) {
			still = new Promise((resolve) => (move = resolve));
			let here = 0;
			const waiting = new Promise<void>((resolve) => {
				arrived = () => void (++here === count && resolve());
			});
			return { waiting, moves: () => move() };
		},
		close() {
			server.closeAllConnections();
			server.close();
		}
	};
}
