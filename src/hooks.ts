import type { Reroute } from '@sveltejs/kit';
import { base } from '$app/paths';
import { routeOf } from '#lib/platform/paths.ts';

/** Words of the reader's language in the address, the room's name in the folder. */
export const reroute: Reroute = ({ url }) => {
	if (url.pathname.startsWith(`${base}/_app/`)) return;
	return base + routeOf(url.pathname.slice(base.length) || '/');
};
