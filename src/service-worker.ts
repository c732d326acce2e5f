/**
 * The officers' service worker, registered by the field page alone (`rounds/keep-shell.ts`), in the scope of that page. A new
 * version waits until the page starts anew: nothing changes under a hand.
 */
/// <reference lib="webworker" />
import { version } from '$service-worker';
import { ShellWorker } from '#lib/rounds/shell-worker.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const scope = new URL(worker.registration.scope).pathname.replace(/\/$/, '');
const shell = new ShellWorker({
	scope,
	version,
	// Counted by the build: shell.config.ts.
	files: import.meta.env.SHELL_FILES,
	caches: worker.caches,
	fetch: worker.fetch.bind(worker)
});

worker.addEventListener('install', (event) => event.waitUntil(shell.install()));
worker.addEventListener('activate', (event) => event.waitUntil(shell.activate()));
worker.addEventListener('fetch', (event) => {
	const answer = shell.answer(event.request);
	if (answer) event.respondWith(answer);
});

// The page starts, and asks the version that waits to take over. Not while the page is open in another tab.
worker.addEventListener('message', (event) => {
	if (event.data === 'take-over') event.waitUntil(takeOver());
});

async function takeOver() {
	// A page that was left a moment ago is still counted.
	for (let tries = 0; tries < 10; tries++) {
		const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
		const open = pages.filter(({ url }) => new URL(url).pathname.startsWith(scope));
		if (open.length <= 1) return worker.skipWaiting();
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}
