import { browser } from '$app/environment';
import { AppInstall } from '#lib/platform/app-install.svelte.ts';

/** Of this browser: the menu and the foot speak of one thing. */
export const appInstall = new AppInstall(browser ? localStorage : null);

// A browser asks once it has read the manifest, which comes with the foot: nobody is there too late.
if (browser) {
	addEventListener('beforeinstallprompt', (event) => appInstall.hold(event));
	addEventListener('appinstalled', () => appInstall.done());
}
