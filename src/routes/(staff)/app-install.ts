import { browser } from '$app/environment';
import { AppInstall } from '#lib/platform/app-install.svelte.ts';

/** Of this browser: the menu and the foot speak of one thing. */
export const appInstall = new AppInstall(browser ? localStorage : null);

// The browser tells once, early; a page that is still on its way would miss it.
if (browser) {
	addEventListener('beforeinstallprompt', (event) => appInstall.hold(event));
	addEventListener('appinstalled', () => appInstall.done());
}
