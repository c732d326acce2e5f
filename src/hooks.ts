import type { Reroute } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { base } from '$app/paths';
import { nowhere, places, routeOf } from '#lib/platform/paths.ts';

/** Words of the reader's language in the address, the room's name in the folder. */
export const reroute: Reroute = ({ url }) => {
	if (url.pathname.startsWith(`${base}/_app/`)) return;
	const route = routeOf(url.pathname.slice(base.length) || '/');
	// The page of the ui kit is for those who build; a build does not have it.
	return base + (!dev && route.startsWith(places.ui.route) ? nowhere : route);
};
