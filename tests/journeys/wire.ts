/** Everything that browsers send while a story is told: addresses, headers and bodies, byte for byte, and what goes into an open socket. */
import type { BrowserContext, Page, Request } from '@playwright/test';

export type Sent = { url: URL; head: string; body: string };

const sentOf = async (request: Request): Promise<Sent> => ({
	url: new URL(request.url()),
	head: `${request.method()} ${request.url()}\n${JSON.stringify(await request.allHeaders())}`,
	body: (request.postDataBuffer() ?? Buffer.alloc(0)).toString('latin1')
});

/** Listens to a browser from now on; the returned function tells what it has sent. */
export function listenTo(context: BrowserContext): () => Promise<Sent[]> {
	const sent: (Sent | Promise<Sent>)[] = [];
	const listen = (page: Page) =>
		page.on('websocket', (socket) => {
			const url = new URL(socket.url().replace(/^ws/, 'http'));
			sent.push({ url, head: `socket ${socket.url()}`, body: '' });
			socket.on('framesent', ({ payload }) => {
				sent.push({ url, head: 'frame', body: Buffer.from(payload).toString('latin1') });
			});
		});
	context.on('request', (request) => void sent.push(sentOf(request)));
	context.on('page', listen);
	for (const page of context.pages()) listen(page);
	return () => Promise.all(sent);
}
