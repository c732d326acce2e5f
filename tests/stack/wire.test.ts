/** The journeys search what a browser sends: what they listen with is tried here on a page that says something in each way. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { launch } from '../../supabase/local/browser.ts';
import { listenTo } from '../journeys/wire.ts';

/** A site with one empty page, which takes whatever socket it is offered and says nothing. */
async function site() {
	const server = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end());
	server.on('upgrade', ({ headers }, socket) => {
		const accept = createHash('sha1')
			.update(`${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
			.digest('base64');
		const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
		socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
		socket.resume();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const close = () => {
		server.closeAllConnections();
		server.close();
	};
	return { origin: `http://127.0.0.1:${port}`, close };
}

it('whoever listens to a browser hears what goes into a socket that a page holds open, words and bytes', async () => {
	const { origin, close } = await site();
	const browser = await launch();
	try {
		const context = await browser.newContext();
		const tell = listenTo(context);
		const page = await context.newPage();
		await page.goto(origin);
		await page.evaluate(async (address) => {
			await fetch('/asked', { method: 'POST', body: 'Vườn quế' });
			const socket = new WebSocket(`${address.replace('http', 'ws')}/live`);
			await new Promise((open) => (socket.onopen = open));
			socket.send('sau miếu');
			socket.send(new Uint8Array([200, 201]));
		}, origin);
		const heard = async () => (await tell()).map(({ url, body }) => `${url.pathname} ${body}`);
		const bytes = (text: string) => Buffer.from(text).toString('latin1');
		const all = [`/asked ${bytes('Vườn quế')}`, `/live ${bytes('sau miếu')}`, '/live \xc8\xc9'];
		await expect.poll(heard).toEqual(expect.arrayContaining(all));
	} finally {
		await browser.close();
		close();
	}
});
