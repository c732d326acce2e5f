/**
 * The push manager of this browser. What it keeps is all that is kept on the device: we write nothing beside it.
 */
import { base } from '$app/paths';
import { registerWorker } from '#lib/platform/worker.ts';
import type { Subscription } from './follow-notify.ts';

/** The pages of the news, in Vietnamese: one worker for both languages, since it controls nothing on them. */
const scope = () => `${base}/tin-tuc/`;

const registered = () => navigator.serviceWorker.getRegistration(scope());

/** What is registered for exactly these pages; the worker of another scope is none of ours. */
async function own(): Promise<ServiceWorkerRegistration | null> {
	const found = await registered();
	return found && new URL(found.scope).pathname === scope() ? found : null;
}

function shapeOf(subscription: PushSubscription): Subscription {
	const { endpoint, keys } = subscription.toJSON();
	return { endpoint: endpoint!, p256dh: keys!.p256dh!, auth: keys!.auth! };
}

/** What the browser holds; null where it follows nothing. */
export async function held(): Promise<Subscription | null> {
	const subscription = await (await own())?.pushManager.getSubscription();
	return subscription ? shapeOf(subscription) : null;
}

/**
 * Asks the person, once and in the tap. What the browser keeps is the answer: asked outside of a tap it may say that it was
 * refused, where nobody was asked and the next tap may ask.
 */
export async function ask(): Promise<NotificationPermission> {
	await Notification.requestPermission();
	return Notification.permission;
}

const bytesOf = (text: string) =>
	Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const same = (one: ArrayBuffer | null, other: Uint8Array) => {
	const bytes = new Uint8Array(one ?? new ArrayBuffer(0));
	return bytes.length === other.length && bytes.every((byte, at) => byte === other[at]);
};

/**
 * The subscription, bound to the server's key: what the browser holds, or a new one. `anew` lets go what it holds, which
 * the server does not know any more. @throws DOMException where the browser's maker cannot be reached, or does not want to
 */
export async function subscribe(serverKey: string, anew: boolean): Promise<Subscription> {
	const registration = await registerWorker(`${base}/push.js`, scope());
	await active(registration);
	const applicationServerKey = bytesOf(serverKey);
	const known = await registration.pushManager.getSubscription();
	if (known && !anew && same(known.options.applicationServerKey, applicationServerKey))
		return shapeOf(known);
	await known?.unsubscribe();
	return shapeOf(
		await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
	);
}

function active({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> | void {
	const worker = installing ?? waiting;
	if (active || !worker) return;
	return new Promise((resolve) => {
		worker.addEventListener('statechange', () => {
			if (worker.state === 'activated' || worker.state === 'redundant') resolve();
		});
	});
}

/** Lets go of the subscription and of its worker: nothing of it stays on this device. */
export async function release(): Promise<void> {
	const registration = await own();
	await (await registration?.pushManager.getSubscription())?.unsubscribe();
	await registration?.unregister();
}
