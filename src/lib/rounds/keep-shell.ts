import { base } from '$app/paths';
import { registerWorker } from '#lib/platform/worker.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Milliseconds in which a new version takes over while the page starts; later it waits for the next start. */
const START = 2_000;

/**
 * Lets the field page open without a line from now on. Called when it starts, with its address, and nowhere else. Each language
 * has a worker of its own, since each is built by itself.
 * @returns whether the page opens without a line: false in a browser that cannot, or before anything could be fetched
 */
export async function keepShell(address: string): Promise<boolean> {
	if (import.meta.env.DEV || !('serviceWorker' in navigator)) return false;
	await takeOver(await navigator.serviceWorker.getRegistration(address));
	const file = `${base}${getLocale() === 'en' ? '/en' : ''}/service-worker.js`;
	try {
		return await installed(await registerWorker(file, address));
	} catch (error) {
		// No line, a private window, a full disk: the page works as it is, and the next start tries again.
		if (error instanceof TypeError || error instanceof DOMException) return false;
		throw error;
	}
}

/** A version that was fetched since takes over before anything was typed, and the page starts anew with its files. */
async function takeOver(known: ServiceWorkerRegistration | undefined) {
	const { serviceWorker } = navigator;
	if (!known?.waiting || !serviceWorker.controller) return;
	const { waiting } = known;
	await new Promise<void>((resolve) => {
		const late = setTimeout(done, START);
		function done() {
			clearTimeout(late);
			serviceWorker.removeEventListener('controllerchange', changed);
			resolve();
		}
		function changed() {
			done();
			location.reload();
		}
		serviceWorker.addEventListener('controllerchange', changed);
		waiting.postMessage('take-over');
	});
}

function installed({ active, installing }: ServiceWorkerRegistration): Promise<boolean> | boolean {
	if (active) return true;
	if (!installing) return false;
	return new Promise((resolve) => {
		installing.addEventListener('statechange', () => {
			if (installing.state === 'activated') resolve(true);
			if (installing.state === 'redundant') resolve(false);
		});
	});
}
