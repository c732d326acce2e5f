/**
 * Chromium's push service is not on this machine: what it would have answered to `subscribe` is put in its place. And what a browser
 * keeps of somebody's leave to show notices, where a journey is about being asked.
 */
import { makeBrowser } from '../../supabase/functions/_shared/push/testing.ts';
import type { Page } from './world.ts';

type Subscription = ReturnType<typeof makeBrowser>['subscription'];

/** What a browser of some maker gives: an address that nobody else has. */
export const newSubscription = (): Subscription =>
	makeBrowser(`https://fcm.googleapis.com/fcm/send/${crypto.randomUUID()}`).subscription;

/** @param holds it was given on a visit before */
export const pushes = (page: Page, given: Subscription, holds: boolean) =>
	page.addInitScript(
		({ given: { endpoint, p256dh, auth }, holds }) => {
			const subscription = (options: object) => ({
				options,
				toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
				unsubscribe: async () => {
					held = null;
					return true;
				}
			});
			let held: object | null = holds ? subscription({}) : null;
			PushManager.prototype.subscribe = async function (options) {
				const { applicationServerKey, userVisibleOnly } = options!;
				if (!userVisibleOnly) throw new DOMException('Only what is shown', 'NotAllowedError');
				const key = (applicationServerKey as Uint8Array).buffer;
				held = subscription({ applicationServerKey: key });
				return held as PushSubscription;
			};
			PushManager.prototype.getSubscription = async () => held as PushSubscription | null;
		},
		{ given, holds }
	);

/** What the browser keeps, and what comes of asking, one after another; it keeps what was said last. */
export const lets = (page: Page, kept: NotificationPermission, ...said: NotificationPermission[]) =>
	page.addInitScript(
		({ kept, said }) => {
			Object.defineProperty(Notification, 'permission', { get: () => kept });
			Notification.requestPermission = async () => (kept = said.shift() ?? kept);
		},
		{ kept, said }
	);
