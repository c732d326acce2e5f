/** Everything that browsers send while a story is told: addresses, headers and bodies, byte for byte. */
import type { BrowserContext, Request } from '@playwright/test';

export type Sent = { url: URL; head: string; body: string };

const sentOf = async (request: Request): Promise<Sent> => ({
	url: new URL(request.url()),
	head: `${request.method()} ${request.url()}\n${JSON.stringify(await request.allHeaders())}`,
	body: (request.postDataBuffer() ?? Buffer.alloc(0)).toString('latin1')
});

/** Listens to a browser from now on; the returned function tells what it has sent. */
export function listenTo(context: BrowserContext): () => Promise<Sent[]> {
	const requests: Promise<Sent>[] = [];
	context.on('request', (request) => void requests.push(sentOf(request)));
	return () => Promise.all(requests);
}
