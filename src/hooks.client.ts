import type { ClientInit } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';

/** 200.html is one file for both languages; the address knows which one is spoken. */
export const init: ClientInit = () => {
	document.documentElement.lang = getLocale();
};
