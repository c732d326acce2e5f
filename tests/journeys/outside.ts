/**
 * What pages ask of anybody outside this machine. A context that is opened with this proxy comes through here with it, from whatever
 * page, worker or live line: it is written down and refused. What the browser asks of its makers by itself does not come here.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Outside = {
	proxy: { server: string; bypass: string };
	asked: Set<string>;
	stop(): Promise<void>;
};

export async function watchOutside(): Promise<Outside> {
	const asked = new Set<string>();
	const proxy = createServer((request, answer) => {
		asked.add(request.url ?? '');
		answer.writeHead(502).end();
	});
	// What is encrypted, and every WebSocket, asks for a tunnel first.
	proxy.on('connect', (request, socket) => {
		asked.add(request.url ?? '');
		socket.on('error', () => socket.destroy());
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const { port } = proxy.address() as AddressInfo;
	return {
		// Without these two Playwright would send us what is asked of this machine, too.
		proxy: { server: `http://127.0.0.1:${port}`, bypass: '127.0.0.1,localhost' },
		asked,
		stop: () =>
			new Promise((resolve) => {
				proxy.close(() => resolve());
				proxy.closeAllConnections();
			})
	};
}
