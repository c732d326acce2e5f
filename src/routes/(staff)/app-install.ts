import { AppInstall } from '#lib/platform/app-install.svelte.ts';

/** Of this browser: the menu and the foot speak of one thing. */
export const appInstall = new AppInstall(localStorage);
