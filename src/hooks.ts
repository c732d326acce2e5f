import type { Reroute } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { base } from '$app/paths';
import { isDesk, nowhere, routeOf } from '#lib/platform/paths.ts';
import { places } from '#lib/platform/places.ts';

/**
 * Words of the reader's language in the address, the room's name in the folder. Officers' addresses are learned with the first
 * of them: no page of a resident carries them.
 */
export const reroute: Reroute = async ({ url }) => {
	if (url.pathname.startsWith(`${base}/_app/`)) return;
	const pathname = url.pathname.slice(base.length) || '/';
	if (isDesk(pathname)) await import('#lib/platform/desk-places.ts');
	const route = routeOf(pathname);
	// The page of the ui kit is for those who build; a build does not have it.
	return base + (!dev && route.startsWith(places.ui.route) ? nowhere : route);
};
