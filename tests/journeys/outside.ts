/**
 * Whom pages ask beside the portal: whatever a page, a worker or a frame in it asks, in every context of a browser, is written down.
 * What a browser asks of its makers by itself is nobody's page's and not among it.
 */
import type { Browser, Request } from '@playwright/test';

/** Some journeys start a portal of their own beside the stack's. */
const here = ['127.0.0.1', 'localhost'];

/** Somebody goes elsewhere, as with the quick exit; a frame of somebody else's stays in the page. */
function leaves(request: Request): boolean {
	if (!request.isNavigationRequest()) return false;
	try {
		return request.frame().parentFrame() === null;
	} catch {
		// It is a new window's first, which has no page yet.
		return true;
	}
}

/** From now on; the answer grows. */
export function watchOutside(browser: Browser): Set<string> {
	const asked = new Set<string>();
	const note = (address: string) => {
		const { protocol, hostname } = new URL(address);
		if (/^(?:https?|wss?):$/.test(protocol) && !here.includes(hostname)) asked.add(address);
	};
	browser.on('context', (context) => {
		context.on('request', (request) => void (leaves(request) || note(request.url())));
		context.on('page', (page) => page.on('websocket', (line) => note(line.url())));
	});
	return asked;
}
