import { dev } from '$app/environment';
import { error } from '@sveltejs/kit';

/** A page for those who build: in a build it does not exist. */
export const prerender = false;
export const load = () => {
	if (!dev) error(404);
};
