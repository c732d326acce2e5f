import type { ClientInit } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Built for both languages at once, 200.html is one file; the address knows which one is spoken. */
export const init: ClientInit = () => {
	document.documentElement.lang = getLocale();
};
