import { browser } from '$app/environment';
import { AppInstall } from '#lib/platform/app-install.svelte.ts';
import { asked } from './app-install.ts';

/** Of this browser: the menu and the foot speak of one thing. */
export const appInstall = new AppInstall(browser ? localStorage : null);

asked.tell = () => {
	if (asked.event) appInstall.hold(asked.event);
};
asked.tell();
if (browser) addEventListener('appinstalled', () => appInstall.done());
