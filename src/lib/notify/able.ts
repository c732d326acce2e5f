/** What this browser can do about following. */
import { insideOf, type Inside } from '#lib/platform/inside.ts';

/** `apple`: it can once the portal stands on the home screen; `none`: it cannot, or not in a private window. */
export type Able =
	{ can: 'yes' | 'refused' | 'apple' | 'none' } | { can: 'inside'; inside: Inside };

/** Asked of a browser, never guessed by its name, except where it says nothing else: inside another app, and on an iPhone. */
export function ableOf(window: Window & typeof globalThis): Able {
	const { navigator } = window;
	const inside = insideOf(navigator.userAgent);
	if (inside.app) return { can: 'inside', inside };
	const has = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
	if (has) return { can: window.Notification.permission === 'denied' ? 'refused' : 'yes' };
	const apple =
		/iPhone|iPad/.test(navigator.userAgent) ||
		// An iPad calls itself a Macintosh, and no Macintosh has a screen to touch.
		(/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
	return { can: apple ? 'apple' : 'none' };
}

/** Whether it can, and nobody has answered yet: then it follows nothing. */
export const isNewTo = (window: Window & typeof globalThis): boolean =>
	ableOf(window).can === 'yes' && window.Notification.permission === 'default';
